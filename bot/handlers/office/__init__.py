"""The office itself: what it is, how the bot does there, who changed what."""
