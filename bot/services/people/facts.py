"""People as facts: rows of the roster become the values that views know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.domain.people.facts import PersonFacts
from bot.storage.models import District, Office, Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Executable


# What `person_of` needs of a query that joins people, offices and (outer) districts: plain columns, for busy paths.
PERSON_COLUMNS = (
    Person.id,
    Person.office_id,
    Person.name,
    Person.position,
    Person.division,
    Person.role,
    Person.district_id,
    Person.phone,
    Person.telegram_id,
    Person.registered_at,
    Person.unreachable_since,
    District.name.label("district"),
    Office.name.label("office"),
    Office.code.label("office_code"),
    Office.timezone,
)


# Rows for `person_of`, for queries to narrow.
PEOPLE = (
    select(*PERSON_COLUMNS)
    .select_from(Person)
    .join(Office, Office.id == Person.office_id)
    .outerjoin(District, District.id == Person.district_id)
)


def person_of(row: Any) -> PersonFacts:
    """The facts of a row with `PERSON_COLUMNS`."""
    return PersonFacts(
        id=row.id,
        office_id=row.office_id,
        office=row.office,
        zone=ZoneInfo(row.timezone),
        name=row.name,
        position=row.position,
        division=row.division,
        role=row.role,
        district_id=row.district_id,
        district=row.district or "",
        phone=row.phone,
        telegram_id=row.telegram_id,
        reachable=row.unreachable_since is None,
        account_since=row.registered_at,
        office_code=row.office_code,
    )


def people_of(connection: Connection, query: Executable, values: Mapping[str, Any] | None = None) -> list[PersonFacts]:
    """The people whom a narrowed `PEOPLE` finds, in its order."""
    return [person_of(row) for row in connection.execute(query, values)]
