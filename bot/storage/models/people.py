"""Who is on the roster, and how somebody becomes one of them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.domain.vocabulary import Division, Position, Role
from bot.storage.models.base import Base
from bot.storage.models.office import District
from bot.storage.types import EnumText


class Person(Base):
    """Someone of the roster; has a Telegram account once registered."""

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("districts.id"), index=True)
    name: Mapped[str] = mapped_column(String(160))
    phone: Mapped[str | None] = mapped_column(String(20), unique=True)
    # Of a civil servant, for papers alone.
    nip: Mapped[str | None] = mapped_column(String(18))
    position: Mapped[Position] = mapped_column(EnumText(Position))
    division: Mapped[Division | None] = mapped_column(EnumText(Division))
    role: Mapped[Role] = mapped_column(EnumText(Role))
    active_from: Mapped[date | None]
    active_until: Mapped[date | None]
    telegram_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    registered_at: Mapped[datetime | None]
    # Set when Telegram says that the person blocked the bot or closed the account; cleared when they return.
    unreachable_since: Mapped[datetime | None]
    district: Mapped[District | None] = relationship(lazy="raise")


class LinkToken(Base):
    """A one-time registration link; only the hash of the token is kept."""

    __tablename__ = "link_tokens"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
