"""Something that is done with each of several sessions, as far as it may be."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from bot.domain.refusals import Refusal
from bot.services.access import require_manager, still_manages
from bot.services.meetings.facts import hold_activities_of
from bot.services.meetings.undoing.changes import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


T = TypeVar("T")


async def each_together(
    ctx: Context,
    actor: PersonFacts,
    found: Sequence[Change],
    doing: Callable[[Connection, PersonFacts, int, int, datetime], T],
) -> list[T]:
    """One that may not be any more is left as it is."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[T]:
        still_manages(connection, actor, now)
        hold_activities_of(connection, [one.session.id for one in found])
        done = []
        for one in found:
            with suppress(Refusal), connection.begin_nested():
                done.append(doing(connection, actor, one.session.id, one.session.revision, now))
        return done

    return await ctx.db.transact(_unit)
