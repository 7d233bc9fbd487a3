"""Naming somebody who deputises for a head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert

from bot.domain.office.deputies import Deputy, told
from bot.services.office.deputies.deputyships import LOCK, one_deputy
from bot.services.office.deputies.looking import checked
from bot.services.office.deputies.telling import note_deputy, tell_of_deputy
from bot.storage.models import Deputyship

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def name_deputy(
    ctx: Context, actor: PersonFacts, deputy_id: int, first: date, last: date, head_id: int | None = None
) -> Deputy:
    """From the first day to the last whatever is meant for the head goes to the deputy, who acts for them; once.

    The head is the actor, or, where an admin names one, whoever is ill.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Deputy:
        connection.execute(LOCK, {"head": actor.id if head_id is None else head_id})
        wanted = checked(connection, ctx, actor, head_id, deputy_id, first, last)
        if wanted.id:
            return wanted
        values = {
            "office_id": actor.office_id,
            "head_id": wanted.head_id,
            "deputy_id": deputy_id,
            "begins_at": wanted.begins_at,
            "ends_at": wanted.ends_at,
            "named_at": now,
        }
        number = connection.execute(insert(Deputyship).values(values).returning(Deputyship.id)).scalar_one()
        made = one_deputy(connection, number)
        tell_of_deputy(connection, actor, made, told(made.begins_at, made.ends_at, now, actor.zone), now)
        note_deputy(connection, actor, made, "deputy.named", now)
        return made

    return await ctx.db.transact(_unit)
