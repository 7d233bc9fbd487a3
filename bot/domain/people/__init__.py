"""People: the roster, registration, roles and accounts."""
