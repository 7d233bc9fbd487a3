"""How many people from outside the roster came to a session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import update

from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.access import require_manager, still_manages
from bot.services.meetings.changeable import refuse_if_cancelled
from bot.services.meetings.facts import find_session, locked_session
from bot.storage.models import Session

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def record_outsiders(ctx: Context, actor: PersonFacts, session_code: str, count: int) -> SessionFacts:
    """Enter how many people from outside the roster came."""
    require_manager(actor)
    if not 0 <= count <= 10_000:
        raise Refusal("refused-outsiders-count", given=count)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> SessionFacts:
        still_manages(connection, actor, now)
        facts = locked_session(connection, find_session(connection, actor.office_id, session_code, now).id)
        refuse_if_cancelled(facts)
        if facts.starts_at > now:
            raise Refusal("refused-not-yet-held", code=facts.code)
        if facts.outsiders_present == count:
            return facts
        connection.execute(update(Session).where(Session.id == facts.id).values(outsiders_present=count))
        audit.record_act(connection, actor, now, "session.outsiders", f"session:{facts.id}", count=count)
        return replace(facts, outsiders_present=count)

    return await ctx.db.transact(_unit)
