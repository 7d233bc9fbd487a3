"""Piket as people see it: the rota, its changes, reports."""
