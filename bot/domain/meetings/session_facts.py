"""A session, free of storage and of Telegram: what a message may say of it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from bot.domain.door.checkin import punctuality
from bot.domain.invitations.chasing import DEFAULT_RULE
from bot.domain.invitations.selection import ALL, Selection
from bot.domain.meetings.days import day_at, day_of, meeting_days
from bot.domain.meetings.online_links import only_online
from bot.domain.meetings.terms import Terms
from bot.domain.vocabulary import (
    ActivityKind,
    Division,
    SessionStatus,
)

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.domain.door.checkin import Punctuality
    from bot.domain.meetings.days import MeetingDay


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
    # Where its place is on the map, latitude and longitude, if whoever checks in must be near.
    spot: tuple[float, float] | None = None

    @property
    def terms(self) -> Terms:
        return Terms(
            self.starts_at,
            self.ends_at,
            self.open_end,
            self.place,
            self.agenda,
            self.bring,
            self.link,
            self.note,
            self.spot,
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

    @property
    def last_begin(self) -> datetime:
        """When the last day begins: nobody sets out any more."""
        return self.days[-1].starts_at

    def day_ahead(self, now: datetime) -> MeetingDay | None:
        """The next day to begin; None: all have begun."""
        return next((day for day in self.days if day.starts_at > now), None)

    def day_to_serve(self, now: datetime) -> date:
        """On which whoever is invited has to be in office: today, as long as its day is not over, the next to come, or the last."""
        today = now.astimezone(self.zone).date()
        return next((one.day for one in self.days if one.ends_at > now and one.day >= today), self.last_day)

    def open_day(self, now: datetime) -> MeetingDay | None:
        """The day whose check-in is open; None: none is, or the session was called off."""
        return day_at(self.days, now) if self.status is SessionStatus.SCHEDULED else None

    def punctuality(self, came_at: datetime) -> Punctuality:
        """When somebody came, against the start of that day."""
        return punctuality(came_at, day_of(self.days, came_at).starts_at)

    def coming_day(self, now: datetime) -> MeetingDay:
        """The day that is, or comes next; the last one once all are over."""
        days = self.days
        return next((day for day in days if day.ends_at > now), days[-1])
