"""A local Bot API with people in it, for tests and `simulate`; never imported by the bot proper."""
