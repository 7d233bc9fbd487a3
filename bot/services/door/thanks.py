"""The morning after: thanks to whoever came, and a question to who had said so and did not."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.domain.invitations.reminders import morning_after, usual_hour
from bot.domain.ledger import Purpose
from bot.domain.night import not_at_night
from bot.domain.timing import Due
from bot.domain.vocabulary import Answer, SessionStatus
from bot.services.door.next_morning import with_the_next_morning
from bot.services.door.presence import INVITED
from bot.services.faults import for_each_office
from bot.services.invitations.seating import seats_of
from bot.services.owing.owe import Owed, owe
from bot.storage.models import Session

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from bot.services.context import Context


# Sessions that ended longer ago are no news.
_LATELY = timedelta(days=2)
_OF_USE = timedelta(days=3)


async def owe_afterwards(ctx: Context, zone: ZoneInfo, only: Collection[int] | None = None) -> list[int]:
    """The morning after: whoever came is thanked, whoever had said so, had a seat, and did not is asked why.

    Not sooner, for lists on paper are typed till the evening. Where nobody checked in, attendance was not taken, and
    nothing is said. Returns the offices that were left out.
    """
    work = partial(_owe_office, zone=zone, now=ctx.clock.now())
    return await for_each_office(ctx, zone, "thanks", work, only)


def _owe_office(connection: Connection, office_id: int, zone: ZoneInfo, now: datetime) -> None:
    sessions = connection.execute(_ENDED, {"office": office_id, "now": now, "since": now - _LATELY}).all()
    for one in sessions:
        morning = morning_after(one.ends_at, zone)
        if morning.astimezone(zone).date() > now.astimezone(zone).date():
            continue
        # Who is found to have come, or not to have, a day later hears at the same hour.
        soonest = not_at_night(now, zone)
        at = max(morning, soonest, usual_hour(soonest, zone)[0])
        due = Due(at, at + _OF_USE)
        rows = connection.execute(INVITED, {"session": one.id, "today": now.astimezone(zone).date()}).all()
        seats = seats_of(connection, one)
        waited = set() if seats is None else {*seats.waiting}
        if any(row.checked_in_at is not None for row in rows):
            owed = [owed for row in rows for owed in _owed(one, row, due, waited)]
            owe(connection, with_the_next_morning(connection, owed), now)


def _owed(session: Any, row: Any, due: Due, waited: set[int]) -> list[Owed]:
    came = row.checked_in_at is not None
    stand_in = came and row.substitute_came
    chat, person_id = (row.substitute_chat, row.substitute_id) if stand_in else (row.chat, row.person_id)
    promised = row.answer in (Answer.ATTENDING, Answer.SUBSTITUTED) and row.id not in waited
    if came:
        purpose = Purpose.THANKS
    elif promised and not row.absence_reason:
        purpose = Purpose.ABSENCE
    else:
        return []
    if chat is None or person_id is None:
        return []
    return [Owed(purpose, chat, due, session.office_id, person_id, session.id)]


_ENDED = select(Session.id, Session.office_id, Session.ends_at, Session.seats).where(
    Session.office_id == bindparam("office"),
    Session.status == SessionStatus.SCHEDULED,
    Session.ends_at <= bindparam("now"),
    Session.ends_at > bindparam("since"),
)
