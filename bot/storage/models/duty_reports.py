"""What a shift reports, and what becomes of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.duty.incidents import IncidentState
from bot.domain.vocabulary import Situation
from bot.storage.models.base import Base
from bot.storage.types import EnumText

# For tables with a column named `text`.
_NOTHING = text("''")


class DutyReport(Base):
    """What was reported of a shift; `nth`: the first is the one that it owes, further ones are what else there was."""

    __tablename__ = "duty_reports"
    __table_args__ = (UniqueConstraint("shift_id", "nth", name="uq_duty_reports_shift_nth"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("duty_shifts.id"))
    nth: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    number: Mapped[str] = mapped_column(String(30), unique=True)
    # The key of the form that was filled in, and its questions and answers as they read then (`bot.domain.duty.answers`).
    form: Mapped[str] = mapped_column(String(40), default="piket", server_default=text("'piket'"))
    answers: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON, default=list)
    situation: Mapped[Situation] = mapped_column(EnumText(Situation))
    text: Mapped[str] = mapped_column(Text)
    # Of reports older than `duty_photos`: the one photo they have.
    photo_file_id: Mapped[str | None] = mapped_column(Text)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    # Whoever sent it: where that is not the officer of the shift, on the officer's behalf.
    reported_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reported_at: Mapped[datetime]
    # What it said before each correction, the oldest first: text, situation, answers, until when, and who put it right.
    earlier: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON, default=list)
    # Who looked at it last; no time where nobody did since it was put right. The note: what is to be put right, if anything.
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reviewed_at: Mapped[datetime | None]
    review_note: Mapped[str] = mapped_column(Text, default="", server_default=_NOTHING)
    # What was asked and answered about it, the oldest first: who, when, words.
    remarks: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON, default=list)
    source_update: Mapped[int | None] = mapped_column(BigInteger, unique=True)


class DutyIncident(Base):
    """What becomes of an incident that was reported (`bot.domain.duty.incidents`); `day` is that of its report."""

    __tablename__ = "duty_incidents"
    report_id: Mapped[int] = mapped_column(ForeignKey("duty_reports.id"), primary_key=True, autoincrement=False)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    day: Mapped[date]
    urgent: Mapped[bool]
    # Calls that were owed, of one that is urgent.
    alarms: Mapped[int]
    state: Mapped[IncidentState] = mapped_column(EnumText(IncidentState))
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    taken_at: Mapped[datetime | None]
    registered_on: Mapped[date | None]
    further: Mapped[bool] = mapped_column(default=False, server_default=false())
    # It may be a finding (as the form says of its answers), whose time limits the law sets.
    finding: Mapped[bool] = mapped_column(default=True, server_default=true())
    settled_at: Mapped[datetime | None]
    # Nobody where its report turned out to tell of nothing.
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class DutyCounter(Base):
    """How many numbers of reports a kecamatan has used up on a day; none is given twice."""

    __tablename__ = "duty_counters"
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    last: Mapped[int]


class DutyPhoto(Base):
    """A photo of a report: as Telegram keeps it, and what became of its bytes (`bot.services.duty.photos`)."""

    __tablename__ = "duty_photos"
    __table_args__ = (
        UniqueConstraint("report_id", "unique_id", name="uq_duty_photos_report_content"),
        Index("ix_duty_photos_sha256", "sha256"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("duty_reports.id"))
    file_id: Mapped[str] = mapped_column(Text)
    # The same for the same file, however often and by whom it is sent.
    unique_id: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    # Of the bytes, in hexadecimal; None until they were fetched, "" where they never can be.
    sha256: Mapped[str | None] = mapped_column(String(64))
    # Where they are, under the directory of the setting; empty where nobody wanted them kept.
    kept_as: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))


class DutyDraft(Base):
    """A report that somebody has begun and not sent: kept until it is sent or can be no longer."""

    __tablename__ = "duty_drafts"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("duty_shifts.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(40), primary_key=True)
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    updated_at: Mapped[datetime]
