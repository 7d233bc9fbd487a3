"""Piket: the rota, shifts and reports."""
