"""Invitations as facts: who is invited, what they answered, whether they came."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from bot.domain.invitations.facts import InvitationFacts
from bot.domain.meetings.session_facts import SessionFacts
from bot.services.door.arrivals import arrivals_at
from bot.services.invitations.seating import seats_of
from bot.services.owing.recipients import on_bot
from bot.services.people.facts import PERSON_COLUMNS, person_of
from bot.storage.models import District, Invitation, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.door.checkin import Arrival
    from bot.domain.invitations.seats import Seating


_NO_DAYS: Mapping[date, Arrival] = MappingProxyType({})


def invitations_to(
    connection: Connection,
    sessions: Collection[SessionFacts],
    *,
    person_ids: Collection[int] | None = None,
    district_id: int | None = None,
) -> list[InvitationFacts]:
    """Invitations in roster order (kecamatan, then position), optionally of some people or else of one district."""
    held = {facts.id: facts for facts in sessions}
    if person_ids is not None:
        found = connection.execute(_INVITED_PEOPLE, {"sessions": list(held), "people": list(person_ids)})
    elif district_id is not None:
        found = connection.execute(_INVITED_OF_DISTRICT, {"sessions": list(held), "district": district_id})
    else:
        found = connection.execute(_INVITED, {"sessions": list(held)})
    rows = found.all()
    seats = {facts.id: seats_of(connection, facts) for facts in sessions}
    came = arrivals_at(connection, sessions)
    return [
        invitation_of(row, held[row.session_id], seats[row.session_id], came.get(row.invitation_id, _NO_DAYS))
        for row in rows
    ]


def invitation_of(
    row: Any, facts: SessionFacts, seats: Seating | None, came_on: Mapping[date, Arrival] = _NO_DAYS
) -> InvitationFacts:
    """The facts of a row of `INVITATIONS`; `came_on` are days on which somebody came, of a session that has several."""
    return InvitationFacts(
        id=row.invitation_id,
        session=facts,
        person=person_of(row),
        answer=row.answer,
        excuse=row.excuse,
        excuse_text=row.excuse_text,
        substitute=row.substitute or row.guest_name,
        guest_position=row.guest_position,
        substitute_reached=bool(row.substitute_reached) or not (row.substitute or row.guest_name),
        answered_at=row.answered_at,
        answered_by=row.answered_by or "",
        place_in_line=seats.place_in_line(row.invitation_id) if seats else None,
        came_at=row.checked_in_at,
        by_substitute=row.substitute_came,
        came_on=came_on,
        absence_reason=row.absence_reason,
    )


_SUBSTITUTE, _BEHALF = aliased(Person), aliased(Person)
# Rows for `invitation_of` in roster order, for queries to narrow.
INVITATIONS = (
    select(
        Invitation.id.label("invitation_id"),
        Invitation.session_id,
        Invitation.answer,
        Invitation.excuse,
        Invitation.excuse_text,
        Invitation.guest_name,
        Invitation.guest_position,
        Invitation.answered_at,
        _BEHALF.name.label("answered_by"),
        Invitation.checked_in_at,
        Invitation.substitute_came,
        Invitation.absence_reason,
        _SUBSTITUTE.name.label("substitute"),
        on_bot(_SUBSTITUTE).label("substitute_reached"),
        # Where the person was then, not where they are now.
        *(Invitation.district_id if column is Person.district_id else column for column in PERSON_COLUMNS),
    )
    .select_from(Invitation)
    .join(Person, Person.id == Invitation.person_id)
    .join(Office, Office.id == Person.office_id)
    .outerjoin(District, District.id == Invitation.district_id)
    .outerjoin(_SUBSTITUTE, _SUBSTITUTE.id == Invitation.substitute_id)
    .outerjoin(_BEHALF, _BEHALF.id == Invitation.answered_by)
    .order_by(Invitation.district_id, Person.id)
)
_INVITED = INVITATIONS.where(Invitation.session_id.in_(bindparam("sessions", expanding=True)))
_INVITED_PEOPLE = _INVITED.where(Invitation.person_id.in_(bindparam("people", expanding=True)))
_INVITED_OF_DISTRICT = _INVITED.where(Invitation.district_id == bindparam("district"))
