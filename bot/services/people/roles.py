"""People and their roles: looking them up, and giving somebody another role."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, or_, select, update

from bot.domain.people.names.alike import is_part_of_name
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import OFFICE_POSITIONS, Role
from bot.services import audit
from bot.services.access import ACTING, acting_person, require_admin
from bot.services.owing.recipients import active_on
from bot.services.people.facts import PEOPLE, people_of
from bot.services.people.role_news import tell_roles
from bot.storage.database import mark_owed
from bot.storage.models import Person

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection, Select

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

_MOST_FOUND = 10


async def registered_managers(ctx: Context) -> list[PersonFacts]:
    """Heads and admins on Telegram, of all offices."""
    return await ctx.db.query(lambda connection: people_of(connection, _REGISTERED_MANAGERS))


_REGISTERED_MANAGERS = PEOPLE.where(Person.role != Role.MEMBER, Person.telegram_id.is_not(None)).order_by(Person.id)


async def clerks(ctx: Context) -> list[PersonFacts]:
    """The offices' own people on Telegram who are in office, heads and admins among them."""
    now = ctx.clock.now()
    rows = await ctx.db.query(lambda connection: connection.execute(_CLERKS, {"now": now}).all())
    return [person for row in rows if (person := acting_person(row, now)) is not None]


_CLERKS = ACTING.where(
    or_(Person.role != Role.MEMBER, Person.position.in_(OFFICE_POSITIONS)), Person.telegram_id.is_not(None)
).order_by(Person.id)


async def managers(ctx: Context, actor: PersonFacts) -> list[PersonFacts]:
    """Heads and admins of the actor's office, for admins."""
    require_admin(actor)
    query = PEOPLE.where(Person.office_id == actor.office_id, Person.role != Role.MEMBER)
    return await ctx.db.query(lambda connection: people_of(connection, query.order_by(Person.role, Person.id)))


async def find_people(ctx: Context, actor: PersonFacts, name: str) -> list[PersonFacts]:
    """People of the actor's office whose name contains `name`, for admins."""
    require_admin(actor)
    of_office = select(Person.id, Person.name).where(Person.office_id == actor.office_id).order_by(Person.name)

    def _unit(connection: Connection) -> list[PersonFacts]:
        found = [row.id for row in connection.execute(of_office) if is_part_of_name(name, row.name)][:_MOST_FOUND]
        return people_of(connection, PEOPLE.where(Person.id.in_(found)).order_by(Person.name))

    return await ctx.db.query(_unit)


async def person(ctx: Context, actor: PersonFacts, person_id: int) -> PersonFacts:
    """Somebody of the actor's office, for admins; refuses others."""
    require_admin(actor)
    return await ctx.db.query(lambda connection: _of_office(connection, actor, person_id))


async def change_role(ctx: Context, actor: PersonFacts, person_id: int, role: Role) -> PersonFacts:
    """Give somebody of the actor's office another role; refuses to take it from the last admin."""
    require_admin(actor)
    now = ctx.clock.now()
    today = ctx.today(actor.zone)

    def _unit(connection: Connection) -> PersonFacts:
        lock_admins(connection, actor.office_id)
        changed = _of_office(connection, actor, person_id)
        before = changed.role
        if before is role:
            return changed
        if before is Role.ADMIN and not connection.execute(_other_admins(changed, today)).scalar_one():
            raise Refusal("refused-last-admin")
        _give_role(connection, changed, role, actor.id, now)
        return replace(changed, role=role)

    return await ctx.db.transact(_unit)


async def appoint_admin(ctx: Context, chosen: PersonFacts) -> None:
    """As the shell does, where nobody is an admin yet: whoever has the database may."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> None:
        lock_admins(connection, chosen.office_id)
        if chosen.role is not Role.ADMIN:
            _give_role(connection, chosen, Role.ADMIN, None, now)

    await ctx.db.transact(_unit)


def _give_role(connection: Connection, person: PersonFacts, role: Role, actor_id: int | None, now: datetime) -> None:
    """Who did not do it themselves is told."""
    connection.execute(_SET_ROLE, {"person": person.id, "new": role})
    mark_owed(connection, "menus")
    # They may no longer handle an incident that they took on.
    mark_owed(connection, "steps")
    if person.id != actor_id:
        tell_roles(connection, [(person.id, person.role, role)], person.office_id, now)
    audit.record(
        connection,
        office_id=person.office_id,
        at=now,
        actor_id=actor_id,
        action="person.role",
        subject=f"person:{person.id}",
        before=person.role,
        after=role,
    )


_SET_ROLE = update(Person).where(Person.id == bindparam("person")).values(role=bindparam("new"))


def _of_office(connection: Connection, actor: PersonFacts, person_id: int) -> PersonFacts:
    found = people_of(connection, PEOPLE.where(Person.id == person_id, Person.office_id == actor.office_id))
    if not found:
        raise Refusal("refused-unknown-person")
    return found[0]


def lock_admins(connection: Connection, office_id: int) -> None:
    """Two who take the role from each other at once, or from the last by a file, must not both succeed."""
    query = select(Person.id).where(Person.office_id == office_id, Person.role == Role.ADMIN)
    connection.execute(query.order_by(Person.id).with_for_update())


def _other_admins(one: PersonFacts, today: date) -> Select[int]:
    return select(func.count(Person.id)).where(
        Person.office_id == one.office_id, Person.role == Role.ADMIN, Person.id != one.id, active_on(today)
    )
