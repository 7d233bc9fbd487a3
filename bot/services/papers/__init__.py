"""Official papers: letters, attendance lists, certificates."""
