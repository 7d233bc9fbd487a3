"""One line for everybody invited, with who has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.domain.door.checkin import (
    Arrival,
    CheckInWay,
)
from bot.domain.door.facts import ArrivalLine
from bot.domain.refusals import Refusal
from bot.storage.models import District, Invitation, Person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts


def day_of(facts: SessionFacts, number: int) -> MeetingDay:
    """The day of that number."""
    if not 1 <= number <= len(facts.days):
        # It has moved meanwhile.
        raise Refusal("refused-stale-button")
    return facts.days[number - 1]


def arrival_line(row: Any, facts: SessionFacts, day: MeetingDay, came: Mapping[date, Arrival]) -> ArrivalLine:
    """A row of the list as a line of that day."""
    at, how, instead = row.checked_in_at, row.check_in_how, row.substitute_came
    if facts.is_of_days:
        arrival = came.get(day.day)
        at, how, instead = (arrival.at, arrival.way, arrival.by_substitute) if arrival else (None, "", False)
    substitute = row.substitute or row.guest_name
    return ArrivalLine(row.id, row.name, row.district or "", substitute, at, instead, CheckInWay(how) if how else None)


_SUBSTITUTE = Person.__table__.alias("substitute")
LIST = (
    select(
        Invitation.id,
        Person.name,
        District.name.label("district"),
        Invitation.guest_name,
        _SUBSTITUTE.c.name.label("substitute"),
        Invitation.checked_in_at,
        Invitation.check_in_how,
        Invitation.substitute_came,
    )
    .join(Person, Person.id == Invitation.person_id)
    .outerjoin(District, District.id == Person.district_id)
    .outerjoin(_SUBSTITUTE, _SUBSTITUTE.c.id == Invitation.substitute_id)
    .where(Invitation.session_id == bindparam("session"))
    .order_by(Person.district_id, Person.id)
)
LINE = LIST.where(Invitation.id == bindparam("invitation"))
