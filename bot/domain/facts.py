"""Plain values that services hand to views: what a message may say, free of storage and of Telegram."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.door.checkin import CheckInWay
from bot.domain.duty.shifts import shift_ends, shift_hours
from bot.domain.invitations.chasing import DEFAULT_RULE
from bot.domain.invitations.selection import ALL, Selection
from bot.domain.meetings.days import day_at, meeting_days
from bot.domain.meetings.online_links import only_online
from bot.domain.recap.figures import Survey
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

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.domain.door.checkin import Arrival
    from bot.domain.invitations.answers import Tally
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.recap.figures import Counts


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """A tenant: its name as people read it, and the zone in which its people see and type times."""

    id: int
    name: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person of the roster. `phone` is E.164 and must never reach a group; `office` and `zone` are their office's."""

    id: int
    office_id: int
    office: str
    zone: ZoneInfo
    name: str
    position: Position
    division: Division | None
    role: Role
    district_id: int | None
    district: str
    phone: str | None
    telegram_id: int | None
    reachable: bool = True
    # Since when the account is theirs.
    account_since: datetime | None = None
    # Whether the role is that of a head for whom they deputise now.
    acting: bool = False
    # Their office's, as Kemendagri numbers it.
    office_code: str = ""

    @property
    def is_head(self) -> bool:
        return self.role is Role.HEAD

    @property
    def is_admin(self) -> bool:
        return self.role is Role.ADMIN

    @property
    def manages(self) -> bool:
        """Heads and admins act for the office."""
        return self.role is not Role.MEMBER

    @property
    def leads_secretariat(self) -> bool:
        return self.position is Position.SECRETARIAT_HEAD


@dataclass(frozen=True, slots=True)
class Terms:
    """When and where, and what is prepared for it: what a change notice compares."""

    starts_at: datetime
    ends_at: datetime
    open_end: bool
    place: str
    agenda: str = ""
    bring: str = ""
    # Of a meeting online, or for those who take part from afar.
    link: str = ""
    # What the head has to say beside it: no other words make other terms.
    note: str = field(default="", compare=False)

    def days(self, zone: ZoneInfo) -> tuple[MeetingDay, ...]:
        """Each day, at least one."""
        return meeting_days(self.starts_at, self.ends_at, zone)

    @property
    def when_and_where(self) -> tuple[datetime, datetime, bool, str]:
        """Without which it would be another meeting."""
        return self.starts_at, self.ends_at, self.open_end, self.place


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A dated session; instants in UTC, `zone` is the office's."""

    id: int
    office_id: int
    code: str
    activity_code: str
    title: str
    short_title: str
    kind: ActivityKind
    division: Division
    starts_at: datetime
    ends_at: datetime
    open_end: bool
    place: str
    agenda: str
    bring: str
    status: SessionStatus
    revision: int
    zone: ZoneInfo
    audience: str
    cancel_reason: str = ""
    # Time and place as earlier revisions had them.
    history: dict[int, Terms] = field(default_factory=dict)
    outsiders_present: int | None = None
    # How many can be seated; None: all.
    seats: int | None = None
    # When those silent are asked again.
    chase_rule: str = DEFAULT_RULE
    link: str = ""
    # What the head has to say beside its present terms.
    note: str = ""
    # Nothing is told of its present revision before that.
    held_until: datetime | None = None
    # Whom it invites of the audience.
    selection: Selection = ALL
    # What each kecamatan hands in before it.
    hand_in: tuple[str, ...] = ()

    @property
    def terms(self) -> Terms:
        return Terms(
            self.starts_at, self.ends_at, self.open_end, self.place, self.agenda, self.bring, self.link, self.note
        )

    @property
    def online(self) -> bool:
        """Whether nobody can be there in person."""
        return only_online(self.place)

    def terms_at(self, revision: int) -> Terms:
        """Time and place as that revision had them."""
        return self.history.get(revision, self.terms)

    def as_of(self, revision: int) -> SessionFacts:
        """As who knows that revision knows it."""
        terms = self.terms_at(revision)
        return replace(self, **{one.name: getattr(terms, one.name) for one in fields(terms)})

    @property
    def day(self) -> date:
        """The first day."""
        return self.starts_at.astimezone(self.zone).date()

    @property
    def days(self) -> tuple[MeetingDay, ...]:
        """Each day, at least one."""
        return meeting_days(self.starts_at, self.ends_at, self.zone)

    @property
    def is_of_days(self) -> bool:
        """Whether it lasts several days."""
        return len(self.days) > 1

    @property
    def last_day(self) -> date:
        return self.days[-1].day

    def open_day(self, now: datetime) -> MeetingDay | None:
        """The day whose check-in is open; None: none is, or the session was called off."""
        return day_at(self.days, now) if self.status is SessionStatus.SCHEDULED else None

    def coming_day(self, now: datetime) -> MeetingDay:
        """The day that is, or comes next; the last one once all are over."""
        days = self.days
        return next((day for day in days if day.ends_at > now), days[-1])


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """One person's invitation with the standing answer."""

    id: int
    session: SessionFacts
    person: PersonFacts
    answer: Answer | None
    excuse: ExcuseKind | None = None
    excuse_text: str = ""
    # Who comes instead: somebody of the roster, or a guest with a position.
    substitute: str = ""
    guest_position: str = ""
    # Whether the bot can tell whoever comes instead.
    substitute_reached: bool = True
    # 1 for who gets the next seat; None for who has one, or wants none.
    place_in_line: int | None = None
    # When this person, or who stands in, came; and why somebody who had said to come did not.
    came_at: datetime | None = None
    absence_reason: str = ""
    # Of a session of several days, on which of them.
    came_on: frozenset[date] = frozenset()

    def has_come(self, day: MeetingDay) -> bool:
        """Whether they, or who stands in, came on that day of the session."""
        return day.day in self.came_on if self.session.is_of_days else self.came_at is not None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may stand in for another; `reached`: whom the bot can tell."""

    id: int
    name: str
    position: Position
    reached: bool


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """One line of the clerk's list: who is invited, who comes instead, when they came, how, and which of the two."""

    invitation_id: int
    name: str
    district: str
    substitute: str
    came_at: datetime | None
    substitute_came: bool
    way: CheckInWay | None = None

    @property
    def came(self) -> str:
        """Who is marked as present; "" for nobody."""
        if self.came_at is None:
            return ""
        return self.substitute if self.substitute_came else self.name


