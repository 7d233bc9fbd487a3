"""The words by which somebody asks for days of the calendar and what is on them."""
