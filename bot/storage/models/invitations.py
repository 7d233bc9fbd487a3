"""Who is invited, and what they answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.domain.vocabulary import Answer, ExcuseKind
from bot.storage.models.base import Base
from bot.storage.models.people import Person
from bot.storage.types import EnumText


class Invitation(Base):
    """Session x person with the standing answer; attendance on the day is a separate fact."""

    __tablename__ = "invitations"
    __table_args__ = (
        UniqueConstraint("session_id", "person_id", name="uq_invitations_session_person"),
        Index(
            "ix_invitations_substitute",
            "substitute_id",
            sqlite_where=text("substitute_id IS NOT NULL"),
            postgresql_where=text("substitute_id IS NOT NULL"),
        ),
        Index("ix_invitations_untidy", "id", sqlite_where=text("untidy = 1"), postgresql_where=text("untidy")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    # The person's kecamatan until the session begins, and then the one of that day, wherever the person goes.
    district_id: Mapped[int | None] = mapped_column(ForeignKey("districts.id"))
    answer: Mapped[Answer | None] = mapped_column(EnumText(Answer))
    excuse: Mapped[ExcuseKind | None] = mapped_column(EnumText(ExcuseKind))
    excuse_text: Mapped[str] = mapped_column(Text, default="")
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # A substitute from outside the roster, by name and position.
    guest_name: Mapped[str] = mapped_column(String(160), default="", server_default=text("''"))
    guest_position: Mapped[str] = mapped_column(String(120), default="", server_default=text("''"))
    answered_at: Mapped[datetime | None]
    # Kept when the answer changes: how long the first one took.
    first_answered_at: Mapped[datetime | None]
    # Who answered on the invited person's behalf (None: that person).
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # Since when a seat is wanted (coming, or sending somebody): the place in line.
    seat_since: Mapped[datetime | None]
    checked_in_at: Mapped[datetime | None]
    check_in_how: Mapped[str] = mapped_column(String(20), default="")
    # The clerk who entered it (None: the person), and whether the substitute came instead.
    checked_in_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    substitute_came: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Why somebody who had said to come did not, asked for afterwards.
    absence_reason: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    # The answer changed since the messages that ask for it were last looked at.
    untidy: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])


class BatchSwitch(Base):
    """Somebody asks to change from one batch of an activity to another; `agreed`: what a head said, None: nobody has."""

    __tablename__ = "batch_switches"
    __table_args__ = (Index("ix_batch_switches_person", "person_id", "before_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    before_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    after_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    asked_at: Mapped[datetime]
    agreed: Mapped[bool | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
