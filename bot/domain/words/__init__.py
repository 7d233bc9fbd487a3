"""Words as people write them, read one way everywhere: dates, hours, fixed words."""
