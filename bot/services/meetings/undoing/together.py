"""Sessions to which something was done together."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.refusals import Refusal
from bot.domain.timing import UNDO_WITHIN
from bot.services.access import require_manager
from bot.services.meetings.facts import find_session
from bot.services.meetings.undoing.changes import Change, last_change_of
from bot.services.meetings.undoing.last_done import WAITS_AT_MOST
from bot.storage.models import AuditEntry, Session

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def done_together(ctx: Context, actor: PersonFacts, what: str, first: int, last: int) -> list[Change]:
    """What the actor has just done with sessions from one id to another, as far as it may still be undone.

    Dates that are set together are of several activities; what moves or is called off together is of one series. What was done
    to one of them long before is of another press.
    """
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[Change]:
        values = {
            "office": actor.office_id,
            "actor": actor.id,
            "since": now - WAITS_AT_MOST,
            "action": f"session.{what}",
        }
        subjects = connection.execute(_DONE_LATELY, values).scalars()
        among = sorted({int(one.removeprefix("session:")) for one in subjects} & set(range(first, last + 1)))
        if what != "schedule":
            series = set(connection.execute(_IN_SERIES, {"session": last}).scalars())
            among = [one for one in among if one in series]
        found = []
        for session_id in among:
            held = find_session(connection, actor.office_id, session_id, now)
            with suppress(Refusal):
                found.append(last_change_of(connection, held, held.revision, now))
        same = [one for one in found if one.what == what]
        last_at = max((one.at for one in same), default=now)
        return [one for one in same if last_at - one.at < UNDO_WITHIN]

    return await ctx.db.query(_unit)


_DONE_LATELY = select(AuditEntry.subject).where(
    AuditEntry.office_id == bindparam("office"),
    AuditEntry.actor_id == bindparam("actor"),
    AuditEntry.action == bindparam("action"),
    AuditEntry.at >= bindparam("since"),
)
_IN_SERIES = select(Session.id).where(
    Session.series == select(Session.series).where(Session.id == bindparam("session")).scalar_subquery()
)
