"""The ledger: a row is a message owed to a chat."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.ledger import Purpose, State
from bot.storage.models.base import Base, RowId
from bot.storage.types import EnumText

_IS_STALE = text("stale_since IS NOT NULL")
INCIDENTS = f"purpose = '{Purpose.INCIDENT.value}'"
IS_PENDING = f"state = '{State.PENDING.value}'"


class Delivery(Base):
    """One message owed to one chat: the ledger row."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_due", "state", "due_at"),
        # How one office of many stands.
        Index("ix_deliveries_office_state", "office_id", "state"),
        Index("ix_deliveries_stale", "id", sqlite_where=_IS_STALE, postgresql_where=_IS_STALE),
        Index("ix_deliveries_session", "session_id", "purpose"),
        # The copies of an incident.
        Index("ix_deliveries_incident", "shift_id", sqlite_where=text(INCIDENTS), postgresql_where=text(INCIDENTS)),
        # What goes out to a chat together.
        Index(
            "ix_deliveries_pending",
            "chat_id",
            "due_at",
            sqlite_where=text(IS_PENDING),
            postgresql_where=text(IS_PENDING),
        ),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    chat_id: Mapped[int] = mapped_column(BigInteger, index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(EnumText(Purpose))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("sessions.id"))
    shift_id: Mapped[int | None] = mapped_column(ForeignKey("duty_shifts.id"))
    # Of its session: which it was owed for, and once it is sent, which it told of.
    revision: Mapped[int] = mapped_column(default=0)
    # The revision that an attempt of unknown fate told of: its recipient may have read it, whatever became of the row.
    perhaps_told: Mapped[int | None]
    urgency: Mapped[int]
    state: Mapped[State] = mapped_column(EnumText(State))
    due_at: Mapped[datetime]
    useless_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # Since when the message may say what no longer holds; None: it does not, or is to stay as it is.
    stale_since: Mapped[datetime | None]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
