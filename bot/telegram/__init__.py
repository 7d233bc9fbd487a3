"""The seam to python-telegram-bot: its transport, and reading what Telegram sends."""
