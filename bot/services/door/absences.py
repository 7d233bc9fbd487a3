"""Why somebody who had said to come did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from bot.domain.lengths import shortened
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, ExcuseKind, SessionStatus
from bot.services import audit
from bot.services.access import require_actor
from bot.services.door.sessions import held_session
from bot.storage.models import Invitation

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.context import Context


MAX_REASON = 500


async def give_reason(
    ctx: Context, telegram_id: int, session_id: int, kind: ExcuseKind, words: str = ""
) -> SessionFacts:
    """Why somebody who had said to come did not."""
    now = ctx.clock.now()
    reason = shortened(words.strip() or kind.value, MAX_REASON)

    def _unit(connection: Connection) -> SessionFacts:
        actor = require_actor(connection, telegram_id, now)
        facts = held_session(connection, session_id)
        if facts.status is not SessionStatus.SCHEDULED or now < facts.ends_at:
            # Nobody was asked: what is to come may be answered, and what was called off needs no reason.
            raise Refusal("refused-stale-button")
        changed = connection.execute(
            update(Invitation)
            .where(
                Invitation.session_id == session_id,
                Invitation.person_id == actor.id,
                Invitation.checked_in_at.is_(None),
                Invitation.answer.in_((Answer.ATTENDING, Answer.SUBSTITUTED)),
                Invitation.absence_reason != reason,
            )
            .values(absence_reason=reason)
        )
        if not changed.rowcount:
            came_at = connection.execute(_CAME, {"session": session_id, "person": actor.id}).scalar_one_or_none()
            if came_at is not None:
                raise Refusal("refused-absence-came", at=f"{came_at.astimezone(facts.zone):%H.%M}")
            if connection.execute(_SAID, {"session": session_id, "person": actor.id, "reason": reason}).first() is None:
                raise Refusal("refused-not-invited", code=facts.code)
            return facts
        audit.record(
            connection,
            office_id=facts.office_id,
            at=now,
            actor_id=actor.id,
            action="invitation.absence",
            subject=f"session:{session_id}",
        )
        return facts

    return await ctx.db.transact(_unit)


_CAME = select(Invitation.checked_in_at).where(
    Invitation.session_id == bindparam("session"), Invitation.person_id == bindparam("person")
)
_SAID = select(Invitation.id).where(
    Invitation.session_id == bindparam("session"),
    Invitation.person_id == bindparam("person"),
    Invitation.checked_in_at.is_(None),
    Invitation.absence_reason == bindparam("reason"),
)
