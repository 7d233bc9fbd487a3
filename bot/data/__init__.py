"""The shipped plan of Bawaslu Kabupaten Blitar, 2023, as data."""
