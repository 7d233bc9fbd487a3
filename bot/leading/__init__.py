"""Who leads, and what only the leader does."""
