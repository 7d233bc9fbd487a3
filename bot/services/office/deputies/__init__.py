"""Pelaksana harian: a head who is away names who gets what is meant for them and acts for them, and it ends by itself."""
