"""Polls about a date: asked of the audience, answered slot by slot, the silent asked once more, and one slot taken."""
