"""Another day or hour asks for another answer: what was answered is laid aside, and comes back where the change is undone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from bot.domain.vocabulary import Answer, ExcuseKind
from bot.services.invitations.seating import seats_of, tell_promoted
from bot.storage.models import Invitation

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.facts import SessionFacts

# Who stands in has been told, and hears of the change: that arrangement is for the two to keep or to end.
_ASKED = (Answer.ATTENDING, Answer.EXCUSED)


def count_answered(connection: Connection, session_id: int) -> int:
    """How many would be asked again."""
    count: int = connection.execute(_COUNT, {"session": session_id}).scalar_one()
    return count


def lay_aside(connection: Connection, facts: SessionFacts, now: datetime) -> dict[str, Any]:
    """Ask all anew who said that they come or not; what they had said, by person, for `bring_back`.

    Who waited for a seat behind one of them has it now.
    """
    rows = connection.execute(_ANSWERED, {"session": facts.id}).all()
    if not rows:
        return {}
    before = seats_of(connection, facts)
    connection.execute(_LAY_ASIDE, {"session": facts.id})
    tell_promoted(connection, facts, before, now)
    return {str(row.person_id): _kept(row) for row in rows}


def bring_back(connection: Connection, session_id: int, said: dict[str, Any]) -> None:
    """What was laid aside stands again, of whoever has not answered meanwhile."""
    rows = [
        {
            "session": session_id,
            "person": int(person_id),
            "was": Answer(answer),
            "why": None if excuse is None else ExcuseKind(excuse),
            "words": words,
            "behalf": by,
            "at": _moment(at),
            "seat": _moment(seat),
        }
        for person_id, (answer, excuse, words, by, at, seat) in said.items()
    ]
    if rows:
        connection.execute(_BRING_BACK, rows)


def _kept(row: Any) -> list[Any]:
    excuse = row.excuse.value if row.excuse else None
    instants = [at.isoformat() if at else None for at in (row.answered_at, row.seat_since)]
    return [row.answer.value, excuse, row.excuse_text, row.answered_by, *instants]


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


_OF_SESSION = (
    Invitation.session_id == bindparam("session"),
    Invitation.answer.in_(_ASKED),
    Invitation.checked_in_at.is_(None),
)
_COUNT = select(func.count(Invitation.id)).where(*_OF_SESSION)
_ANSWERED = select(
    Invitation.person_id,
    Invitation.answer,
    Invitation.excuse,
    Invitation.excuse_text,
    Invitation.answered_by,
    Invitation.answered_at,
    Invitation.seat_since,
).where(*_OF_SESSION)
# Nothing to tidy: what tells of the change, or that it is undone, stands below what was said before.
_LAY_ASIDE = (
    update(Invitation)
    .where(*_OF_SESSION)
    .values(answer=None, excuse=None, excuse_text="", answered_by=None, answered_at=None, seat_since=None)
)
_BRING_BACK = (
    update(Invitation)
    .where(
        Invitation.session_id == bindparam("session"),
        Invitation.person_id == bindparam("person"),
        Invitation.answer.is_(None),
    )
    .values(
        answer=bindparam("was"),
        excuse=bindparam("why"),
        excuse_text=bindparam("words"),
        answered_by=bindparam("behalf"),
        answered_at=bindparam("at"),
        seat_since=bindparam("seat"),
    )
)
