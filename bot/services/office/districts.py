"""The kecamatan of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.people.facts import PersonFacts
from bot.storage.models import District

if TYPE_CHECKING:
    from bot.services.context import Context


async def districts(ctx: Context, actor: PersonFacts) -> list[tuple[int, str]]:
    """The kecamatan of the actor's office: id and name."""
    query = select(District.id, District.name).where(District.office_id == actor.office_id).order_by(District.name)
    return await ctx.db.query(lambda connection: [(id_, name) for id_, name in connection.execute(query)])
