"""A card that was posted is kept: the newest of its session lives in a group, the ones above it end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.vocabulary import CardState
from bot.storage.database import mark_owed
from bot.storage.models import Card

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def keep_card(
    connection: Connection, session_id: int, chat_id: int, message_id: int, *, looks: str, turns_at: datetime | None
) -> None:
    """Remember a card that was posted, to be kept true from now on; `looks` is how it was when it was composed.

    It owes a look at once: whatever changed since then shows. One that nothing will change is not kept. Idempotent.
    """
    known = select(Card.id).where(Card.chat_id == chat_id, Card.message_id == message_id)
    if turns_at is None or connection.execute(known).first() is not None:
        return
    here = {"session": session_id, "chat": chat_id}
    newest = living(connection, session_id, chat_id)
    is_newest = newest is None or newest < message_id
    connection.execute(
        insert(Card).values(
            session_id=session_id,
            chat_id=chat_id,
            message_id=message_id,
            wanted=1,
            shown=0,
            looks=looks,
            turns_at=turns_at,
            state=CardState.LIVE if is_newest else CardState.MOVED,
        )
    )
    if is_newest:
        connection.execute(_END, {**here, "below": message_id})
    mark_owed(connection, "cards")


def living(connection: Connection, session_id: int, chat_id: int) -> int | None:
    """The message with the card of a session that lives in a group, if one does."""
    newest: int | None = connection.execute(_NEWEST, {"session": session_id, "chat": chat_id}).scalar_one()
    return newest


_LIVING = (Card.session_id == bindparam("session"), Card.chat_id == bindparam("chat"), Card.state == CardState.LIVE)
_NEWEST = select(func.max(Card.message_id)).where(*_LIVING)
_END = (
    update(Card)
    .where(*_LIVING, Card.message_id < bindparam("below"))
    .values(state=CardState.MOVED, wanted=Card.wanted + 1)
)
