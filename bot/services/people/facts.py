"""People as facts: rows of the roster become the values that views know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import joinedload

from bot.domain.facts import OfficeFacts, PersonFacts
from bot.services.office.facts import office_of
from bot.storage.models import District, Office, Person

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.ext.asyncio import AsyncSession


def person_facts(person: Person, office: OfficeFacts) -> PersonFacts:
    """Needs `person.district` loaded."""
    return _person_facts(person, office.name, office.zone, person.district.name if person.district else "")


# What `person_of` needs of a query that joins people, offices and (outer) districts: plain columns, for busy paths.
PERSON_COLUMNS = (
    Person.id, Person.office_id, Person.name, Person.position, Person.division, Person.role, Person.district_id,
    Person.phone, Person.telegram_id, Person.registered_at, Person.unreachable_since,
    District.name.label("district"), Office.name.label("office"), Office.timezone,
)  # fmt: skip


def person_of(row: Any) -> PersonFacts:
    """The facts of a row with `PERSON_COLUMNS`."""
    return _person_facts(row, row.office, ZoneInfo(row.timezone), row.district or "")


def _person_facts(row: Any, office: str, zone: ZoneInfo, district: str) -> PersonFacts:
    return PersonFacts(
        id=row.id,
        office_id=row.office_id,
        office=office,
        zone=zone,
        name=row.name,
        position=row.position,
        division=row.division,
        role=row.role,
        district_id=row.district_id,
        district=district,
        phone=row.phone,
        telegram_id=row.telegram_id,
        reachable=row.unreachable_since is None,
        account_since=row.registered_at,
    )


async def people_facts(session: AsyncSession, query: Select[Person]) -> list[PersonFacts]:
    """The people a query finds, in its order."""
    rows = list((await session.execute(query.options(joinedload(Person.district)))).scalars())
    offices = {office_id: await office_of(session, office_id) for office_id in {row.office_id for row in rows}}
    return [person_facts(row, offices[row.office_id]) for row in rows]
