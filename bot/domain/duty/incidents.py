"""What becomes of an incident: who is alarmed when, where it stands, and until when the law wants the next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.duty.rota import is_day_off
from bot.domain.ledger import State

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Alarmed(StrEnum):
    """Who hears of an urgent incident that nobody has taken on: heads, then whoever stands above or beside them."""

    HEADS = "heads"
    OTHERS = "others"


class Alarm(NamedTuple):
    """One call; `after` is counted from the one before."""

    to: Alarmed
    after: timedelta


_AGAIN = timedelta(minutes=10)
# At any hour: at once, three times more, then the chair of the office, or where there is none its admins.
ALARMS = (Alarm(Alarmed.HEADS, timedelta(0)), *[Alarm(Alarmed.HEADS, _AGAIN)] * 3, Alarm(Alarmed.OTHERS, _AGAIN))
# Where there is nobody else, those who know go on being called, for a day.
_SLOWLY = timedelta(hours=1)
CALLED_FOR = timedelta(days=1)
MOST_ALARMS = len(ALARMS) + CALLED_FOR // _SLOWLY


def alarm_of(nth: int) -> Alarm:
    """The call of this number, from 0."""
    return ALARMS[nth] if nth < len(ALARMS) else Alarm(Alarmed.OTHERS, _SLOWLY)


class IncidentState(StrEnum):
    """Where an incident stands; the value is what stands in the database."""

    NEW = "baru"
    # A finding with a number: it is looked into.
    REGISTERED = "terdaftar"
    CLOSED = "selesai"
    # No violation of the election's rules.
    DISMISSED = "bukan pelanggaran"

    @property
    def is_open(self) -> bool:
        return self in (IncidentState.NEW, IncidentState.REGISTERED)


class Copy(NamedTuple):
    """One person's message of a call, as it stands in the ledger."""

    state: State
    settled_at: datetime | None

    @property
    def is_on_its_way(self) -> bool:
        return self.state in (State.PENDING, State.SENDING)

    def is_recent(self, since: datetime) -> bool:
        """Whether it is still on its way, or arrived after `since`."""
        return self.is_on_its_way or (
            self.state is State.SENT and self.settled_at is not None and self.settled_at > since
        )


def called_at(call: Collection[Copy], before: datetime) -> datetime | None:
    """When a call was made: its first copy went out; None while none has and one may yet.

    Where none will, the last failure counts, and `before` where there was nobody to call.
    """
    arrived = [copy.settled_at for copy in call if copy.state is State.SENT and copy.settled_at is not None]
    if arrived:
        return min(arrived)
    if any(copy.is_on_its_way for copy in call):
        return None
    return max([before, *(copy.settled_at for copy in call if copy.settled_at is not None)])


MOVES: dict[IncidentState, frozenset[IncidentState]] = {
    IncidentState.NEW: frozenset({IncidentState.REGISTERED, IncidentState.CLOSED, IncidentState.DISMISSED}),
    IncidentState.REGISTERED: frozenset({IncidentState.CLOSED, IncidentState.DISMISSED}),
    IncidentState.CLOSED: frozenset(),
    IncidentState.DISMISSED: frozenset(),
}


class Stage(StrEnum):
    """What has a time limit; the value is what the table of limits says."""

    REGISTRATION = "registrasi"
    HANDLING = "penanganan"
    # Handling that needs further statements.
    STATEMENTS = "keterangan"


class Limit(NamedTuple):
    """How many days a stage may take, counted as its source does, and that source."""

    days: int
    working_days: bool
    source: str


class Deadline(NamedTuple):
    """The last day of a stage, and where it is written."""

    stage: Stage
    day: date
    source: str


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """How an incident stands; `on` is the day of its report, `further` that statements are wanted, `finding` that it may be one."""

    report_id: int
    on: date
    state: IncidentState = IncidentState.NEW
    taken_by: int | None = None
    taker: str = ""
    taken_at: datetime | None = None
    registered_on: date | None = None
    further: bool = False
    finding: bool = True
    # When it was settled or registered, and by whom; "" where its report turned out to tell of nothing.
    settled_at: datetime | None = None
    settler: str = ""


# What was settled or registered by mistake is taken back within this time.
TAKEN_BACK = timedelta(hours=1)


def taken_back_until(state: IncidentState, settled_at: datetime | None) -> datetime | None:
    """Until when it may be said that an incident is not settled or registered after all; None where it is new."""
    return None if state is IncidentState.NEW or settled_at is None else settled_at + TAKEN_BACK


def last_day(since: date, limit: Limit, holidays: Collection[date]) -> date:
    """The last of `limit` days, of which the one after `since` is the first."""
    if not limit.working_days:
        return since + timedelta(days=limit.days)
    day, left = since, limit.days
    while left:
        day += timedelta(days=1)
        left -= not is_day_off(day, holidays)
    return day


def deadline(facts: IncidentFacts, limits: Mapping[Stage, Limit], holidays: Collection[date]) -> Deadline | None:
    """Until when the next step is to be done; None where there is none left, or the law sets none."""
    if facts.state is IncidentState.NEW and facts.finding:
        stage, since = Stage.REGISTRATION, facts.on
    elif facts.state is IncidentState.REGISTERED and facts.registered_on is not None:
        stage, since = (Stage.STATEMENTS if facts.further else Stage.HANDLING), facts.registered_on
    else:
        return None
    limit = limits[stage]
    return Deadline(stage, last_day(since, limit, holidays), limit.source)


# So many days before its last day a stage is recalled, on that day, and once when it is over.
_RECALLED = (3, 1, 0, -1)


def is_recalled(end: date, today: date) -> bool:
    """Whether a time limit is spoken of today."""
    return (end - today).days in _RECALLED


# So long after its last day a stage is still said to be over, where nobody could be told before.
_SAID_FOR = timedelta(days=7)


def is_newly_over(end: date, today: date) -> bool:
    """Whether the last day is past, and not for long."""
    return timedelta(0) < today - end <= _SAID_FOR