class LiveCard(NamedTuple):
    """A card in a group that owes an edit; `wanted` as of when it was read."""

    id: int
    session_id: int
    chat_id: int
    message_id: int
    wanted: int
    # A digest of how it looks, as last shown.
    looks: str
    state: CardState


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a live card shows: counts and names, of one kecamatan or of all."""

    session: SessionFacts
    scope: str
    tally: Tally
    # Names (with the kecamatan where the card is for all) by answer, in roster order.
    names: dict[Answer | None, tuple[str, ...]]
    # How many have checked in; of a session of several days on each of them.
    came: int
    came_on: Mapping[date, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CardEnd:
    """Why a card lives no longer; `newest` is the message of the one that took its place, where that is known."""

    session: SessionFacts
    state: CardState
    chat_id: int
    newest: int | None = None


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """One line of the plan, with how far it has been dated."""

    id: int
    code: str
    division: Division
    title: str
    short_title: str
    kind: ActivityKind
    audience: str
    stated_participants: int | None
    place: str
    aims: str
    outputs: str
    note: str
    period_text: str
    earliest: date | None
    latest: date | None
    plan_year: int
    sessions: tuple[SessionFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """One duty shift and, where it came, a report of it: the `nth`, of which the first is the one it owes."""

    id: int
    day: date
    shift: str
    district_id: int
    district: str
    officer: PersonFacts
    nth: int
    report_number: str | None = None
    situation: Situation | None = None
    reported_at: datetime | None = None
    # The shift that is reported for all of one watch, and who else is on duty in it, where that was asked.
    watch_id: int | None = None
    mates: tuple[PersonFacts, ...] = ()

    @property
    def reported_as(self) -> int:
        """Of which shift the report is."""
        return self.watch_id or self.id

    @property
    def officers(self) -> tuple[PersonFacts, ...]:
        """Who is on duty."""
        return (self.officer, *self.mates)

    @property
    def names(self) -> str:
        return " dan ".join(one.name for one in self.officers)

    @property
    def until(self) -> str:
        """When its report is due, office-local: "16.00"."""
        return f"{shift_hours(self.shift)[1]:%H.%M}"

    @property
    def due_on(self) -> date:
        """The day on which it is due: of a night shift the one after."""
        return shift_ends(self.day, self.shift, self.officer.zone).astimezone(self.officer.zone).date()

    @property
    def is_late(self) -> bool:
        """Whether the report that it owes came after its end; what else happens may be told at any hour."""
        told = self.reported_at if self.nth == 1 else None
        return told is not None and told > shift_ends(self.day, self.shift, self.officer.zone)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was asked or answered about a report, in somebody's own words."""

    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class DutyReportFacts:
    """A stored duty report. `reported_by` sent it: where `on_behalf`, not the officer of the shift.

    `corrected`: how often it was put right, `first_text`: what it said before; `review_note`: what is still to be (empty: nothing); `reviewed_at`: since when it
    is looked at as it is now.
    """

    number: str
    shift: ShiftFacts
    situation: Situation
    text: str
    photos: int
    has_location: bool
    reported_at: datetime
    reported_by: str
    sender_id: int = 0
    on_behalf: bool = False
    corrected: int = 0
    first_text: str = ""
    review_note: str = ""
    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionRecap:
    """The recap of one session; `asked_at` is the moment it speaks of.

    `recorded`: the session is over and attendance was taken. `minutes` is the answer time (docs/figures.md). `scope` is
    the kecamatan whose people it is of; empty for all.
    """

    session: SessionFacts
    tally: Counts
    districts: tuple[tuple[str, Counts], ...]
    invitations: tuple[InvitationFacts, ...]
    asked_at: datetime
    recorded: bool
    minutes: int | None = None
    survey: Survey = field(default_factory=Survey)
    scope: str = ""
    # Of a session of several days, by invitation and day.
    arrivals: Mapping[int, Mapping[date, Arrival]] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        return self.session.status is SessionStatus.SCHEDULED and self.session.ends_at <= self.asked_at

    @property
    def arrived(self) -> int:
        """Check-ins so far, whether or not the session is over."""
        return sum(one.came_at is not None for one in self.invitations)

    @property
    def days(self) -> tuple[tuple[MeetingDay, int], ...]:
        """How many came on each day that has begun, where there are several."""
        if not self.session.is_of_days:
            return ()
        begun = [day for day in self.session.days if day.starts_at <= self.asked_at]
        return tuple((day, sum(day.day in arrivals for arrivals in self.arrivals.values())) for day in begun)
