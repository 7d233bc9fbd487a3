"""Groups: live cards, and what keeps the bot from writing there."""
