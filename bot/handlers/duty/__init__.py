"""/piket: the rota and what can be done about it, and reports."""
