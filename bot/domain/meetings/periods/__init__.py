"""The words of a planned time, and the days that they allow."""
