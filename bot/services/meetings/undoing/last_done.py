"""The last act upon a session, as long as anybody may wait to hear of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlalchemy import bindparam, func, select

from bot.domain.ledger import Purpose, State
from bot.domain.refusals import Refusal
from bot.domain.timing import UNDO_WITHIN
from bot.services.meetings.facts import locked_session
from bot.storage.models import AuditEntry, Delivery

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts


# At night, and with all that the next morning brings.
WAITS_AT_MOST = timedelta(days=1)
What = Literal["schedule", "move", "cancel"]
UNDONE: dict[str, What] = {"session.schedule": "schedule", "session.move": "move", "session.cancel": "cancel"}


class _Done(NamedTuple):
    """What was done, and when."""

    action: str
    at: datetime


def locked_own(connection: Connection, actor: PersonFacts, session_id: int) -> SessionFacts:
    """A session of the actor's office, which nobody else changes meanwhile."""
    held = locked_session(connection, session_id)
    if held.office_id != actor.office_id:
        raise Refusal("refused-not-your-session")
    return held


def check_revision(held: SessionFacts, revision: int) -> None:
    """Refuse a revision that is no more."""
    if held.revision != revision:
        raise Refusal("refused-undo-changed", code=held.code)


def last_done(connection: Connection, held: SessionFacts, now: datetime) -> _Done | None:
    """What was done to a session last, as long as anybody may wait to hear of it."""
    values = {"office": held.office_id, "subject": f"session:{held.id}", "since": now - WAITS_AT_MOST}
    row = connection.execute(_LAST, values).one_or_none()
    return None if row is None else _Done(*row)


def undone_until(connection: Connection, held: SessionFacts, last: _Done) -> datetime:
    """Till when what was done last can be undone: for ten minutes, and as long as somebody waits for the morning to hear of it."""
    waits: datetime | None = connection.execute(_WAIT, {"session": held.id, "at": last.at}).scalar_one()
    return max(last.at + UNDO_WITHIN, last.at if waits is None else waits)


_LAST = (
    select(AuditEntry.action, AuditEntry.at)
    .where(
        AuditEntry.office_id == bindparam("office"),
        AuditEntry.subject == bindparam("subject"),
        AuditEntry.action.in_((*UNDONE, "session.undo")),
        AuditEntry.at > bindparam("since"),
    )
    .order_by(AuditEntry.id.desc())
    .limit(1)
)
# What is said of a session as it is now, to whoever it was not said to by then.
_WAIT = select(func.max(Delivery.due_at)).where(
    Delivery.session_id == bindparam("session"),
    Delivery.state == State.PENDING,
    Delivery.purpose.in_((Purpose.INVITATION, Purpose.MOVED, Purpose.CANCELLED)),
    Delivery.created_at <= bindparam("at", type_=Delivery.due_at.type),
)
