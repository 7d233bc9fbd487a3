"""Who came on which day of a session of several days: a row for each; the invitation itself keeps the first.

So whoever asks only whether somebody came need not know of days, and a session of one day has no such rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from bot.domain.door.checkin import Arrival, CheckInWay
from bot.storage.models import DayArrival, Invitation
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts


def arrivals_at(connection: Connection, sessions: Iterable[SessionFacts]) -> dict[int, dict[date, Arrival]]:
    """By invitation and day, of those of `sessions` that last several days."""
    ids = [facts.id for facts in sessions if facts.is_of_days]
    found: dict[int, dict[date, Arrival]] = {}
    if ids:
        for row in connection.execute(_OF_SESSIONS, {"sessions": ids}):
            found.setdefault(row.invitation_id, {})[row.day] = _arrival(row)
    return found


def arrivals_of(connection: Connection, facts: SessionFacts, invitation_id: int) -> dict[date, Arrival]:
    """The same of one invitation."""
    if not facts.is_of_days:
        return {}
    rows = connection.execute(_OF_INVITATION, {"invitation": invitation_id})
    return {row.day: _arrival(row) for row in rows}


def arrive(connection: Connection, invitation_id: int, day: date, arrival: Arrival, entered_by: int | None) -> None:
    """Somebody came on that day, or the entry of it is put right."""
    upsert(
        connection,
        DayArrival,
        {"invitation_id": invitation_id, "day": day},
        {
            "came_at": arrival.at,
            "how": arrival.way.value,
            "entered_by": entered_by,
            "substitute_came": arrival.by_substitute,
        },
    )
    _keep_first(connection, invitation_id)


def leave(connection: Connection, invitation_id: int, day: date) -> None:
    """Nobody came on that day."""
    connection.execute(_LEAVE, {"invitation": invitation_id, "day": day})
    _keep_first(connection, invitation_id)


def _keep_first(connection: Connection, invitation_id: int) -> None:
    first = connection.execute(_OF_INVITATION, {"invitation": invitation_id}).first()
    values = (
        _NOBODY
        if first is None
        else {
            "at": first.came_at,
            "way": first.how,
            "clerk": first.entered_by,
            "instead": first.substitute_came,
        }
    )
    connection.execute(_FIRST, {"invitation": invitation_id, **values})


def _arrival(row: Any) -> Arrival:
    return Arrival(row.came_at, CheckInWay(row.how), row.substitute_came)


_NOBODY: dict[str, Any] = {"at": None, "way": "", "clerk": None, "instead": False}
_ROWS = select(
    DayArrival.invitation_id,
    DayArrival.day,
    DayArrival.came_at,
    DayArrival.how,
    DayArrival.entered_by,
    DayArrival.substitute_came,
)
_OF_SESSIONS = _ROWS.join(Invitation, Invitation.id == DayArrival.invitation_id).where(
    Invitation.session_id.in_(bindparam("sessions", expanding=True))
)
_OF_INVITATION = _ROWS.where(DayArrival.invitation_id == bindparam("invitation")).order_by(DayArrival.came_at)
_LEAVE = delete(DayArrival).where(
    DayArrival.invitation_id == bindparam("invitation"), DayArrival.day == bindparam("day")
)
_INVITATIONS = select(Invitation.id).where(Invitation.session_id == bindparam("session"))
_FORGET = delete(DayArrival).where(DayArrival.invitation_id.in_(_INVITATIONS))
# Of people whose invitations are taken back.
FORGET_OF = _FORGET.where(
    DayArrival.invitation_id.in_(_INVITATIONS.where(Invitation.person_id.in_(bindparam("people", expanding=True))))
)
_SET = {
    "checked_in_at": bindparam("at", type_=Invitation.checked_in_at.type),
    "check_in_how": bindparam("way"),
    "checked_in_by": bindparam("clerk"),
    "substitute_came": bindparam("instead"),
}
_FIRST = update(Invitation).where(Invitation.id == bindparam("invitation")).values(**_SET)
