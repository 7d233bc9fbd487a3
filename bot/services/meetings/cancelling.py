"""Calling a session off: a notice to everyone who was told, in the transaction of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.lengths import shortened
from bot.domain.refusals import Refusal
from bot.domain.timing import hold_until
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.access import require_manager, still_manages
from bot.services.groups.cards import stale_cards
from bot.services.invitations.switching import tell_called_off
from bot.services.meetings.changeable import open_session
from bot.services.meetings.clashing import at_the_same_time
from bot.services.meetings.facts import store_session
from bot.services.meetings.outcomes import ChangedMeanwhile, Scheduled
from bot.services.owing.calling_off import owe_cancellation
from bot.services.owing.owe import change_at, speaks_from, void
from bot.services.owing.reconciling import Reach
from bot.services.owing.saying_again import say_beside_again

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

MAX_REASON = 500


async def cancel(
    ctx: Context, actor: PersonFacts, session_code: str, reason: str, *, seen: int | None = None
) -> Scheduled | ChangedMeanwhile:
    """Call a session off; owes a notice to everyone who was told. `seen` is the revision that the actor saw."""
    require_manager(actor)
    if not reason.strip():
        raise Refusal("refused-no-reason")
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Scheduled | ChangedMeanwhile:
        still_manages(connection, actor, now)
        held = open_session(connection, actor, session_code, now)
        if seen is not None and held.revision != seen:
            return ChangedMeanwhile(held)
        held = replace(held, held_until=hold_until(held.starts_at, now, ctx.hold))
        done = call_off(connection, held, reason, now)
        audit.record_act(
            connection, actor, now, "session.cancel", f"session:{held.id}", reason=done.session.cancel_reason
        )
        return done

    return await ctx.db.transact(_unit)


def call_off(connection: Connection, held: SessionFacts, reason: str, now: datetime) -> Scheduled:
    """A session is no more; whoever was told hears of it."""
    after = replace(
        held,
        status=SessionStatus.CANCELLED,
        cancel_reason=shortened(reason.strip(), MAX_REASON),
        # What those know who were told of it, should it be restored.
        history={**held.history, held.revision: held.terms},
        revision=held.revision + 1,
    )
    store_session(connection, after)
    void(connection, held.id, now)
    stale_cards(connection, held.id)
    people, groups = owe_cancellation(connection, after, now)
    tell_called_off(connection, after, now)
    told_at = change_at(after, speaks_from(after, now))
    say_beside_again(connection, held.id, at_the_same_time(connection, held), told_at)
    return Scheduled(after, Reach(people, people, groups))
