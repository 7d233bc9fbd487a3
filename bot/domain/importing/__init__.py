"""Tables as offices keep them: columns, headings, lines."""
