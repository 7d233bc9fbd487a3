"""Files people get: XLSX, PDF, PNG, ICS."""
