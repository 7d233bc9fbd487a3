"""Who may deputise for a head."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, or_

from bot.domain.people.names.alike import is_part_of_name
from bot.domain.vocabulary import OFFICE_POSITIONS, Role
from bot.services.office.deputies.heads import head_of
from bot.services.owing.recipients import reachable_on
from bot.services.people.facts import PEOPLE, people_of
from bot.storage.models import Person

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


class Candidates(NamedTuple):
    """Who may deputise, and for whom."""

    head: PersonFacts
    people: list[PersonFacts]

    def named(self, name: str) -> list[PersonFacts]:
        """Those with `name` in their name."""
        return [one for one in self.people if is_part_of_name(name, one.name)]


async def candidates(ctx: Context, actor: PersonFacts, head_id: int | None = None) -> Candidates:
    """Who may deputise for a head, the actor where none is named: of the office's own people those who can be written to."""
    today = ctx.today(actor.zone)

    def _unit(connection: Connection) -> Candidates:
        head = head_of(connection, actor, head_id, today)
        values = {"office": actor.office_id, "today": today, "who": head.id}
        return Candidates(head, people_of(connection, CANDIDATES, values))

    return await ctx.db.query(_unit)


CANDIDATES = PEOPLE.where(
    Person.office_id == bindparam("office"),
    Person.id != bindparam("who"),
    or_(Person.position.in_(OFFICE_POSITIONS), Person.role != Role.MEMBER),
    reachable_on(bindparam("today")),
).order_by(Person.name, Person.id)
