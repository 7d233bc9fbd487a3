"""`panwascam doctor`: looks at everything the bot needs, and says what to do where something is amiss."""
