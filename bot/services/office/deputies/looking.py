"""Whether somebody may deputise for a head in some days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.office.deputies import LONGEST, Deputy, span
from bot.domain.refusals import Refusal
from bot.services.office.deputies.candidates import CANDIDATES
from bot.services.office.deputies.deputyships import STANDING, deputy_facts
from bot.services.office.deputies.heads import head_of
from bot.services.people.facts import people_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def look(
    ctx: Context, actor: PersonFacts, deputy_id: int, first: date, last: date, head_id: int | None = None
) -> Deputy:
    """What would hold; refuses whoever may not deputise, and days that are not free for it."""
    return await ctx.db.query(lambda connection: checked(connection, ctx, actor, head_id, deputy_id, first, last))


def checked(
    connection: Connection,
    ctx: Context,
    actor: PersonFacts,
    head_id: int | None,
    deputy_id: int,
    first: date,
    last: date,
) -> Deputy:
    """With the id of what stands already, or 0."""
    now, today = ctx.clock.now(), ctx.today(actor.zone)
    head = head_of(connection, actor, head_id, today)
    if first > last or last < today or first < today:
        raise Refusal("refused-deputy-past")
    if last - first >= LONGEST:
        raise Refusal("refused-deputy-long", days=LONGEST.days)
    values = {"office": actor.office_id, "today": today, "who": head.id}
    chosen = next((one for one in people_of(connection, CANDIDATES, values) if one.id == deputy_id), None)
    if chosen is None:
        raise Refusal("refused-deputy-nobody")
    begins_at, ends_at = span(first, last, actor.zone)
    for one in deputy_facts(connection.execute(STANDING, {"office": actor.office_id, "now": now})):
        if one.begins_at >= ends_at or begins_at >= one.ends_at:
            continue
        if one.head_id == head.id:
            if (one.deputy_id, one.first, one.last) == (deputy_id, first, last):
                return one
            whose = "Anda" if head.id == actor.id else head.name
            raise Refusal("refused-deputy-twice", deputy=one.deputy, head=whose, last=f"{one.last:%d/%m/%Y}")
        if one.head_id == deputy_id:
            raise Refusal("refused-deputy-away", deputy=chosen.name, instead=one.deputy, last=f"{one.last:%d/%m/%Y}")
    return Deputy(0, actor.office_id, head.id, head.name, chosen.id, chosen.name, begins_at, ends_at, actor.zone)
