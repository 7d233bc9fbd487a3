"""Files people get: XLSX."""
