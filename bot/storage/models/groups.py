"""Chats, and the live cards in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.vocabulary import CardState
from bot.storage.models.base import Base
from bot.storage.types import EnumText

_OWES_EDIT = text("wanted > shown")


class Chat(Base):
    """A group the bot is in: linked to one district, or to the whole office where `district_id` is null."""

    __tablename__ = "chats"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("districts.id"))
    title: Mapped[str] = mapped_column(String(255))
    # The topic of a forum that cards and announcements go to; None: General, or a group without topics.
    thread_id: Mapped[int | None]
    linked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # Since when, and for which time, it is linked without a break: what was posted before is told anew.
    linked_at: Mapped[datetime]
    links: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    left_at: Mapped[datetime | None]


class Card(Base):
    """A live attendance card in a group; `wanted` runs ahead of `shown` while an edit is owed.

    One that nothing will change any more (its session is over, another card took its place) is forgotten once it shows that.
    """

    __tablename__ = "cards"
    __table_args__ = (
        Index("ix_cards_session", "session_id"),
        # Asked at every press: few owe an edit.
        Index("ix_cards_stale", "id", sqlite_where=_OWES_EDIT, postgresql_where=_OWES_EDIT),
        Index("ix_cards_turns", "turns_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    wanted: Mapped[int] = mapped_column(default=0)
    shown: Mapped[int] = mapped_column(default=0)
    # A digest of how it was last shown: what would change nothing is not edited.
    looks: Mapped[str] = mapped_column(String(32), default="", server_default=text("''"))
    state: Mapped[CardState] = mapped_column(EnumText(CardState), default=CardState.LIVE, server_default=text("'live'"))
    # When time alone next changes what it shows: check-in opens, the session begins or ends. None: never again.
    turns_at: Mapped[datetime | None]
