"""Whether the digits are those of the venue, and how often they may be tried."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import distinct, func, select

from bot.domain.door.checkin import (
    MOST_NAMED_FOR_WRONG_PINS,
    MOST_WRONG_PINS,
    MOST_WRONG_PINS_OF_ALL,
    MOST_WRONG_PINS_OF_SESSION,
    CheckInWay,
    is_pin,
)
from bot.domain.ledger import Purpose
from bot.domain.refusals import Refusal
from bot.domain.timing import Due
from bot.services import audit
from bot.services.invitations.late_changes import answering_for
from bot.services.meetings.facts import session_of
from bot.services.owing.owe import Owed, owe
from bot.storage.models import AuditEntry

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from bot.domain.people.facts import PersonFacts


_WRONG_PIN = "check_in.wrong_pin"


def proven_by_pin(
    connection: Connection, actor: PersonFacts, row: Any, given: str, now: datetime
) -> CheckInWay | Refusal:
    """Checked in by the digits or the code of the venue."""
    wrong = select(func.count(AuditEntry.id)).where(AuditEntry.actor_id == actor.id, AuditEntry.action == _WRONG_PIN)
    here, lately = AuditEntry.subject == f"session:{row.id}", AuditEntry.at > now - timedelta(minutes=10)
    if connection.execute(wrong.where(here)).scalar_one() >= MOST_WRONG_PINS_OF_SESSION:
        return Refusal("refused-check-in-tries-session")
    if connection.execute(wrong.where(lately)).scalar_one() >= MOST_WRONG_PINS:
        return Refusal("refused-check-in-tries")
    if row.check_in_secret and is_pin(given, row.check_in_secret, row.id, now):
        return CheckInWay.PIN
    audit.record(
        connection, office_id=row.office_id, at=now, actor_id=actor.id, action=_WRONG_PIN, subject=f"session:{row.id}"
    )
    _tell_of_wrong_pins(connection, actor, row, connection.execute(wrong.where(here)).scalar_one(), now)
    return Refusal("refused-check-in-pin")


def _tell_of_wrong_pins(connection: Connection, actor: PersonFacts, row: Any, count: int, now: datetime) -> None:
    """Whoever answers for the session hears that somebody tries PINs, of the first few by name, or that several do together.

    Of each once, of several again when it is twice as much: who tries first does not hide the others.
    """
    told: dict[str, Any] = {"name": actor.name, "count": count}
    about = str(actor.id)
    here = AuditEntry.action == _WRONG_PIN, AuditEntry.subject == f"session:{row.id}"
    if count != MOST_WRONG_PINS or _who_tried(connection, here) > MOST_NAMED_FOR_WRONG_PINS:
        of_all = select(func.count(AuditEntry.id), func.count(distinct(AuditEntry.actor_id))).where(
            *here, AuditEntry.at > now - timedelta(minutes=10)
        )
        count, people = connection.execute(of_all).one()
        times = count // MOST_WRONG_PINS_OF_ALL
        if not times or people == 1:
            return
        told = {"people": people, "count": count}
        about = f"all{times.bit_length()}"
    facts = session_of(row)
    due = Due(now, facts.ends_at)
    owe(
        connection,
        [
            Owed(Purpose.WRONG_PINS, one.chat_id, due, facts.office_id, one.id, facts.id, occurrence=about, facts=told)
            for one in answering_for(connection, facts, now)
        ],
        now,
    )


def _who_tried(connection: Connection, here: tuple[ColumnElement[bool], ...]) -> int:
    """How many have tried so often that they are told of by name."""
    often = select(AuditEntry.actor_id).where(*here).group_by(AuditEntry.actor_id)
    often = often.having(func.count(AuditEntry.id) >= MOST_WRONG_PINS)
    return connection.execute(select(func.count()).select_from(often.subquery())).scalar_one()
