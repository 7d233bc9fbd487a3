"""What a head arranges for a session beyond its date: how many seats there are, and when the silent are asked again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from bot.domain.invitations.chasing import LONGEST, UnknownRule, parse_rule
from bot.domain.ledger import Purpose, State
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.access import require_manager
from bot.services.groups.cards import stale_cards
from bot.services.invitations.seating import change_seats, tell_of_fewer_or_more
from bot.services.meetings.changeable import open_session
from bot.services.owing.reconciling import reconcile
from bot.storage.models import Delivery, Session

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

MOST_SEATS = 10_000


async def set_seats(ctx: Context, actor: PersonFacts, code: str, seats: int | None) -> SessionFacts:
    """How many can be seated (None: all); whoever gets or loses a place by it is told. The same again changes nothing."""
    require_manager(actor)
    if seats is not None and not 1 <= seats <= MOST_SEATS:
        raise Refusal("refused-seats", given=seats)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> SessionFacts:
        facts = open_session(connection, actor, code, now)
        if facts.seats == seats:
            return facts
        before = change_seats(connection, facts)
        connection.execute(update(Session).where(Session.id == facts.id).values(seats=seats))
        after = replace(before, seats=seats)
        audit.record(
            connection,
            office_id=facts.office_id,
            at=now,
            actor_id=actor.id,
            action="session.seats",
            subject=f"session:{facts.id}",
            seats=seats,
        )
        tell_of_fewer_or_more(connection, before, after, now)
        stale_cards(connection, facts.id)
        return after

    return await ctx.db.transact(_unit)


async def set_chase_rule(ctx: Context, actor: PersonFacts, code: str, rule: str) -> SessionFacts:
    """When the silent are asked again, in the words of `bot.domain.invitations.chasing`; what is not yet asked is planned anew."""
    require_manager(actor)
    try:
        words = " ".join(parse_rule(rule))
    except UnknownRule as unknown:
        raise Refusal("refused-chase-rule", given=unknown.word[:20]) from None
    if len(words) > LONGEST:
        raise Refusal("refused-chase-long", length=len(words), most=LONGEST)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> SessionFacts:
        before = open_session(connection, actor, code, now)
        if before.chase_rule == words:
            return before
        connection.execute(update(Session).where(Session.id == before.id).values(chase_rule=words))
        query = select(Delivery.id, Delivery.facts).where(
            Delivery.session_id == before.id, Delivery.purpose == Purpose.NUDGE, Delivery.state == State.PENDING
        )
        unasked = [number for number, planned in connection.execute(query) if "chase" in planned]
        # They were only planned: the new rule may plan the same question at another time, under the same key.
        connection.execute(delete(Delivery).where(Delivery.id.in_(unasked)))
        audit.record(
            connection,
            office_id=before.office_id,
            at=now,
            actor_id=actor.id,
            action="session.chase",
            subject=f"session:{before.id}",
            rule=words,
        )
        facts = replace(before, chase_rule=words)
        if facts.starts_at > now:
            reconcile(connection, facts, now)
        return facts

    return await ctx.db.transact(_unit)
