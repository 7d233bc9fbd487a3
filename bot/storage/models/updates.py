"""What Telegram sent, what it was told, and where somebody stands in a dialogue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base, RowId


class Dialogue(Base):
    """Where one person stands in a step-by-step dialogue in one chat; survives a restart."""

    __tablename__ = "dialogues"
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(40))
    step: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    updated_at: Mapped[datetime]


class ToldTelegram(Base):
    """What Telegram keeps for a bot because we said so: its webhook, menus of commands; what exactly, as a fingerprint."""

    __tablename__ = "told_telegram"
    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    told_at: Mapped[datetime]


class ProcessedUpdate(Base):
    """An update whose effect and reply are done: a repeat is acknowledged without work."""

    __tablename__ = "processed_updates"
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    processed_at: Mapped[datetime] = mapped_column(index=True)


class InboxUpdate(Base):
    """An update that was acknowledged to Telegram and is not done yet; `body` is as Telegram wrote it.

    `begun` counts how often its handler was begun and has not come back; `lane` is the person whose next update waits for it
    until its effect is committed (`effective`); `owner` is the process that works on it.
    """

    __tablename__ = "inbox"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    received_at: Mapped[datetime]
    body: Mapped[dict[str, Any]]
    begun: Mapped[int] = mapped_column(default=0)
    lane: Mapped[int] = mapped_column(BigInteger, index=True)
    effective: Mapped[bool] = mapped_column(default=False)
    owner: Mapped[str] = mapped_column(String(32))
    set_aside_at: Mapped[datetime | None]


class Taker(Base):
    """A process that takes updates: it lives at least `until` then, or went without saying so."""

    __tablename__ = "takers"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    until: Mapped[datetime]
