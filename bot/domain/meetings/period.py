"""When the plan says that an activity takes place: its own words, and what they allow.

"Minggu ke-n" of a month is the days 7(n-1)+1 .. 7n, as all eight dated examples of the plan have it; its beginning
("awal") is the days 1-10, its middle ("pertengahan") 11-20, its end ("akhir") 21 to the last.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum


class Precision(StrEnum):
    """How exactly the plan states a time."""

    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    PART = "part"
    MONTH = "month"
    SPAN = "span"
    # Several days, weeks or months that are apart.
    SEVERAL = "several"
    DEADLINE = "deadline"
    # A beginning without an end.
    OPEN = "open"
    RECURRING = "recurring"
    UNSTATED = "unstated"


class Frequency(StrEnum):
    """How often a recurring activity takes place."""

    MONTHLY = "monthly"
    TWO_MONTHLY = "two_monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """How many months lie between two turns."""
        return {"monthly": 1, "two_monthly": 2, "quarterly": 3, "half_yearly": 6, "yearly": 12}[self.value]


class MonthPart(IntEnum):
    """The thirds into which offices divide a month."""

    BEGINNING = 0
    MIDDLE = 1
    END = 2


class AnomalyKind(StrEnum):
    """What is wrong with the plan's words."""

    IMPOSSIBLE_ORDER = "impossible_order"
    WEEK_MISMATCH = "week_mismatch"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    NO_SUCH_DAY = "no_such_day"
    # The beginning can be relied on; till when is not said.
    NO_END = "no_end"
    # Weeks or parts of a month, of which month is not said.
    NO_MONTH = "no_month"
    # A plan has turns by months; by weeks a session that is dated comes again.
    WEEKLY = "weekly"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A contradiction in the plan, kept as a value: never a guess passed off as a date."""

    kind: AnomalyKind
    detail: str


@dataclass(frozen=True, slots=True)
class PeriodWindow:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a window ends before it starts: {self.first} .. {self.last}")

    def clipped(self, first: date, last: date) -> PeriodWindow | None:
        """The part within `first .. last`, if any."""
        start, end = max(self.first, first), min(self.last, last)
        return PeriodWindow(start, end) if start <= end else None


# Of a weekday each month has so many; of days the longest.
MOST_NTH, LAST_DAY = 4, 31


@dataclass(frozen=True, slots=True)
class MonthDays:
    """Days of each month: `days` by their numbers, or with `till` those from the one of them to it; else the `nths` of a weekday.

    -1 is the last of them; without either it is the last seven days.
    """

    days: tuple[int, ...] = ()
    till: int | None = None
    weekday: int | None = None
    nths: tuple[int, ...] = (-1,)

    def windows(self, year: int, month: int) -> list[PeriodWindow]:
        """Those of a month, in order; none where it has no such day (from the 29th on, in February)."""
        last = month_end(year, month)
        there = [number for number in self.days if number <= last.day]
        if self.till is not None:
            return [PeriodWindow(last.replace(day=one), last.replace(day=min(self.till, last.day))) for one in there]
        if self.days:
            return [PeriodWindow(day, day) for day in (last.replace(day=number) for number in there)]
        if self.weekday is None:
            return [PeriodWindow(last - timedelta(days=6), last)]
        days = sorted(_nth(last, self.weekday, nth) for nth in self.nths)
        return [PeriodWindow(day, day) for day in days]

    def lacking(self, year: int, month: int) -> list[int]:
        """The days that a month does not have."""
        return [number for number in self.days if number > month_end(year, month).day]

    @property
    def is_sound(self) -> bool:
        """Whether words can say it: days in their order, each once; a weekday that each month has."""
        if self.days:
            in_order = list(self.days) == sorted(set(self.days)) and 1 <= self.days[0] <= self.days[-1] <= LAST_DAY
            return in_order and (self.till is None or (len(self.days) == 1 and self.days[0] < self.till <= LAST_DAY))
        # The fourth may be the last.
        return len(set(self.nths)) == len(self.nths) and not {MOST_NTH, -1} <= set(self.nths)

    @property
    def room(self) -> int:
        """How many days each of them has to choose from."""
        if self.till is not None:
            return self.till - self.days[0] + 1
        return 1 if self.days or self.weekday is not None else 7


def _nth(last: date, weekday: int, nth: int) -> date:
    """The `nth` such weekday of the month that ends with `last`."""
    if nth < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = last.replace(day=1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


@dataclass(frozen=True, slots=True)
class Period:
    """The plan's words (`text`, never altered) and what they allow.

    `earliest`/`latest` are None where the words set no bound that can be relied on: both with an `anomaly` and where
    nothing is stated; of a deadline there is the last day alone, of an open period the first. A recurring period has them
    where the words bound the recurrence, and `week`, `part` or `within` where it takes place in these of each month. `apart` are
    the stretches of a period that has several, in order. `batches` is how many meetings there are: in each turn of what
    recurs, otherwise in all. With `deadline`, earlier is fine too. `hours` are words of the hour: days are all that a plan binds to, so that
    they are told and decided with the date.
    """

    text: str
    precision: Precision
    earliest: date | None = None
    latest: date | None = None
    anomaly: Anomaly | None = None
    frequency: Frequency | None = None
    week: int | None = None
    part: MonthPart | None = None
    within: MonthDays | None = None
    batches: int = 1
    deadline: bool = False
    apart: tuple[PeriodWindow, ...] = ()
    hours: str = ""

    @property
    def is_bounded(self) -> bool:
        """Whether the words name a first or a last day."""
        return self.earliest is not None or self.latest is not None

    def allows(self, day: date) -> bool:
        """Whether `day` fits the words; where they set no bound, nothing is forbidden."""
        if self.latest is not None and day > self.latest:
            return False
        if self.earliest is not None and day < self.earliest and not self.deadline:
            return False
        if self.apart:
            return any(window.first <= day <= window.last for window in self.apart)
        if self.frequency is None or not self._is_of_parts:
            return True
        return any(window.first <= day <= window.last for window in self._within(day.year, day.month))

    def windows(self, first: date, last: date) -> list[PeriodWindow]:
        """The stretches of `first .. last` in which it takes place, in order: of what recurs one for each turn."""
        start, end = max(first, self.earliest or first), min(last, self.latest or last)
        if start > end:
            return []
        if self.frequency is not None or self.apart:
            stretches = self._occurrences(start, end) if self.frequency is not None else self.apart
            return [part for window in stretches if (part := window.clipped(start, end))]
        return [PeriodWindow(start, end)] if self.is_bounded else []

    def meetings(self, first: date, last: date) -> list[PeriodWindow]:
        """For each meeting that the words expect in `first .. last` the days in which it may lie."""
        each = 1 if self.apart else self.batches
        return [window for window in self.windows(first, last) for _ in range(each)]

    def _occurrences(self, first: date, last: date) -> list[PeriodWindow]:
        months = (self.frequency or Frequency.YEARLY).months
        found = []
        year, month = first.year, (first.month - 1) // months * months + 1
        while (year, month) <= (last.year, last.month):
            if self._is_of_parts:
                found += self._within(year, month)
            else:
                found.append(PeriodWindow(date(year, month, 1), month_end(year, month + months - 1)))
            year, month = (year, month + months) if month + months <= 12 else (year + 1, 1)
        return found

    @property
    def _is_of_parts(self) -> bool:
        return self.week is not None or self.part is not None or self.within is not None

    def _within(self, year: int, month: int) -> list[PeriodWindow]:
        """The week, part or days of a month in which a recurring period takes place."""
        if self.within is not None:
            return self.within.windows(year, month)
        if self.week is not None:
            week = week_of_month(year, month, self.week)
            return [] if week is None else [week]
        return [part_of_month(year, month, self.part or MonthPart.BEGINNING)]


def week_of_month(year: int, month: int, week: int) -> PeriodWindow | None:
    """Days 7(n-1)+1 .. 7n of the month; week 5 is what is left, None where nothing is (February of 28 days)."""
    if not 1 <= week <= 5:
        raise ValueError(f"a month has weeks 1 to 5, not {week}")
    first = 7 * (week - 1) + 1
    end = month_end(year, month)
    if first > end.day:
        return None
    return PeriodWindow(date(year, month, first), date(year, month, min(first + 6, end.day)))


def part_of_month(year: int, month: int, part: MonthPart) -> PeriodWindow:
    """Days 1-10, 11-20, or 21 to the last."""
    last = month_end(year, month) if part is MonthPart.END else date(year, month, 10 * part + 10)
    return PeriodWindow(date(year, month, 10 * part + 1), last)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
