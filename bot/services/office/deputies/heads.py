"""The heads of an office, who may name somebody to deputise for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam

from bot.domain.people.names.alike import is_part_of_name
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Role
from bot.services.access import require_admin, require_manager
from bot.services.owing.recipients import active_on
from bot.services.people.facts import PEOPLE, people_of
from bot.storage.models import Person

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def heads(ctx: Context, actor: PersonFacts) -> list[PersonFacts]:
    """For whom an admin may name a deputy: the other heads of the office."""
    require_admin(actor)
    values = {"office": actor.office_id, "today": ctx.today(actor.zone)}
    found = await ctx.db.query(lambda connection: people_of(connection, _HEADS, values))
    return [one for one in found if one.id != actor.id]


async def head_meant(ctx: Context, actor: PersonFacts, name: str, deputy: str) -> list[PersonFacts]:
    """Those with `name` in their name for whom `deputy` is to be named; for oneself anybody may."""
    require_manager(actor)
    if is_part_of_name(name, actor.name):
        return [actor]
    if not actor.is_admin:
        raise Refusal("refused-deputy-of-other", deputy=deputy[:40])
    return [one for one in await heads(ctx, actor) if is_part_of_name(name, one.name)]


def require_own_role(actor: PersonFacts) -> None:
    """Whoever deputises names nobody else."""
    require_manager(actor)
    if actor.acting:
        raise Refusal("refused-deputy-acting")


def head_of(connection: Connection, actor: PersonFacts, head_id: int | None, today: date) -> PersonFacts:
    """The actor, or whom an admin means."""
    require_own_role(actor)
    if head_id is None or head_id == actor.id:
        return actor
    require_admin(actor)
    values = {"office": actor.office_id, "today": today}
    found = next((one for one in people_of(connection, _HEADS, values) if one.id == head_id), None)
    if found is None:
        raise Refusal("refused-deputy-gone-head")
    return found


_HEADS = PEOPLE.where(
    Person.office_id == bindparam("office"), Person.role != Role.MEMBER, active_on(bindparam("today"))
).order_by(Person.name, Person.id)
