"""Whoever is of another batch now, whatever brought it about, reads so in one message: of what they knew, and of what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.orm import aliased

from bot.domain.ledger import Purpose, State
from bot.domain.timing import Due, announcement_due
from bot.services.meetings.facts import sessions_by_id
from bot.services.owing.owe import Owed, once, owe, speaks_from
from bot.storage.models import Delivery, Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from bot.domain.meetings.session_facts import SessionFacts


def say_as_one(connection: Connection, facts: SessionFacts, now: datetime) -> None:
    """Of whom a withdrawal waits for one batch and an invitation for another, `facts` being either, they become one message.

    A withdrawal is owed only of what somebody knows, an invitation only of what they do not: so it is what changed for them.
    """
    if facts.selection.districts is None:
        return
    _say_as_one(connection, connection.execute(_OF_SESSION, {"session": facts.id}).all(), now)


def say_as_one_to(connection: Connection, person_id: int, now: datetime) -> None:
    """The same of all batches for somebody who has registered, or is back."""
    _say_as_one(connection, connection.execute(_OF_PERSON, {"person": person_id}).all(), now)


def _say_as_one(connection: Connection, rows: Sequence[Row[Any]], now: datetime) -> None:
    sessions = sessions_by_id(connection, {one for row in rows for one in (row.before_id, row.after_id)})
    said: set[int] = set()
    for row in rows:
        before, after = sessions[row.before_id], sessions[row.after_id]
        if (
            row.withdrawn in said
            or row.invited in said
            or None in (before.selection.districts, after.selection.districts)
        ):
            continue
        said |= {row.withdrawn, row.invited}
        owe(connection, _switched(row, before, after, now), now)
    if said:
        connection.execute(delete(Delivery).where(Delivery.id.in_(said)))


def _switched(row: Row[Any], before: SessionFacts, after: SessionFacts, now: datetime) -> list[Owed]:
    at = announcement_due(min(before.starts_at, after.starts_at), speaks_from(after, now), after.zone)
    which = once()
    of_before: dict[str, Any] = {name: row.of_before[name] for name in ("untold",) if name in row.of_before}
    of_after = {**row.facts, **of_before, "from": [before.id, before.revision]}
    return [
        Owed(
            purpose,
            row.chat_id,
            Due(at, until),
            facts.office_id,
            row.person_id,
            facts.id,
            revision=facts.revision,
            occurrence=f"t{which}",
            facts={**said, "switch": which},
        )
        for purpose, facts, until, said in (
            (Purpose.SWITCHED_FROM, before, before.last_begin, of_before),
            (Purpose.SWITCHED_TO, after, after.ends_at, of_after),
        )
    ]


_Invited, _Before, _After = aliased(Delivery), aliased(Session), aliased(Session)
# Both are owed, and nobody has read of either.
_PAIRS = (
    select(
        Delivery.id.label("withdrawn"),
        Delivery.session_id.label("before_id"),
        Delivery.facts.label("of_before"),
        _Invited.id.label("invited"),
        _Invited.session_id.label("after_id"),
        _Invited.facts,
        Delivery.person_id,
        Delivery.chat_id,
    )
    .join(_Before, _Before.id == Delivery.session_id)
    .join(_After, (_After.activity_id == _Before.activity_id) & (_After.id != _Before.id))
    .join(_Invited, (_Invited.session_id == _After.id) & (_Invited.person_id == Delivery.person_id))
    .where(
        Delivery.purpose == Purpose.WITHDRAWN,
        _Invited.purpose == Purpose.INVITATION,
        Delivery.state == State.PENDING,
        _Invited.state == State.PENDING,
        Delivery.perhaps_told.is_(None),
        _Invited.perhaps_told.is_(None),
    )
    .order_by(Delivery.id, _Invited.id)
    .with_for_update(of=(Delivery, _Invited))
)
_OF_SESSION = _PAIRS.where(or_(_Before.id == bindparam("session"), _After.id == bindparam("session")))
_OF_PERSON = _PAIRS.where(Delivery.person_id == bindparam("person"))
