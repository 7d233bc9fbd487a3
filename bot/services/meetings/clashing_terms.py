"""Whether other sessions are in the way of an appointment, which of them the head knows of, and what the audit keeps of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.invitations.selection import ALL
from bot.domain.meetings.appointments import terms_of
from bot.domain.meetings.clashes import same_room
from bot.services.meetings.clashing import Wanted, conflicts
from bot.services.meetings.facts import find_activity
from bot.services.meetings.set_already import refuse_same

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection

    from bot.domain.meetings.appointments import Appointment
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.services.meetings.clashing import Conflict


async def sessions_in_the_way(
    ctx: Context, actor: PersonFacts, activity_code: str, appointment: Appointment, held: SessionFacts | None = None
) -> tuple[Conflict, ...]:
    """What a last look says of others: the sessions that would be in the way of one as it is to be.

    Refuses what is set already.
    """

    def _unit(connection: Connection) -> tuple[Conflict, ...]:
        activity = find_activity(connection, actor.office_id, activity_code)
        refuse_same(connection, activity.id, appointment, but=held.id if held else 0)
        return find_conflicts(connection, actor, activity, appointment, held)

    return await ctx.db.query(_unit)


def find_conflicts(
    connection: Connection,
    actor: PersonFacts,
    activity: Any,
    appointment: Appointment,
    held: SessionFacts | None = None,
) -> tuple[Conflict, ...]:
    """Sessions in the way; of one that keeps its hours only what is in its new place. `activity`: `ACTIVITIES`."""
    terms = terms_of(appointment, held.terms if held else None)
    wanted = Wanted(
        actor.office_id,
        actor.zone,
        activity.division,
        activity.audience,
        terms,
        held.id if held else 0,
        held.selection if held else ALL,
    )
    found = conflicts(connection, wanted)
    if held is None or (held.starts_at, held.ends_at) != (terms.starts_at, terms.ends_at):
        return found
    return tuple(one for one in found if one.room and not same_room(held.place, terms.place))


def are_news(found: Sequence[Conflict], beside: Collection[int]) -> bool:
    """Whether one is not among those that the head knows of."""
    return any(one.session.id not in beside for one in found)


def overridden(found: Sequence[Conflict]) -> dict[str, Any]:
    """For the audit: in spite of what it was set."""
    if not found:
        return {}
    return {
        "clashes": [
            {"session": one.session.code, "people": one.count, "room": one.room, "head": one.head} for one in found
        ]
    }
