"""The one way in which a command says no."""


class CommandRefused(Exception):
    """A command that will not be done; the text says why and what to do."""
