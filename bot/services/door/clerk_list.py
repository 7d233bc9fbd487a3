"""The list that a clerk reads at the door: a line for each invitation, with who has come on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select

from bot.domain.door.checkin import Arrival, CheckInWay
from bot.domain.door.facts import ArrivalLine
from bot.domain.refusals import Refusal
from bot.services.door.arrivals import arrivals_at
from bot.services.door.sessions import BY_ID, as_clerk
from bot.services.meetings.facts import session_of
from bot.services.owing.withdrawing import not_ahead
from bot.storage.models import District, Invitation, Person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.context import Context


class ClerkList(NamedTuple):
    """A session, which day of it, and everybody invited, in roster order, with who has come on that day."""

    session: SessionFacts
    day: MeetingDay
    lines: list[ArrivalLine]


async def clerk_list(ctx: Context, telegram_id: int, session_id: int, day: int | None = None) -> ClerkList:
    """The list of a day, by its number; of the day that is or comes next where none is given."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> ClerkList:
        _, row = as_clerk(BY_ID, connection, telegram_id, session_id, now)
        facts = session_of(row)
        which = facts.coming_day(now) if day is None else day_of(facts, day)
        came = arrivals_at(connection, [facts])
        gone = not_ahead(connection, facts, now) if which.ends_at > now else set()
        lines = [
            arrival_line(one, facts, which, came.get(one.id, {}))
            for one in connection.execute(_LIST, {"session": session_id})
            if one.person_id not in gone or which.day in came.get(one.id, {})
        ]
        return ClerkList(facts, which, lines)

    return await ctx.db.query(_unit)


def day_of(facts: SessionFacts, number: int) -> MeetingDay:
    """The day of that number."""
    if not 1 <= number <= len(facts.days):
        # It has moved meanwhile.
        raise Refusal("refused-stale-button")
    return facts.days[number - 1]


def arrival_line(row: Any, facts: SessionFacts, day: MeetingDay, came: Mapping[date, Arrival]) -> ArrivalLine:
    """A row of the list as a line of that day."""
    at, how, instead = row.checked_in_at, row.check_in_how, row.substitute_came
    if facts.is_of_days:
        arrival = came.get(day.day)
        at, how, instead = (arrival.at, arrival.way, arrival.by_substitute) if arrival else (None, "", False)
    substitute = row.substitute or row.guest_name
    return ArrivalLine(row.id, row.name, row.district or "", substitute, at, instead, CheckInWay(how) if how else None)


_SUBSTITUTE = Person.__table__.alias("substitute")
_LIST = (
    select(
        Invitation.id,
        Invitation.person_id,
        Person.name,
        District.name.label("district"),
        Invitation.guest_name,
        _SUBSTITUTE.c.name.label("substitute"),
        Invitation.checked_in_at,
        Invitation.check_in_how,
        Invitation.substitute_came,
    )
    .join(Person, Person.id == Invitation.person_id)
    .outerjoin(District, District.id == Person.district_id)
    .outerjoin(_SUBSTITUTE, _SUBSTITUTE.c.id == Invitation.substitute_id)
    .where(Invitation.session_id == bindparam("session"))
    .order_by(Person.district_id, Person.id)
)
LINE = _LIST.where(Invitation.id == bindparam("invitation"))
