"""What a clerk enters for somebody, and takes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.door.checkin import (
    Arrival,
    CheckInWay,
)
from bot.domain.door.facts import ArrivalLine
from bot.domain.refusals import Refusal
from bot.services.door.clerk_lines import markable, marked_line
from bot.services.door.clerk_sessions import BY_ID_LOCKED, as_clerk
from bot.services.door.marking import mark_arrival

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Marked:
    """What a clerk's tap led to: the line as it stands now, and whether it stood so before."""

    line: ArrivalLine
    again: bool


async def clerk_mark(
    ctx: Context, telegram_id: int, session_id: int, invitation_id: int, *, substitute: bool = False, day: int = 1
) -> Marked:
    """A clerk enters that somebody came on a day, or the `substitute`; who is marked already keeps when and how."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Marked:
        actor, row = as_clerk(BY_ID_LOCKED, connection, telegram_id, session_id, now)
        facts, which = markable(row, day, now)
        line = marked_line(connection, facts, which, invitation_id)
        if substitute and not line.substitute:
            # The list may be older than the answer: nobody may stand in any more.
            raise Refusal("refused-stale-button")
        if line.came_at is not None:
            if line.substitute_came != substitute:
                raise Refusal("refused-clerk-other", name=line.came)
            return Marked(line, again=True)
        came = Arrival(min(now, which.ends_at), CheckInWay.CLERK, substitute)
        mark_arrival(connection, actor, facts, which, invitation_id, came, now)
        return Marked(marked_line(connection, facts, which, invitation_id), again=False)

    return await ctx.db.transact(_unit)


async def clerk_unmark(
    ctx: Context, telegram_id: int, session_id: int, invitation_id: int, *, came_at: int, day: int = 1
) -> Marked | None:
    """A clerk takes back that somebody came at `came_at` (seconds of the epoch), as the question said.

    None where it stands otherwise by now: somebody else has taken it back, or the person has checked in anew.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Marked | None:
        actor, row = as_clerk(BY_ID_LOCKED, connection, telegram_id, session_id, now)
        facts, which = markable(row, day, now)
        line = marked_line(connection, facts, which, invitation_id)
        if line.came_at is None or int(line.came_at.timestamp()) != came_at:
            return None
        mark_arrival(connection, actor, facts, which, invitation_id, None, now)
        return Marked(line, again=False)

    return await ctx.db.transact(_unit)
