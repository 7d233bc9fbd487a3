"""What people read of a session above is brought up to date when there is room for it: which messages those are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import aliased

from bot.domain.ledger import ABOVE, Purpose, State
from bot.storage.accounts import is_theirs
from bot.storage.database import mark_owed
from bot.storage.models import Delivery, Invitation

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection


def say_again(connection: Connection, session_id: int, person_id: int, now: datetime) -> None:
    """What somebody reads of a session above is to say how things stand now."""
    if connection.execute(_SAY_AGAIN, {"session": session_id, "person": person_id, "since": now}).rowcount:
        mark_owed(connection, "older")


def say_beside_again(connection: Connection, session_id: int, others: Collection[int], at: datetime) -> None:
    """What those read who are wanted by a session and by others may say that they are wanted twice, or not; from a moment on.

    Whoever is told of the session rings for it then.
    """
    if others:
        connection.execute(_SAY_BESIDE, {"session": session_id, "others": list(others), "since": at})


def say_to_all_again(connection: Connection, session_id: int, now: datetime) -> None:
    """What all read of a session above may offer something else."""
    if connection.execute(_SAY_TO_ALL, {"session": session_id, "since": now}).rowcount:
        mark_owed(connection, "older")


def say_to_who_read_it_off_again(connection: Connection, session_id: int, at: datetime) -> None:
    """What those read of a session above who were told that it is off is to say that it is not; from a moment on."""
    if connection.execute(_SAY_IT_IS_ON, {"session": session_id, "since": at}).rowcount:
        mark_owed(connection, "older")


_CANCELLATION = aliased(Delivery)
_SENT = (Delivery.state == State.SENT, Delivery.message_id.is_not(None))
_SAY_TO_ALL = (
    update(Delivery)
    .where(Delivery.session_id == bindparam("session"), Delivery.purpose.in_(ABOVE), is_theirs(), *_SENT)
    .values(stale_since=bindparam("since"))
)
_TOLD_OFF = select(_CANCELLATION.person_id).where(
    _CANCELLATION.session_id == bindparam("session"),
    _CANCELLATION.purpose == Purpose.CANCELLED,
    _CANCELLATION.state == State.SENT,
    _CANCELLATION.person_id.is_not(None),
)
_SAY_IT_IS_ON = (
    update(Delivery)
    .where(
        Delivery.session_id == bindparam("session"),
        Delivery.person_id.in_(_TOLD_OFF),
        Delivery.purpose.in_(ABOVE),
        is_theirs(),
        *_SENT,
    )
    .values(stale_since=bindparam("since"))
)
_SAY_BESIDE = (
    update(Delivery)
    .where(
        Delivery.session_id.in_(bindparam("others", expanding=True)),
        Delivery.person_id.in_(select(Invitation.person_id).where(Invitation.session_id == bindparam("session"))),
        Delivery.purpose.in_(ABOVE),
        is_theirs(),
        *_SENT,
    )
    .values(stale_since=bindparam("since"))
)
_SAY_AGAIN = (
    update(Delivery)
    .where(
        Delivery.session_id == bindparam("session"),
        Delivery.person_id == bindparam("person"),
        Delivery.purpose.in_(ABOVE | {Purpose.ABSENCE}),
        is_theirs(),
        *_SENT,
    )
    .values(stale_since=bindparam("since"))
)
