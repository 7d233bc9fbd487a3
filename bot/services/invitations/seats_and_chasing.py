"""What a head arranges for a session beyond its date: how many seats there are, and when the silent are asked again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.domain.invitations.chasing import LONGEST, UnknownRule, parse_rule
from bot.domain.ledger import Purpose, State
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.access import require_manager
from bot.services.groups.cards import stale_cards
from bot.services.invitations.seating import change_seats, tell_of_fewer_or_more
from bot.services.meetings.facts import session_facts
from bot.services.meetings.scheduling import open_session
from bot.services.office.facts import office_zone
from bot.services.owing.reconciling import reconcile
from bot.storage.database import within
from bot.storage.models import Delivery

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.facts import PersonFacts, SessionFacts
    from bot.services.context import Context

MOST_SEATS = 10_000


async def set_seats(ctx: Context, actor: PersonFacts, code: str, seats: int | None) -> SessionFacts:
    """How many can be seated (None: all); whoever gets or loses a place by it is told. The same again changes nothing."""
    require_manager(actor)
    if seats is not None and not 1 <= seats <= MOST_SEATS:
        raise Refusal("refused-seats", given=seats)
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        row = await open_session(session, actor, code, now)
        zone = await office_zone(session, row.office_id)
        if row.seats == seats:
            return session_facts(row, zone)
        before = await within(session, partial(change_seats, facts=session_facts(row, zone)))
        row.seats = seats
        after = session_facts(row, zone)
        audit.record(
            session,
            office_id=row.office_id,
            at=now,
            actor_id=actor.id,
            action="session.seats",
            subject=f"session:{row.id}",
            seats=seats,
        )

        def _tell(connection: Connection) -> None:
            tell_of_fewer_or_more(connection, before, after, now)
            stale_cards(connection, row.id)

        await within(session, _tell)
        return after


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
    async with ctx.db.write() as session:
        row = await open_session(session, actor, code, now)
        zone = await office_zone(session, row.office_id)
        if row.chase_rule == words:
            return session_facts(row, zone)
        row.chase_rule = words
        query = select(Delivery.id, Delivery.facts).where(
            Delivery.session_id == row.id, Delivery.purpose == Purpose.NUDGE, Delivery.state == State.PENDING
        )
        unasked = [number for number, facts in await session.execute(query) if "chase" in facts]
        # They were only planned: the new rule may plan the same question at another time, under the same key.
        await session.execute(delete(Delivery).where(Delivery.id.in_(unasked)))
        audit.record(
            session,
            office_id=row.office_id,
            at=now,
            actor_id=actor.id,
            action="session.chase",
            subject=f"session:{row.id}",
            rule=words,
        )
        facts = session_facts(row, zone)
        if facts.starts_at > now:
            await within(session, partial(reconcile, facts=facts, now=now))
        return facts
