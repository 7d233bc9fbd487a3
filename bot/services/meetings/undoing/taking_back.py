"""Undo of a date that was set, moved or called off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services import audit
from bot.services.access import require_manager, still_manages
from bot.services.meetings.facts import hold_activities_of
from bot.services.meetings.undoing.changes import Change, last_change_of
from bot.services.meetings.undoing.each import each_together
from bot.services.meetings.undoing.last_done import locked_own
from bot.services.meetings.undoing.restoring import undone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def undo(ctx: Context, actor: PersonFacts, session_id: int, revision: int) -> Change:
    """Undo the last change of a session; the session as it is then."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Change:
        still_manages(connection, actor, now)
        hold_activities_of(connection, [session_id])
        return _undo_one(connection, actor, session_id, revision, now)

    return await ctx.db.transact(_unit)


async def undo_together(ctx: Context, actor: PersonFacts, found: Sequence[Change]) -> list[Change]:
    """Undo the last changes of several, in one transaction: whoever was told reads of all of them in one message."""
    return await each_together(ctx, actor, found, _undo_one)


def _undo_one(connection: Connection, actor: PersonFacts, session_id: int, revision: int, now: datetime) -> Change:
    """Undo the last change of one."""
    found = last_change_of(connection, locked_own(connection, actor, session_id), revision, now)
    after = undone(connection, actor, found.what, replace(found.session, held_until=None), now)
    audit.record_act(connection, actor, now, "session.undo", f"session:{after.id}", what=found.what, told=found.told)
    return replace(found, session=after)
