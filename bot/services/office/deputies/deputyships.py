"""Who deputises for which head, as it is stored, and the statements that all of this folder share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, case, select, update
from sqlalchemy.orm import aliased

from bot.domain.office.deputies import Deputy
from bot.services.access import require_manager
from bot.services.owing.recipients import recipients, registered_on
from bot.storage.models import Deputyship, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


def deputy_facts(rows: Iterable[Any]) -> list[Deputy]:
    """Rows as facts."""
    return [
        Deputy(
            row.id,
            row.office_id,
            row.head_id,
            row.head,
            row.deputy_id,
            row.deputy,
            row.begins_at,
            row.ends_at,
            ZoneInfo(row.timezone),
        )
        for row in rows
    ]


_Head, _Deputy = aliased(Person), aliased(Person)
_DEPUTIES = (
    select(
        Deputyship.id,
        Deputyship.office_id,
        Deputyship.head_id,
        _Head.name.label("head"),
        Deputyship.deputy_id,
        _Deputy.name.label("deputy"),
        Deputyship.begins_at,
        Deputyship.ends_at,
        Office.timezone,
    )
    .join(_Head, _Head.id == Deputyship.head_id)
    .join(_Deputy, _Deputy.id == Deputyship.deputy_id)
    .join(Office, Office.id == Deputyship.office_id)
    .order_by(Deputyship.begins_at, Deputyship.id)
)
STANDING = _DEPUTIES.where(Deputyship.office_id == bindparam("office"), Deputyship.ends_at > bindparam("now"))
BY_ID = _DEPUTIES.where(Deputyship.id.in_(bindparam("ids", expanding=True)))


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
    """Who deputises, by the id of the row."""
    return deputies_by_id(connection, {number})[number]


_NAMES = select(Person.id, Person.name).where(Person.id.in_(bindparam("people", expanding=True)))
LOCK = select(Person.id).where(Person.id == bindparam("head")).with_for_update()
CHATS = recipients(registered_on(bindparam("today"))).where(Person.id.in_(bindparam("people", expanding=True)))
_AT = Deputyship.begins_at.type
END = (
    update(Deputyship)
    .where(Deputyship.id == bindparam("of"))
    .values(
        ends_at=bindparam("now", type_=_AT),
        # What has not begun never does.
        begins_at=case(
            (Deputyship.begins_at > bindparam("now", type_=_AT), bindparam("now", type_=_AT)),
            else_=Deputyship.begins_at,
        ),
    )
)
