"""Where somebody may check in now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_

from bot.domain.door.checkin import OPENS_BEFORE
from bot.domain.vocabulary import SessionStatus
from bot.services.access import require_actor
from bot.services.door.arrivals import arrivals_of
from bot.services.meetings.facts import SESSIONS, session_of
from bot.storage.models import Invitation, Session

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.context import Context


async def open_now(ctx: Context, telegram_id: int, *, by_pin: bool = False) -> list[SessionFacts]:
    """Sessions at which somebody may check in now and has not, for themselves or for whom they stand in; `by_pin`: that take one."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[SessionFacts]:
        actor = require_actor(connection, telegram_id, now)
        rows = connection.execute(_OPEN, {"person": actor.id, "now": now, "opens": now + OPENS_BEFORE})
        found: dict[int, SessionFacts] = {}
        for row in rows:
            if by_pin and not row.check_in_secret:
                continue
            facts = session_of(row)
            day = facts.open_day(now)
            if day is not None and (
                day.day not in arrivals_of(connection, facts, row.invitation_id)
                if facts.is_of_days
                else row.checked_in_at is None
            ):
                found[facts.id] = facts
        return list(found.values())

    return await ctx.db.query(_unit)


_OPEN = (
    SESSIONS.add_columns(Invitation.id.label("invitation_id"), Invitation.checked_in_at, Session.check_in_secret)
    .join(Invitation, Invitation.session_id == Session.id)
    .where(
        or_(Invitation.person_id == bindparam("person"), Invitation.substitute_id == bindparam("person")),
        Session.status == SessionStatus.SCHEDULED,
        Session.starts_at <= bindparam("opens", type_=Session.starts_at.type),
        Session.ends_at > bindparam("now", type_=Session.ends_at.type),
    )
    .order_by(Session.starts_at, Session.id)
)
