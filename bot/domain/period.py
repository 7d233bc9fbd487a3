"""When the plan says that an activity takes place: its own words, and what they allow.

"Minggu ke-n" of a month is the days 7(n-1)+1 .. 7n, as all eight dated examples of the plan have it.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exactly the plan states a time."""

    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"
    SPAN = "span"
    RECURRING = "recurring"
    UNSTATED = "unstated"


class Frequency(StrEnum):
    """How often a recurring activity takes place."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class AnomalyKind(StrEnum):
    """What is wrong with the plan's words."""

    IMPOSSIBLE_ORDER = "impossible_order"
    WEEK_MISMATCH = "week_mismatch"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    NO_SUCH_DAY = "no_such_day"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A contradiction in the plan, kept as a value: never a guess passed off as a date."""

    kind: AnomalyKind
    detail: str


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a window ends before it starts: {self.first} .. {self.last}")

    def clipped(self, first: date, last: date) -> Window | None:
        """The part within `first .. last`, if any."""
        start, end = max(self.first, first), min(self.last, last)
        return Window(start, end) if start <= end else None


@dataclass(frozen=True, slots=True)
class Period:
    """The plan's words (`text`, never altered) and what they allow.

    `earliest`/`latest` are None where the words set no bound that can be relied on: always with an `anomaly`, and
    where nothing is stated. A recurring period has them where the words bound the recurrence. `week` is the week of
    the month, `batches` how often the same is held for parts of the audience; with `deadline`, earlier is fine too.
    """

    text: str
    precision: Precision
    earliest: date | None = None
    latest: date | None = None
    anomaly: Anomaly | None = None
    frequency: Frequency | None = None
    week: int | None = None
    batches: int = 1
    deadline: bool = False

    def allows(self, day: date) -> bool:
        """Whether `day` fits the words; where they set no bound, nothing is forbidden."""
        if self.latest is not None and day > self.latest:
            return False
        if self.earliest is not None and day < self.earliest and not self.deadline:
            return False
        if self.frequency is None or self.week is None:
            return True
        window = week_of_month(day.year, day.month, self.week)
        return window is not None and window.first <= day <= window.last

    def windows(self, first: date, last: date) -> list[Window]:
        """The stretches of `first .. last` in which one occurrence each may lie, in order."""
        start, end = max(first, self.earliest or first), min(last, self.latest or last)
        if start > end:
            return []
        if self.frequency is not None:
            return [part for window in self._occurrences(start, end) if (part := window.clipped(start, end))]
        return [Window(start, end)] if self.earliest is not None and self.latest is not None else []

    def _occurrences(self, first: date, last: date) -> list[Window]:
        months = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.YEARLY: 12}[
            self.frequency or Frequency.YEARLY
        ]
        found = []
        year, month = first.year, (first.month - 1) // months * months + 1
        while (year, month) <= (last.year, last.month):
            if self.week is None:
                end_month = month + months - 1
                found.append(Window(date(year, month, 1), month_end(year, end_month)))
            elif (window := week_of_month(year, month, self.week)) is not None:
                found.append(window)
            year, month = (year, month + months) if month + months <= 12 else (year + 1, 1)
        return found


def week_of_month(year: int, month: int, week: int) -> Window | None:
    """Days 7(n-1)+1 .. 7n of the month; week 5 is what is left, None where nothing is (February of 28 days)."""
    if not 1 <= week <= 5:
        raise ValueError(f"a month has weeks 1 to 5, not {week}")
    first = 7 * (week - 1) + 1
    end = month_end(year, month)
    if first > end.day:
        return None
    return Window(date(year, month, first), date(year, month, min(first + 6, end.day)))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
