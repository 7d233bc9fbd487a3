"""Who came to a session and who was announced to stand in, as it is read once it is over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from bot.domain.door.checkin import CheckInWay
from bot.services.door.arrivals import arrivals_at
from bot.services.invitations.facts import invitations_to
from bot.services.owing.recipients import registered_on
from bot.services.people.facts import PEOPLE, people_of
from bot.storage.models import Invitation, Person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.door.checkin import Arrival
    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts


@dataclass(frozen=True, slots=True)
class Presence:
    """An invitation and its check-in as (moment, way), if there is one; `stood_in` is that somebody else came.

    `substitute` is who was to stand in, where that is somebody of the roster; a guest is named in the invitation. `daily`
    tells the check-ins of each day, where a session lasts several; `check_in` is the first of them.
    """

    invitation: InvitationFacts
    check_in: tuple[datetime, CheckInWay] | None
    stood_in: bool
    substitute: PersonFacts | None
    daily: Mapping[date, Arrival]


def presence_at(connection: Connection, facts: SessionFacts) -> list[Presence]:
    """Everybody invited, in roster order."""
    invitations = invitations_to(connection, [facts])
    columns = select(
        Invitation.id,
        Invitation.checked_in_at,
        Invitation.check_in_how,
        Invitation.substitute_came,
        Invitation.substitute_id,
    ).where(Invitation.session_id == facts.id)
    rows = {row.id: row for row in connection.execute(columns)}
    wanted = {row.substitute_id for row in rows.values() if row.substitute_id is not None}
    query = PEOPLE.where(Person.id.in_(wanted))
    substitutes = {one.id: one for one in people_of(connection, query)} if wanted else {}
    daily = arrivals_at(connection, [facts])
    found = []
    for invitation in invitations:
        row = rows[invitation.id]
        at, substitute = row.checked_in_at, substitutes.get(row.substitute_id)
        found.append(
            Presence(
                invitation=_with_position(invitation, substitute),
                check_in=(at, CheckInWay(row.check_in_how)) if at is not None else None,
                stood_in=row.substitute_came,
                substitute=substitute,
                daily=daily.get(invitation.id, {}),
            )
        )
    return found


def _with_position(invitation: InvitationFacts, substitute: PersonFacts | None) -> InvitationFacts:
    """Whoever stands in has a position of their own, of the roster or not."""
    return replace(invitation, guest_position=substitute.position.value) if substitute else invitation


_SUBSTITUTE = aliased(Person)
INVITED = (
    select(
        Invitation.id,
        Invitation.person_id,
        Invitation.substitute_id,
        Invitation.answer,
        Invitation.checked_in_at,
        Invitation.substitute_came,
        Invitation.absence_reason,
        Person.telegram_id.label("chat"),
        _SUBSTITUTE.telegram_id.label("substitute_chat"),
    )
    .outerjoin(Person, (Person.id == Invitation.person_id) & registered_on(bindparam("today")))
    .outerjoin(
        _SUBSTITUTE, (_SUBSTITUTE.id == Invitation.substitute_id) & registered_on(bindparam("today"), _SUBSTITUTE)
    )
    .where(Invitation.session_id == bindparam("session"))
    .order_by(Invitation.id)
)
