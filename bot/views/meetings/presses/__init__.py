"""What the buttons of the calendar say: looking at it, setting, moving and calling off dates, and second thoughts."""
