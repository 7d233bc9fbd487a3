"""A group's id changes when Telegram makes it a supergroup: one query set for all who meet that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from bot.storage.models import Card, Chat, Delivery
from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from sqlalchemy import Connection


def move_chat(connection: Connection, old: int, new: int) -> None:
    """A group became a supergroup: everything that names the old chat names the new one. Idempotent."""
    chat = connection.execute(select(Chat.__table__).where(Chat.id == old)).mappings().one_or_none()
    if chat is not None:
        # Both groups tell of it, at the same time.
        moved = insert_into(connection.dialect.name, Chat).values({**chat, "id": new, "left_at": None})
        connection.execute(moved.on_conflict_do_nothing(index_elements=["id"]))
        connection.execute(delete(Chat).where(Chat.id == old))
    for model in (Delivery, Card):
        connection.execute(update(model).where(model.chat_id == old).values(chat_id=new))
