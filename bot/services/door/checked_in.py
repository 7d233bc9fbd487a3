"""A check-in as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.domain.door.checkin import Punctuality
from bot.services.door.arrivals import arrivals_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A check-in as it stands; `stands_for` is whom a substitute came for, `again` that it had been there before.

    `day` is which day of the session it is of, where that lasts several.
    """

    session: SessionFacts
    at: datetime
    punctuality: Punctuality
    stands_for: str = ""
    again: bool = False
    day: int | None = None


def arrived_at(connection: Connection, row: Any, facts: SessionFacts, day: MeetingDay) -> datetime | None:
    """When whoever is invited came, of several days on that one."""
    if not facts.is_of_days:
        return row.checked_in_at  # type: ignore[no-any-return]
    arrival = arrivals_of(connection, facts, row.invitation_id).get(day.day)
    return arrival.at if arrival else None
