"""A card that was posted is kept: the newest of its session lives in a group, the ones above it end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, exists, func, insert, or_, select, update

from bot.domain.ledger import Purpose, State
from bot.domain.vocabulary import CardState
from bot.storage.database import mark_owed
from bot.storage.models import Card, Chat, Delivery

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from sqlalchemy import BindParameter, ColumnElement, Connection, Select


def can_be_edited() -> ColumnElement[bool]:
    """Not where the bot was put out of the group: what it was to show there waits until it is back."""
    out = exists().where(Chat.id == Card.chat_id, Chat.left_at.is_not(None))
    return or_(Card.state != CardState.LIVE, ~out)


def is_told_first(now: BindParameter[Any]) -> ColumnElement[bool]:
    """That its session moved or was called off is yet to be posted in the group, and may be taken back: the card tells it no sooner."""
    return exists().where(*_YET_TO_BE_TOLD, Delivery.due_at > now)


def told_first_at(now: BindParameter[Any]) -> Select[Any]:
    """When the next of such cards may be edited."""
    return (
        select(func.min(Delivery.due_at))
        .select_from(Card)
        .join(Delivery, and_(*_YET_TO_BE_TOLD))
        .where(Card.wanted > Card.shown, Delivery.due_at > now)
    )


_YET_TO_BE_TOLD = (
    Delivery.session_id == Card.session_id,
    Delivery.chat_id == Card.chat_id,
    Delivery.purpose.in_((Purpose.GROUP_MOVED, Purpose.GROUP_CANCELLED)),
    Delivery.state == State.PENDING,
)


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
