"""A group's id changes when Telegram makes it a supergroup: one query set for all who meet that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from bot.storage.models import Card, Chat, Delivery

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


async def move_chat(session: AsyncSession, old: int, new: int) -> None:
    """A group became a supergroup: everything that names the old chat names the new one. Idempotent."""
    # Both service messages of a migration come at once: whoever is second finds nothing left to do.
    chat = await session.get(Chat, old, with_for_update=True)
    if chat is not None:
        if await session.get(Chat, new) is None:
            session.add(
                Chat(
                    id=new, office_id=chat.office_id, district_id=chat.district_id, title=chat.title,
                    linked_by=chat.linked_by, linked_at=chat.linked_at, left_at=None,
                )
            )  # fmt: skip
        await session.delete(chat)
        await session.flush()
    for model in (Delivery, Card):
        await session.execute(
            update(model).where(model.chat_id == old).values(chat_id=new).execution_options(synchronize_session=False)
        )
