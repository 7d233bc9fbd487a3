"""Files people send and get: CSV, XLSX, iCalendar."""
