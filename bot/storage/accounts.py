"""Whose chat is whose now: an account becomes another person's, and a person gets another account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists

from bot.storage.models import Delivery, Person

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


def is_theirs() -> ColumnElement[bool]:
    """Whether a message to a person is in the chat of the account that they have now."""
    return exists().where(Person.id == Delivery.person_id, Person.telegram_id == Delivery.chat_id)
