"""Owing messages: the one way rows enter the ledger, in the transaction of their reason, once per key."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, bindparam, cast, func, update

from bot.domain.ledger import Purpose, State, key_around
from bot.storage.database import mark_owed, within
from bot.storage.listed import as_list, insert_each
from bot.storage.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Executable
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.timing import Due


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
    def reason(self) -> str:
        """The reason's part of the key."""
        if self.session_id is not None:
            return f"s{self.session_id}"
        return f"d{self.shift_id}" if self.shift_id is not None else f"o{self.office_id}"


async def owe(session: AsyncSession, messages: Iterable[Owed], now: datetime) -> int:
    """`owe_on` as part of a session's transaction."""
    return await within(session, lambda connection: owe_on(connection, messages, now))


def owe_on(connection: Connection, messages: Iterable[Owed], now: datetime) -> int:
    """Write ledger rows for `messages`; one already owed (same key) is left as it is. Returns how many are new.

    A session is dated for thousands at once: messages that differ in nothing but whom they go to are one statement.
    """
    alike: dict[tuple[Any, ...], tuple[Owed, list[tuple[int | None, int]]]] = {}
    for message in messages:
        facts = json.dumps(message.facts, sort_keys=True) if message.facts else ""
        shared = (
            message.purpose, message.due, message.office_id, message.session_id, message.shift_id, message.revision,
            message.occurrence, facts,
        )  # fmt: skip
        if shared not in alike:
            alike[shared] = (message, [])
        alike[shared][1].append((message.person_id, message.chat_id))
    statement = _insert(connection.dialect.name)
    written = sum(connection.execute(statement, _values(*same, now)).rowcount for same in alike.values())
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


def _values(message: Owed, recipients: Sequence[tuple[int | None, int]], now: datetime) -> dict[str, Any]:
    before, after = key_around(message.purpose, message.reason, message.revision, message.occurrence)
    return {
        "rows": as_list(recipients),
        "before": before,
        "after": after,
        "office_id": message.office_id,
        "purpose": message.purpose,
        "session_id": message.session_id,
        "shift_id": message.shift_id,
        "revision": message.revision,
        "urgency": int(message.purpose.traits.urgency),
        "state": State.PENDING,
        "due_at": message.due.at,
        "useless_at": message.due.until,
        "attempts": 0,
        "error": "",
        "facts": message.facts,
        "created_at": now,
    }


# The columns that are alike for all recipients.
_ALIKE = (
    "office_id", "purpose", "session_id", "shift_id", "revision", "urgency", "state", "due_at", "useless_at",
    "attempts", "error", "facts", "created_at",
)  # fmt: skip


def _key(numbers: Mapping[str, ColumnElement[int | None]]) -> dict[str, ColumnElement[str]]:
    recipient = cast(func.coalesce(numbers["person_id"], numbers["chat_id"]), String)
    return {"key": bindparam("before", type_=String()) + recipient + bindparam("after", type_=String())}


@cache
def _insert(dialect: str) -> Executable:
    return insert_each(dialect, Delivery, each=("person_id", "chat_id"), alike=_ALIKE, unique=("key",), made=_key)
