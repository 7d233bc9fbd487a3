"""panwascam-bot: the Telegram bot that runs the calendar, invitations, piket and recaps of a Bawaslu district office."""
