"""Who stands in for which head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.office.deputies import Deputy
from bot.services.access import require_manager
from bot.services.office.deputies.rows import BY_ID, STANDING, deputy_facts
from bot.storage.models import Person

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def current(ctx: Context, actor: PersonFacts) -> list[Deputy]:
    """Who deputises or will, of the actor's office; the earliest first."""
    require_manager(actor)
    values = {"office": actor.office_id, "now": ctx.clock.now()}
    return await ctx.db.query(lambda connection: deputy_facts(connection.execute(STANDING, values)))


def deputies_by_id(connection: Connection, ids: Collection[int]) -> dict[int, Deputy]:
    """Deputies by id."""
    return {one.id: one for one in deputy_facts(connection.execute(BY_ID, {"ids": list(ids)}))} if ids else {}


def names_of(connection: Connection, people: Collection[int]) -> dict[int, str]:
    """Names by id."""
    return {row.id: row.name for row in connection.execute(_NAMES, {"people": list(people)})}


def one_deputy(connection: Connection, number: int) -> Deputy:
    """Who stands in, by its id."""
    return deputies_by_id(connection, {number})[number]


_NAMES = select(Person.id, Person.name).where(Person.id.in_(bindparam("people", expanding=True)))
