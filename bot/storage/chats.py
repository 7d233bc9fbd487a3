"""A group's id changes when Telegram makes it a supergroup: one query set for all who meet that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from bot.storage.models import Card, Chat, Delivery
from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def move_chat(connection: Connection, old: int, new: int, now: datetime) -> None:
    """A group became a supergroup: everything that names the old chat names the new one. Idempotent.

    Messages of the old chat are numbered on their own and cannot be edited in the new one: what was posted is told anew.
    """
    chat = connection.execute(select(Chat.__table__).where(Chat.id == old)).mappings().one_or_none()
    if chat is not None:
        # Both groups tell of it, at the same time.
        anew = {"id": new, "left_at": None, "linked_at": now, "links": chat["links"] + 1}
        moved = insert_into(connection.dialect.name, Chat).values({**chat, **anew})
        connection.execute(moved.on_conflict_do_nothing(index_elements=["id"]))
        connection.execute(delete(Chat).where(Chat.id == old))
    connection.execute(update(Delivery).where(Delivery.chat_id == old).values(chat_id=new))
    connection.execute(delete(Card).where(Card.chat_id == old))
