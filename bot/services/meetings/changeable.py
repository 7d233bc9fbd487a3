"""Which sessions may still be changed: not cancelled, not over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services.access import require_manager
from bot.services.meetings.facts import find_session, locked_session

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def changeable(ctx: Context, actor: PersonFacts, code: str | int) -> SessionFacts:
    """A session of the actor's office that may still be moved or cancelled, by code or id; refuses others."""
    require_manager(actor)
    now = ctx.clock.now()
    facts = await ctx.db.query(lambda connection: find_session(connection, actor.office_id, code, now))
    _refuse_if_past_change(facts, now)
    return facts


def open_session(connection: Connection, actor: PersonFacts, code: str, now: datetime) -> SessionFacts:
    """A session that may still be changed; locked."""
    facts = locked_session(connection, find_session(connection, actor.office_id, code, now).id)
    _refuse_if_past_change(facts, now)
    return facts


def refuse_if_cancelled(facts: SessionFacts) -> None:
    """Refuse a session that was called off."""
    if facts.status is SessionStatus.CANCELLED:
        raise Refusal("refused-already-cancelled", code=facts.code)


def _refuse_if_past_change(facts: SessionFacts, now: datetime) -> None:
    refuse_if_cancelled(facts)
    if facts.ends_at <= now:
        raise Refusal("refused-session-over", code=facts.code)
