"""Piket: when shifts are, whose turn it is, what is asked, who is told when."""
