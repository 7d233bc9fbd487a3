"""The calendar as people ask for it: what is dated, what is planned, one activity in full."""
