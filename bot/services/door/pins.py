"""Whether the digits are those of the venue, and how often they may be tried."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from bot.domain.door.checkin import (
    MOST_WRONG_PINS,
    MOST_WRONG_PINS_OF_SESSION,
    CheckInWay,
    is_pin,
)
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.door.wrong_pins import WRONG_PIN, tell_of_wrong_pins
from bot.storage.models import AuditEntry

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts


def proven_by_pin(
    connection: Connection, actor: PersonFacts, row: Any, given: str, now: datetime
) -> CheckInWay | Refusal:
    """Checked in by the digits or the code of the venue."""
    wrong = select(func.count(AuditEntry.id)).where(AuditEntry.actor_id == actor.id, AuditEntry.action == WRONG_PIN)
    here, lately = AuditEntry.subject == f"session:{row.id}", AuditEntry.at > now - timedelta(minutes=10)
    if connection.execute(wrong.where(here)).scalar_one() >= MOST_WRONG_PINS_OF_SESSION:
        return Refusal("refused-check-in-tries-session")
    if connection.execute(wrong.where(lately)).scalar_one() >= MOST_WRONG_PINS:
        return Refusal("refused-check-in-tries")
    if row.check_in_secret and is_pin(given, row.check_in_secret, row.id, now):
        return CheckInWay.PIN
    audit.record(
        connection, office_id=row.office_id, at=now, actor_id=actor.id, action=WRONG_PIN, subject=f"session:{row.id}"
    )
    tell_of_wrong_pins(connection, actor, row, connection.execute(wrong.where(here)).scalar_one(), now)
    return Refusal("refused-check-in-pin")
