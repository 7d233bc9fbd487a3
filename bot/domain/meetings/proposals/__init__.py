"""When an activity could take place: alone, or a month at once."""
