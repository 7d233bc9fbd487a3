"""Groups: which is whose, their cards, and what keeps the bot from writing there."""
