"""Roles of people in the bot."""

from __future__ import annotations

from bot.domain.vocabulary import Role
from bot.domain.words.unknown import UnknownWord


def read_role(written: str) -> Role:
    """A role, which is written as it is; raises `UnknownWord`."""
    try:
        return Role(written.casefold())
    except ValueError:
        raise UnknownWord(written, [role.value for role in Role]) from None
