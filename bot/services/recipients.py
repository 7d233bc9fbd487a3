"""Who may be written to now: in office on that day, registered, and not out of reach. Every query of recipients asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import and_

from bot.services.access import active_on
from bot.storage.models import Person

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import ColumnElement


def registered_on(day: date | ColumnElement[Any], who: Any = Person) -> ColumnElement[bool]:
    """Whoever is in office on `day` and has an account.

    For what an event owes once, and nothing would owe again: to somebody out of reach it fails, and comes back with them.
    """
    return and_(who.telegram_id.is_not(None), active_on(day, who))


def reachable_on(day: date | ColumnElement[Any], who: Any = Person) -> ColumnElement[bool]:
    """Whoever is in office on `day`, has an account, and has not left the bot: for what is of its moment."""
    return and_(registered_on(day, who), who.unreachable_since.is_(None))


class OnTelegram(Protocol):
    """What tells whether somebody in office can be written to."""

    @property
    def telegram_id(self) -> int | None: ...
    @property
    def unreachable_since(self) -> datetime | None: ...


def is_reachable(person: OnTelegram) -> bool:
    """`reachable_on` of somebody who is known to be in office."""
    return person.telegram_id is not None and person.unreachable_since is None
