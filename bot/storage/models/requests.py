"""What the office asks of all kecamatan at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base


class DataRequest(Base):
    """What the office asks of all its kecamatan by a deadline; `wanted`: name and kind of each thing."""

    __tablename__ = "data_requests"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    wanted: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    due_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    source_update: Mapped[int | None] = mapped_column(BigInteger, unique=True)


class DataAnswer(Base):
    """What a kecamatan answered, in the order of what is wanted; what it has begun to answer is shorter."""

    __tablename__ = "data_answers"
    request_id: Mapped[int] = mapped_column(ForeignKey("data_requests.id"), primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    answers: Mapped[list[Any]] = mapped_column(JSON, default=list)
    answered_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[datetime]
