"""Looking people up: managers, by name, and the last audit entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.vocabulary import Role
from bot.services.access import require_admin
from bot.services.reading import people_facts
from bot.storage.models import AuditEntry, Person

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.facts import PersonFacts
    from bot.services.context import Context

_MOST_FOUND = 10
_LAST_ENTRIES = 20


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One change: when, who (empty for the system), what, on what."""

    at: datetime
    actor: str
    action: str
    subject: str


async def registered_managers(ctx: Context) -> list[PersonFacts]:
    """Heads and admins on Telegram."""
    async with ctx.db.read() as session:
        query = select(Person).where(Person.role != Role.MEMBER, Person.telegram_id.is_not(None)).order_by(Person.id)
        return await people_facts(session, query)


async def find_people(ctx: Context, actor: PersonFacts, name: str) -> list[PersonFacts]:
    """People whose name contains `name`, for admins."""
    require_admin(actor)
    async with ctx.db.read() as session:
        query = (
            select(Person)
            .where(Person.office_id == actor.office_id, Person.name.icontains(name, autoescape=True))
            .order_by(Person.name)
            .limit(_MOST_FOUND)
        )
        return await people_facts(session, query)


async def last_changes(ctx: Context, actor: PersonFacts) -> list[AuditLine]:
    """The latest audit entries of the office, newest first, for admins."""
    require_admin(actor)
    async with ctx.db.read() as session:
        query = (
            select(AuditEntry.at, Person.name, AuditEntry.action, AuditEntry.subject)
            .outerjoin(Person, Person.id == AuditEntry.actor_id)
            .where(AuditEntry.office_id == actor.office_id)
            .order_by(AuditEntry.id.desc())
            .limit(_LAST_ENTRIES)
        )
        rows = await session.execute(query)
        return [AuditLine(at, name or "", action, subject) for at, name, action, subject in rows]
