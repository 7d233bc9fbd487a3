"""People and their roles: looking them up, and giving somebody another role."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from bot.domain.people.names import is_part_of_name
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import OFFICE_POSITIONS, Role
from bot.services import audit
from bot.services.access import PEOPLE, active_person, require_admin
from bot.services.office.facts import office_of
from bot.services.owing.recipients import active_on
from bot.services.people.facts import people_facts, person_facts
from bot.services.people.role_news import tell_roles
from bot.storage.database import mark_owed, within
from bot.storage.models import Person

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.facts import PersonFacts
    from bot.services.context import Context

_MOST_FOUND = 10


async def registered_managers(ctx: Context) -> list[PersonFacts]:
    """Heads and admins on Telegram, of all offices."""
    async with ctx.db.read() as session:
        query = select(Person).where(Person.role != Role.MEMBER, Person.telegram_id.is_not(None)).order_by(Person.id)
        return await people_facts(session, query)


async def clerks(ctx: Context) -> list[PersonFacts]:
    """The offices' own people on Telegram who are in office, heads and admins among them."""
    now = ctx.clock.now()
    rows = await ctx.db.query(lambda connection: connection.execute(_CLERKS).all())
    return [person for row in rows if (person := active_person(row, now)) is not None]


_CLERKS = PEOPLE.where(
    or_(Person.role != Role.MEMBER, Person.position.in_(OFFICE_POSITIONS)), Person.telegram_id.is_not(None)
).order_by(Person.id)


async def managers(ctx: Context, actor: PersonFacts) -> list[PersonFacts]:
    """Heads and admins of the actor's office, for admins."""
    require_admin(actor)
    async with ctx.db.read() as session:
        query = select(Person).where(Person.office_id == actor.office_id, Person.role != Role.MEMBER)
        return await people_facts(session, query.order_by(Person.role, Person.id))


async def find_people(ctx: Context, actor: PersonFacts, name: str) -> list[PersonFacts]:
    """People of the actor's office whose name contains `name`, for admins."""
    require_admin(actor)
    async with ctx.db.read() as session:
        of_office = select(Person.id, Person.name).where(Person.office_id == actor.office_id).order_by(Person.name)
        found = [row.id for row in await session.execute(of_office) if is_part_of_name(name, row.name)][:_MOST_FOUND]
        return await people_facts(session, select(Person).where(Person.id.in_(found)).order_by(Person.name))


async def person(ctx: Context, actor: PersonFacts, person_id: int) -> PersonFacts:
    """Somebody of the actor's office, for admins; refuses others."""
    require_admin(actor)
    async with ctx.db.read() as session:
        return person_facts(await _of_office(session, actor, person_id), await office_of(session, actor.office_id))


async def change_role(ctx: Context, actor: PersonFacts, person_id: int, role: Role) -> PersonFacts:
    """Give somebody of the actor's office another role; refuses to take it from the last admin."""
    require_admin(actor)
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        await lock_admins(session, actor.office_id)
        row = await _of_office(session, actor, person_id)
        before = row.role
        if before is Role.ADMIN and role is not Role.ADMIN and not await _other_admins(ctx, session, actor, person_id):
            raise Refusal("refused-last-admin")
        if before is not role:
            row.role = role
            mark_owed(session, "menus")
            if row.id != actor.id:
                of = [(row.id, before, role)]
                await within(session, partial(tell_roles, of=of, office_id=actor.office_id, now=now))
            audit.record(
                session, office_id=actor.office_id, at=now, actor_id=actor.id, action="person.role",
                subject=f"person:{row.id}", before=before, after=role,
            )  # fmt: skip
        return person_facts(row, await office_of(session, actor.office_id))


async def _of_office(session: AsyncSession, actor: PersonFacts, person_id: int) -> Person:
    query = select(Person).options(joinedload(Person.district)).where(Person.id == person_id)
    row = (await session.execute(query)).scalar_one_or_none()
    if row is None or row.office_id != actor.office_id:
        raise Refusal("refused-unknown-person")
    return row


async def lock_admins(session: AsyncSession, office_id: int) -> None:
    """Two who take the role from each other at once, or from the last by a file, must not both succeed."""
    query = select(Person.id).where(Person.office_id == office_id, Person.role == Role.ADMIN)
    await session.execute(query.order_by(Person.id).with_for_update())


async def _other_admins(ctx: Context, session: AsyncSession, actor: PersonFacts, person_id: int) -> int:
    query = select(func.count(Person.id)).where(
        Person.office_id == actor.office_id,
        Person.role == Role.ADMIN,
        Person.id != person_id,
        active_on(ctx.today(actor.zone)),
    )
    return (await session.execute(query)).scalar_one()
