"""Telegram commands, buttons and dialogues: thin, they call services and render views."""
