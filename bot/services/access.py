"""Who acts, and what they may: every use case asks here first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bot.domain.refusals import Refusal
from bot.services.reading import person_facts
from bot.storage.models import Person

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.facts import PersonFacts


async def find_actor(session: AsyncSession, telegram_id: int, today: date) -> PersonFacts | None:
    """The active person behind a Telegram account, if registered."""
    query = select(Person).options(joinedload(Person.district)).where(Person.telegram_id == telegram_id)
    person = (await session.execute(query)).scalar_one_or_none()
    if person is None or not is_active(person, today):
        return None
    return person_facts(person)


def is_active(person: Person, today: date) -> bool:
    """Whether `person` is in office on `today`."""
    return (person.active_from is None or person.active_from <= today) and (
        person.active_until is None or today <= person.active_until
    )


def require_manager(actor: PersonFacts) -> None:
    """Only heads, the chair and admins."""
    if not actor.manages:
        raise Refusal("refused-heads-only")


def require_admin(actor: PersonFacts) -> None:
    """Only admins."""
    if not actor.is_admin:
        raise Refusal("refused-admins-only")
