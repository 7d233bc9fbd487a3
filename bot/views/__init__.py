"""What people see: messages and keyboards from data and `locales/id/`."""
