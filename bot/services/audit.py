"""The audit trail: one entry for every change, in the transaction of the change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from bot.storage.models import AuditEntry
from bot.storage.prepared import Prepared

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts


_ENTRY = Prepared(insert(AuditEntry), "office_id", "at", "actor_id", "action", "subject", "detail")


def record(
    connection: Connection,
    *,
    office_id: int,
    at: datetime,
    actor_id: int | None,
    action: str,
    subject: str,
    **detail: Any,
) -> None:
    """Add an entry; `subject` names what changed, e.g. `session:12`; `detail` must be JSON and free of phone numbers."""
    values = {
        "office_id": office_id,
        "at": at,
        "actor_id": actor_id,
        "action": action,
        "subject": subject,
        "detail": detail,
    }
    _ENTRY.run(connection, values)


def record_act(
    connection: Connection, actor: PersonFacts, now: datetime, action: str, subject: str, **detail: Any
) -> None:
    """As `record`, of what somebody does in their own office."""
    record(connection, office_id=actor.office_id, at=now, actor_id=actor.id, action=action, subject=subject, **detail)
