"""The office itself: what it is, its kecamatan, who deputises, who changed what, what is broken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base, RowId

NO_ANSWER = text("action != 'invitation.answer'")


class Office(Base):
    """A Bawaslu Kabupaten/Kota: the tenant, with what stands on its papers (`bot.domain.office.offices`)."""

    __tablename__ = "offices"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    timezone: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    email: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    website: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    contact: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    seat: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    letter_code: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    # Codes of the archive by division, as `bot.domain.office.offices` reads them.
    classifications: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    letter_pattern: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    # What certificates are given by, in the words after "berdasarkan".
    certificate_basis: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    # A PNG or JPEG picture in base64.
    logo: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))


class District(Base):
    """A kecamatan with its desa/kelurahan."""

    __tablename__ = "districts"
    __table_args__ = (UniqueConstraint("office_id", "name", name="uq_districts_office_name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    code: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    villages: Mapped[list[str]] = mapped_column(default=list)


class Deputyship(Base):
    """Who gets what is meant for a head who is away, and may what the head may, from when until before when."""

    __tablename__ = "deputyships"
    __table_args__ = (Index("ix_deputyships_head", "head_id"), Index("ix_deputyships_deputy", "deputy_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    head_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    deputy_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    named_at: Mapped[datetime]


class FreeDay(Base):
    """A day off of one office, beside public holidays."""

    __tablename__ = "free_days"
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)


class AuditEntry(Base):
    """Who changed what; `actor_id` is null for the shell and for jobs."""

    __tablename__ = "audit_entries"
    # What `/audit` shows; answers, by far the most, are written without it.
    __table_args__ = (
        Index("ix_audit_entries_changes", "office_id", "id", sqlite_where=NO_ANSWER, postgresql_where=NO_ANSWER),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(80))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


class OfficeFault(Base):
    """A daily job that fails for an office, or for one session of it, while all others are served."""

    __tablename__ = "office_faults"
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), primary_key=True)
    job: Mapped[str] = mapped_column(String(20), primary_key=True)
    # The session's code; empty for the office as a whole.
    subject: Mapped[str] = mapped_column(String(40), primary_key=True)
    reason: Mapped[str] = mapped_column(String(200))
    since: Mapped[datetime]
