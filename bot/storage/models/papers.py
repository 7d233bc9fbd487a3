"""Letters and their numbers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base


class PaperNumber(Base):
    """A number given to an official paper: a series for each year, division and kind; never given twice."""

    __tablename__ = "paper_numbers"
    __table_args__ = (
        UniqueConstraint("office_id", "year", "series", "number", name="uq_paper_numbers_series_number"),
        UniqueConstraint("session_id", "kind", "recipient", name="uq_paper_numbers_session_kind_recipient"),
        UniqueConstraint("shift_id", "kind", "recipient", name="uq_paper_numbers_shift_kind_recipient"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    year: Mapped[int]
    series: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    # `surat`, `sertifikat`, ...: see `bot.services.papers.numbers` for what `recipient` is of each.
    kind: Mapped[str] = mapped_column(String(20))
    # What it is about: a session or a shift of piket.
    session_id: Mapped[int | None] = mapped_column(ForeignKey("sessions.id"))
    shift_id: Mapped[int | None] = mapped_column(ForeignKey("duty_shifts.id"))
    recipient: Mapped[int] = mapped_column(default=0)
    issued_at: Mapped[datetime]
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
