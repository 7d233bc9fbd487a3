"""The plan, sessions with a date, and what leads to one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.domain.invitations.chasing import DEFAULT_RULE, LONGEST
from bot.domain.meetings.periods.precision import Precision
from bot.domain.meetings.polls import Choice
from bot.domain.vocabulary import ActivityKind, Division, SessionStatus
from bot.storage.models.base import Base
from bot.storage.types import EnumText


class Activity(Base):
    """One line of a year's plan; `in_force`: its bare code means it, and no other year's (`bot.domain.meetings.codes`)."""

    __tablename__ = "activities"
    __table_args__ = (UniqueConstraint("office_id", "plan_year", "code", name="uq_activities_office_year_code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    code: Mapped[str] = mapped_column(String(20))
    division: Mapped[Division] = mapped_column(EnumText(Division))
    title: Mapped[str] = mapped_column(Text)
    # The title as people read it: see `bot.domain.meetings.titles`.
    short_title: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    kind: Mapped[ActivityKind] = mapped_column(EnumText(ActivityKind))
    audience: Mapped[str] = mapped_column(Text)
    stated_participants: Mapped[int | None]
    place: Mapped[str] = mapped_column(Text, default="")
    aims: Mapped[str] = mapped_column(Text, default="")
    outputs: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    # The plan's own words and, derived from them for queries, what they allow.
    period_text: Mapped[str] = mapped_column(Text, default="")
    precision: Mapped[Precision] = mapped_column(EnumText(Precision))
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    plan_year: Mapped[int]
    in_force: Mapped[bool] = mapped_column(default=True, server_default=true())
    # Order of the lines in the plan.
    ordinal: Mapped[int]


class Session(Base):
    """One dated meeting of an activity; its code is `<activity>/<number>`."""

    __tablename__ = "sessions"
    __table_args__ = (
        UniqueConstraint("activity_id", "number", name="uq_sessions_activity_number"),
        Index("ix_sessions_office_starts", "office_id", "starts_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    number: Mapped[int]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    # The end was not stated: it is shown as "selesai".
    open_end: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(Text)
    agenda: Mapped[str] = mapped_column(Text, default="")
    bring: Mapped[str] = mapped_column(Text, default="")
    # Of a meeting online, beside the place or instead of one.
    link: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    status: Mapped[SessionStatus] = mapped_column(EnumText(SessionStatus))
    revision: Mapped[int] = mapped_column(default=1)
    # Its terms (time, place, agenda ...) as each revision had them, by revision: what a change notice says "from what" with.
    history: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cancel_reason: Mapped[str] = mapped_column(Text, default="")
    # Outsiders who came, entered afterwards.
    outsiders_present: Mapped[int | None]
    # How many can be seated (None: all); who asked later waits in line.
    seats: Mapped[int | None]
    # Where the place is, for checking in on the spot, and how near is near enough.
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    radius_m: Mapped[int | None]
    # When those silent are asked again, in the words of `bot.domain.invitations.chasing`.
    chase_rule: Mapped[str] = mapped_column(
        String(LONGEST), default=DEFAULT_RULE, server_default=text(f"'{DEFAULT_RULE}'")
    )
    # Whom it invites of the audience, and whom besides, in the words of `bot.domain.invitations.selection`; empty or None: all.
    selection: Mapped[dict[str, Any] | None]
    # What the head has to say beside its present terms; a change has words of its own, or none.
    note: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    # What each kecamatan hands in before it (`bot.domain.door.hand_ins`); None: nothing.
    hand_in: Mapped[list[str] | None]
    # Till when what its last change owes waits, to be taken back unread.
    held_until: Mapped[datetime | None]
    # What was answered for an earlier day or hour (`for`, `said`), to stand again where that is what holds.
    laid_aside: Mapped[dict[str, Any] | None]
    # The first of the meetings that come again, of which it is one.
    series: Mapped[int | None] = mapped_column(index=True)
    # In the same form what those had answered who fell away, to stand again where they are invited before they heard of it.
    put_by: Mapped[dict[str, Any] | None]
    # What PINs and QR codes of the day are made from; made at first use.
    check_in_secret: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    source_update: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    activity: Mapped[Activity] = relationship(lazy="raise")


class DatePoll(Base):
    """Slots of which the audience of an activity was asked, before one is set."""

    __tablename__ = "date_polls"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    # Begin, end, and whether the end is open.
    slots: Mapped[list[Any]] = mapped_column(JSON, default=list)
    place: Mapped[str] = mapped_column(Text)
    # Ids of those who were asked, in roster order.
    people: Mapped[list[int]] = mapped_column(JSON, default=list)
    # The slot that was taken: nobody is asked any more.
    chosen: Mapped[int | None]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]


class PollVote(Base):
    """What somebody says of one slot."""

    __tablename__ = "poll_votes"
    poll_id: Mapped[int] = mapped_column(ForeignKey("date_polls.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True)
    choice: Mapped[Choice] = mapped_column(EnumText(Choice))
    at: Mapped[datetime]


class CalendarFeed(Base):
    """An address at which a calendar asks for somebody's sessions, or for those of a division; only its hash is kept.

    It holds as long as its person has the Telegram account that asked for it.
    """

    __tablename__ = "calendar_feeds"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    # None: the person's own sessions.
    division: Mapped[Division | None] = mapped_column(EnumText(Division))
    telegram_id: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
