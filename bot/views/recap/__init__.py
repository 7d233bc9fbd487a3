"""Recaps: figures, and the ways in which they are shown."""
