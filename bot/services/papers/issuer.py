"""Whose paper it is: the office's stationery and who signs on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, or_, select

from bot.domain.office.offices import read_classifications
from bot.domain.papers.facts import Issuer, Stationery
from bot.domain.papers.numbers import DEFAULT_PATTERN
from bot.domain.vocabulary import Position
from bot.services.owing.recipients import active_on
from bot.services.people.facts import PEOPLE, people_of
from bot.storage.models import Office, Person

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.domain.vocabulary import Division
    from bot.services.context import Context


def stationery_of(connection: Connection, office_id: int) -> Stationery:
    """What stands on an office's papers."""
    row = connection.execute(select(*_STATIONERY).where(Office.id == office_id)).one()
    return Stationery(
        seat=row.seat,
        address=row.address,
        email=row.email,
        website=row.website,
        contact=row.contact,
        code=row.letter_code,
        classifications=read_classifications(row.classifications),
        pattern=row.letter_pattern or DEFAULT_PATTERN,
        certificate_basis=row.certificate_basis,
        logo=row.logo,
    )


_STATIONERY = (
    Office.seat,
    Office.address,
    Office.email,
    Office.website,
    Office.contact,
    Office.letter_code,
    Office.classifications,
    Office.letter_pattern,
    Office.certificate_basis,
    Office.logo,
)


def issuer_of(connection: Connection, office_id: int, division: Division | None, day: date) -> Issuer:
    """The office's chair signs; where the roster has none in office on `day`, the division's head."""
    chair = Person.position == Position.OFFICE_CHAIR
    query = (
        PEOPLE.where(
            Person.office_id == office_id,
            or_(chair, (Person.position == Position.OFFICE_HEAD) & (Person.division == division)),
            active_on(day),
        )
        .order_by(case((chair, 0), else_=1), Person.id)
        .limit(1)
    )
    signers = people_of(connection, query)
    office = connection.execute(select(Office.name).where(Office.id == office_id)).scalar_one()
    return Issuer(office, stationery_of(connection, office_id), signers[0] if signers else None)


async def office_issuer(ctx: Context, actor: PersonFacts, day: date) -> Issuer:
    """Who signs for the actor's office, whatever the division."""
    return await ctx.db.query(lambda connection: issuer_of(connection, actor.office_id, actor.division, day))
