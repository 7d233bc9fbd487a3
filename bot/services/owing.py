"""Owing messages: the one way rows enter the ledger, in the transaction of their reason, once per key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.ledger import URGENCY, Purpose, State, delivery_key
from bot.storage.database import mark_owed, within
from bot.storage.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.timing import Due

# Keeps a bulk insert under the databases' limit of bound parameters (PostgreSQL: 32,767).
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Owed:
    """One message to owe to a chat (of a person, or of a group where `person_id` is None)."""

    purpose: Purpose
    chat_id: int
    due: Due
    office_id: int
    person_id: int | None = None
    session_id: int | None = None
    shift_id: int | None = None
    revision: int = 0
    occurrence: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        if self.session_id is not None:
            reason = f"s{self.session_id}"
        else:
            reason = f"d{self.shift_id}" if self.shift_id is not None else f"o{self.office_id}"
        recipient = self.person_id if self.person_id is not None else self.chat_id
        return delivery_key(self.purpose, reason, self.revision, recipient, self.occurrence)


async def owe(session: AsyncSession, messages: Iterable[Owed], now: datetime) -> int:
    """`owe_on` as part of a session's transaction."""
    return await within(session, lambda connection: owe_on(connection, messages, now))


def owe_on(connection: Connection, messages: Iterable[Owed], now: datetime) -> int:
    """Write ledger rows for `messages`; one already owed (same key) is left as it is. Returns how many are new."""
    rows = [_row(message, now) for message in messages]
    written = 0
    for start in range(0, len(rows), _CHUNK):
        written += _insert(connection, rows[start : start + _CHUNK])
    if written:
        mark_owed(connection, "deliveries")
    return written


async def cancel_pending(session: AsyncSession, session_id: int, now: datetime) -> None:
    """Cancel what is still pending of a session; what is being sent right now can no longer be called back."""
    await session.execute(
        update(Delivery)
        .where(Delivery.session_id == session_id, Delivery.state == State.PENDING)
        .values(state=State.CANCELLED, settled_at=now)
    )


def _insert(connection: Connection, rows: Sequence[dict[str, Any]]) -> int:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(Delivery).on_conflict_do_nothing(index_elements=["key"]).returning(Delivery.id)
    return len(connection.execute(statement, rows).all())


def _row(message: Owed, now: datetime) -> dict[str, Any]:
    return {
        "key": message.key,
        "office_id": message.office_id,
        "chat_id": message.chat_id,
        "person_id": message.person_id,
        "purpose": message.purpose,
        "session_id": message.session_id,
        "shift_id": message.shift_id,
        "revision": message.revision,
        "urgency": int(URGENCY[message.purpose]),
        "state": State.PENDING,
        "due_at": message.due.at,
        "useless_at": message.due.until,
        "attempts": 0,
        "error": "",
        "facts": message.facts,
        "created_at": now,
    }
