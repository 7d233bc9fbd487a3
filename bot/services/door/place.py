"""Where a session is, so that whoever checks in by location must be near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from bot.domain.door.checkin import DEFAULT_RADIUS_M
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.door.sessions import BY_ID_LOCKED, as_clerk
from bot.services.meetings.facts import session_of
from bot.storage.models import Session

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.context import Context


async def set_place(ctx: Context, telegram_id: int, session_id: int, location: tuple[float, float]) -> SessionFacts:
    """Where the session is: whoever checks in by location must be near."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> SessionFacts:
        actor, row = as_clerk(BY_ID_LOCKED, connection, telegram_id, session_id, now)
        require_place(session_of(row))
        connection.execute(
            update(Session)
            .where(Session.id == session_id)
            .values(latitude=location[0], longitude=location[1], radius_m=DEFAULT_RADIUS_M)
        )
        audit.record(
            connection,
            office_id=row.office_id,
            at=now,
            actor_id=actor.id,
            action="session.place",
            subject=f"session:{session_id}",
        )
        return session_of(row)

    return await ctx.db.transact(_unit)


def require_place(facts: SessionFacts) -> None:
    """Nobody is near a meeting online."""
    if facts.online:
        raise Refusal("refused-place-online", code=facts.code)
