"""Looking at rotas: a kecamatan by its name, all of an office today, who takes turns."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.duty.facts import TAKES_TURNS
from bot.domain.office.districts import DistrictNames
from bot.domain.refusals import Refusal
from bot.services.access import IN_OFFICE, active_person, may_clerk
from bot.services.duty.shifts import shifts_between
from bot.services.duty.turns import AHEAD, rotas
from bot.storage.models import District, Person

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts
    from bot.domain.duty.rota import Span
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def by_name(ctx: Context, actor: PersonFacts, name: str, days: Span | None = None) -> RotaFacts:
    """The rota of a kecamatan (of those days, else from yesterday on), for people of the office and for its own.

    Refuses a name that is none of the office's.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> RotaFacts:
        wanted = _key(name)
        known = connection.execute(_DISTRICTS, {"office": actor.office_id}).all()
        found = [row for row in known if _key(row.name) == wanted] or [
            row for row in known if _key(row.name).startswith(wanted)
        ]
        if len(found) != 1 or not wanted:
            raise DistrictNames(row.name for row in known).unknown(name)
        if not (may_clerk(actor) or actor.district_id == found[0].id):
            raise Refusal("refused-rota-other")
        today = now.astimezone(actor.zone).date()
        wanted_days = days or (today - timedelta(days=1), today + AHEAD)
        return rotas(connection, actor.office_id, *wanted_days, found[0].id)[found[0].id]

    return await ctx.db.query(_unit)


async def of_day(ctx: Context, actor: PersonFacts, day: date) -> tuple[list[RotaFacts], list[ShiftFacts], int]:
    """The rota of every kecamatan from a day on, what was reported of that day, and how many have no rule by then."""

    def _unit(connection: Connection) -> tuple[list[RotaFacts], list[ShiftFacts], int]:
        # A rule that begins tomorrow is one.
        found = list(rotas(connection, actor.office_id, day, day + AHEAD).values())
        without = sum(not one.runs for one in found)
        return found, shifts_between(connection, actor.office_id, day, day), without

    return await ctx.db.query(_unit)


async def of_days(ctx: Context, actor: PersonFacts, first: date, last: date) -> RotaFacts:
    """The rota of the actor's kecamatan of some days; refuses whoever has none."""
    district_id = actor.district_id
    if district_id is None:
        raise Refusal("refused-rota-of-district")

    def _unit(connection: Connection) -> RotaFacts:
        return rotas(connection, actor.office_id, first, last, district_id)[district_id]

    return await ctx.db.query(_unit)


async def takes_turns(ctx: Context, actor: PersonFacts, district_id: int | None = None) -> list[PersonFacts]:
    """Who takes turns in a kecamatan of the actor's office (the actor's own, where none is named)."""
    wanted, now = district_id or actor.district_id, ctx.clock.now()

    return await ctx.db.query(lambda connection: people_there(connection, actor, wanted, now))


def people_there(
    connection: Connection, actor: PersonFacts, district_id: int | None, now: datetime
) -> list[PersonFacts]:
    """The same, within a transaction."""
    rows = connection.execute(_OF_DISTRICT, {"office": actor.office_id, "district": district_id})
    return [person for person in (active_person(row, now) for row in rows) if person is not None]


async def person(ctx: Context, actor: PersonFacts, person_id: int) -> PersonFacts:
    """Somebody who takes turns, for whoever keeps that rota."""
    now: datetime = ctx.clock.now()
    values = {"office": actor.office_id, "person": person_id}
    row = await ctx.db.query(lambda connection: connection.execute(_BY_ID, values).one_or_none())
    found = active_person(row, now)
    if found is None or not (actor.manages or (actor.leads_secretariat and actor.district_id == found.district_id)):
        raise Refusal("refused-stale-button")
    return found


async def district_name(ctx: Context, actor: PersonFacts, district_id: int) -> str:
    """The name of a kecamatan of the actor's office."""
    known = await ctx.db.query(lambda connection: connection.execute(_DISTRICTS, {"office": actor.office_id}).all())
    for row in known:
        if row.id == district_id:
            return str(row.name)
    raise Refusal("refused-stale-button")


_DISTRICTS = select(District.id, District.name).where(District.office_id == bindparam("office")).order_by(District.code)
_TAKES_TURNS = IN_OFFICE.where(Person.office_id == bindparam("office"), Person.position.in_(TAKES_TURNS)).order_by(
    Person.id
)
_OF_DISTRICT = _TAKES_TURNS.where(Person.district_id == bindparam("district"))
_BY_ID = _TAKES_TURNS.where(Person.id == bindparam("person"))


def _key(name: str) -> str:
    return "".join(name.casefold().split()).removeprefix("kecamatan").removeprefix("kec.")
