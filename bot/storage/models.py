"""Tables. One class a table; what a row means stands in design words (office, district, person, activity ...)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from bot.domain.duty.incidents import IncidentState
from bot.domain.duty.rota import Rotation
from bot.domain.duty.swaps import SwapState
from bot.domain.invitations.chasing import DEFAULT_RULE, LONGEST
from bot.domain.ledger import Purpose, State
from bot.domain.meetings.period import Precision
from bot.domain.meetings.polls import Choice
from bot.domain.vocabulary import (
    ActivityKind,
    Answer,
    CardState,
    Division,
    ExcuseKind,
    Position,
    Role,
    SessionStatus,
    Situation,
)
from bot.storage.types import EnumText, UtcDateTime

# Names of constraints are fixed so that migrations can speak of them on both databases.
_NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_IS_STALE = text("stale_since IS NOT NULL")
INCIDENTS = f"purpose = '{Purpose.INCIDENT.value}'"
IS_PENDING = f"state = '{State.PENDING.value}'"
_OWES_EDIT = text("wanted > shown")
# For tables with a column named `text`.
_NOTHING = text("''")
NO_ANSWER = text("action != 'invitation.answer'")
# SQLite numbers only INTEGER primary keys by itself.
_RowId = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """Parent of all tables."""

    metadata = MetaData(naming_convention=_NAMING)
    type_annotation_map = {datetime: UtcDateTime(), dict[str, Any]: JSON(), list[str]: JSON()}  # noqa: RUF012 (SQLAlchemy's)


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


class District(Base):
    """A kecamatan with its desa/kelurahan."""

    __tablename__ = "districts"
    __table_args__ = (UniqueConstraint("office_id", "name", name="uq_districts_office_name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    code: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    villages: Mapped[list[str]] = mapped_column(default=list)


class Person(Base):
    """Someone of the roster; has a Telegram account once registered."""

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("districts.id"), index=True)
    name: Mapped[str] = mapped_column(String(160))
    phone: Mapped[str | None] = mapped_column(String(20), unique=True)
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


class Chat(Base):
    """A group the bot is in: linked to one district, or to the whole office where `district_id` is null."""

    __tablename__ = "chats"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("districts.id"))
    title: Mapped[str] = mapped_column(String(255))
    # The topic of a forum that cards and announcements go to; None: General, or a group without topics.
    thread_id: Mapped[int | None]
    linked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # Since when, and for which time, it is linked without a break: what was posted before is told anew.
    linked_at: Mapped[datetime]
    links: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    left_at: Mapped[datetime | None]


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
    id: Mapped[int] = mapped_column(_RowId, primary_key=True)
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


class Card(Base):
    """A live attendance card in a group; `wanted` runs ahead of `shown` while an edit is owed.

    One that nothing will change any more (its session is over, another card took its place) is forgotten once it shows that.
    """

    __tablename__ = "cards"
    __table_args__ = (
        Index("ix_cards_session", "session_id"),
        # Asked at every press: few owe an edit.
        Index("ix_cards_stale", "id", sqlite_where=_OWES_EDIT, postgresql_where=_OWES_EDIT),
        Index("ix_cards_turns", "turns_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    wanted: Mapped[int] = mapped_column(default=0)
    shown: Mapped[int] = mapped_column(default=0)
    # A digest of how it was last shown: what would change nothing is not edited.
    looks: Mapped[str] = mapped_column(String(32), default="", server_default=text("''"))
    state: Mapped[CardState] = mapped_column(EnumText(CardState), default=CardState.LIVE, server_default=text("'live'"))
    # When time alone next changes what it shows: check-in opens, the session begins or ends. None: never again.
    turns_at: Mapped[datetime | None]


class DutyShift(Base):
    """Who is on duty at which secretariat on which day."""

    __tablename__ = "duty_shifts"
    __table_args__ = (UniqueConstraint("district_id", "day", "shift", name="uq_duty_shifts_district_day_shift"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    day: Mapped[date] = mapped_column(index=True)
    shift: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    # Written down from the rule when its day came; all others were agreed (imported, set, swapped) and lie over the rule.
    by_rule: Mapped[bool] = mapped_column(default=False, server_default=false())


class DutyRule(Base):
    """What a secretariat's rota is computed from, from `begins` until the next one's (`bot.domain.duty.rota`)."""

    __tablename__ = "duty_rules"
    __table_args__ = (UniqueConstraint("district_id", "begins", name="uq_duty_rules_district_begins"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    begins: Mapped[date]
    rotation: Mapped[Rotation] = mapped_column(EnumText(Rotation))
    days_off: Mapped[bool]
    shifts: Mapped[list[str]] = mapped_column(default=list)
    # Ids, in their order.
    people: Mapped[list[int]] = mapped_column(JSON, default=list)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]


class DutyCritical(Base):
    """Days on which the secretariats of an office keep other shifts."""

    __tablename__ = "duty_critical"
    __table_args__ = (UniqueConstraint("office_id", "first", name="uq_duty_critical_office_first"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    first: Mapped[date]
    last: Mapped[date]
    shifts: Mapped[list[str]] = mapped_column(default=list)


class DutyLeave(Base):
    """Days on which somebody takes no turn."""

    __tablename__ = "duty_leaves"
    __table_args__ = (UniqueConstraint("person_id", "first", name="uq_duty_leaves_person_first"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    first: Mapped[date]
    last: Mapped[date]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]


class DutySwap(Base):
    """One shift that its officer would give away: to somebody asked, who may give one in return, or to whoever takes it."""

    __tablename__ = "duty_swaps"
    __table_args__ = (Index("ix_duty_swaps_district_day", "district_id", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    day: Mapped[date]
    shift: Mapped[str] = mapped_column(String(40))
    giver_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    # None: whoever wants it.
    taker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    return_day: Mapped[date | None]
    return_shift: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    state: Mapped[SwapState] = mapped_column(EnumText(SwapState))
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class DutyClimb(Base):
    """How far a shift without a report has climbed (`bot.domain.duty.escalation`), and who sees to it, which ends the climb."""

    __tablename__ = "duty_climbs"
    shift_id: Mapped[int] = mapped_column(ForeignKey("duty_shifts.id"), primary_key=True, autoincrement=False)
    # Steps that were owed; the officer's is the first.
    step: Mapped[int]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    taken_at: Mapped[datetime | None]


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
    settled_at: Mapped[datetime | None]


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
    """What a kecamatan answered, in the order of what is wanted."""

    __tablename__ = "data_answers"
    request_id: Mapped[int] = mapped_column(ForeignKey("data_requests.id"), primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    answers: Mapped[list[Any]] = mapped_column(JSON, default=list)
    answered_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[datetime]


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


class Dialogue(Base):
    """Where one person stands in a step-by-step dialogue in one chat; survives a restart."""

    __tablename__ = "dialogues"
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(40))
    step: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    updated_at: Mapped[datetime]


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


class LinkToken(Base):
    """A one-time registration link; only the hash of the token is kept."""

    __tablename__ = "link_tokens"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AuditEntry(Base):
    """Who changed what; `actor_id` is null for the shell and for jobs."""

    __tablename__ = "audit_entries"
    # What `/audit` shows; answers, by far the most, are written without it.
    __table_args__ = (
        Index("ix_audit_entries_changes", "office_id", "id", sqlite_where=NO_ANSWER, postgresql_where=NO_ANSWER),
    )
    id: Mapped[int] = mapped_column(_RowId, primary_key=True)
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
    id: Mapped[int] = mapped_column(_RowId, primary_key=True)
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
