"""The same is not set twice: an activity at the same moment in the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services.meetings.facts import SESSIONS, session_of
from bot.storage.models import Activity, Session

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.appointments import Appointment


def refuse_twice(connection: Connection, activity_id: int, appointment: Appointment, *, but: int = 0) -> None:
    """Refuse what is set already; locks the activity, so that two heads neither set the same twice nor give out one number."""
    connection.execute(_LOCK, {"activity": activity_id})
    refuse_same(connection, activity_id, appointment, but=but)


def refuse_same(connection: Connection, activity_id: int, appointment: Appointment, *, but: int) -> None:
    """Refuse another session of the activity that begins at the same moment in the same place."""
    values = {"activity": activity_id, "but": but, "starts": appointment.starts_at}
    for row in connection.execute(_AT_THAT_MOMENT, values):
        if _same_place(row.place, appointment.place):
            raise Refusal("refused-already-set", code=session_of(row).code)


def _same_place(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


_LOCK = select(Activity.id).where(Activity.id == bindparam("activity")).with_for_update()
_AT_THAT_MOMENT = SESSIONS.where(
    Session.activity_id == bindparam("activity"),
    Session.id != bindparam("but"),
    Session.starts_at == bindparam("starts"),
    Session.status == SessionStatus.SCHEDULED,
).order_by(Session.id)
