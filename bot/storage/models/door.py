"""The day itself and after it: who came, files, what is handed in, decisions, the questionnaire."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base


class DayArrival(Base):
    """A check-in of one day, where a session lasts several; the first of them stands in the invitation too."""

    __tablename__ = "day_arrivals"
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    came_at: Mapped[datetime]
    how: Mapped[str] = mapped_column(String(20))
    # The clerk who entered it; None: the person.
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    substitute_came: Mapped[bool]


class SessionFile(Base):
    """Materials or minutes of a session, as Telegram keeps them."""

    __tablename__ = "session_files"
    __table_args__ = (UniqueConstraint("session_id", "kind", "unique_id", name="uq_session_files_content"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"), index=True)
    # `materi` or `notulen`.
    kind: Mapped[str] = mapped_column(String(20))
    file_id: Mapped[str] = mapped_column(Text)
    # The same for the same file, however often and by whom it is sent; of older rows it is not known.
    unique_id: Mapped[str | None] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(255))
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]


class HandIn(Base):
    """The file that a kecamatan has handed in for an item of a session: the last one sent."""

    __tablename__ = "hand_ins"
    __table_args__ = (UniqueConstraint("session_id", "item", "district_id", name="uq_hand_ins_session_item_district"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    item: Mapped[str] = mapped_column(String(80))
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    file_id: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    sent_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    sent_at: Mapped[datetime]


class Decision(Base):
    """What a session decided: what is to be done, by whom, until when."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_office", "office_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    text: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    due: Mapped[date]
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class SurveyResponse(Base):
    """What somebody who came answered to the questionnaire: scores 1 to 5, and words."""

    __tablename__ = "survey_responses"
    __table_args__ = (UniqueConstraint("session_id", "person_id", name="uq_survey_responses_session_person"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    scores: Mapped[list[int]] = mapped_column(JSON, default=list)
    text: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime]
