"""Everybody invited, with who has come, as a clerk reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain.door.facts import ArrivalLine
from bot.services.door.arrival_lines import LIST, arrival_line, day_of
from bot.services.door.arrivals import arrivals_at
from bot.services.door.clerk_sessions import BY_ID, as_clerk
from bot.services.meetings.facts import session_of

if TYPE_CHECKING:
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
        rows = connection.execute(LIST, {"session": session_id})
        return ClerkList(facts, which, [arrival_line(one, facts, which, came.get(one.id, {})) for one in rows])

    return await ctx.db.query(_unit)
