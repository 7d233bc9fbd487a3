"""What waits to be told goes out at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.access import require_manager, still_manages
from bot.services.meetings.undoing.changes import Change
from bot.services.meetings.undoing.each import each_together
from bot.services.meetings.undoing.last_done import check_revision, last_done, locked_own, undone_until
from bot.services.meetings.undoing.waiting import go_out
from bot.services.owing.owe import invite_now

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def send_together(
    ctx: Context, actor: PersonFacts, found: Sequence[Change]
) -> tuple[list[SessionFacts], datetime]:
    """What waits of them goes out at once, and so together. And till when they can be undone."""
    sent = await each_together(ctx, actor, found, _send_one)
    return [after for after, _ in sent], min((until for _, until in sent), default=ctx.clock.now())


async def send_now(ctx: Context, actor: PersonFacts, session_id: int, revision: int) -> tuple[SessionFacts, datetime]:
    """What waits of a session's last change goes out at once; again it changes nothing. And till when it can be undone."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[SessionFacts, datetime]:
        still_manages(connection, actor, now)
        return _send_one(connection, actor, session_id, revision, now)

    return await ctx.db.transact(_unit)


def _send_one(
    connection: Connection, actor: PersonFacts, session_id: int, revision: int, now: datetime
) -> tuple[SessionFacts, datetime]:
    """What waits of one goes out at once."""
    held = locked_own(connection, actor, session_id)
    check_revision(held, revision)
    after = held
    if held.held_until is not None and held.held_until > now:
        after = replace(held, held_until=None)
        go_out(connection, held, after, now)
    # And whoever would have read of it with all that their next morning brings.
    invite_now(connection, after, now)
    last = last_done(connection, after, now)
    return after, now if last is None else undone_until(connection, after, last)
