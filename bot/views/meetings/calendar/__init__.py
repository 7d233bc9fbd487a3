"""The schedule, and one activity in full, in texts that fit a phone."""
