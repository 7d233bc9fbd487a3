"""Days from a first to a last one: parts and weeks of a month, what a name means, and days in as few stretches as they take."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from bot.domain.meetings.periods.anomaly import AnomalyKind, Contradiction
from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.safe_date import safe_date


class MonthPart(IntEnum):
    """The thirds into which offices divide a month."""

    BEGINNING = 0
    MIDDLE = 1
    END = 2


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


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from the first to the last of what is named; `names` are the one or two names that bound them."""

    names: tuple[Named, ...]
    window: PeriodWindow


def merged(windows: Sequence[PeriodWindow]) -> list[PeriodWindow]:
    """The same days in as few stretches as they take; `windows` are in the order of their first days."""
    found = [windows[0]]
    for window in windows[1:]:
        before = found[-1]
        if window.first <= before.last + timedelta(days=1):
            found[-1] = PeriodWindow(before.first, max(before.last, window.last))
        else:
            found.append(window)
    return found


def window_of(name: Named, text: str) -> PeriodWindow:
    """The days that a complete name means. Raises `Contradiction`, and `DateProblem` for a day that does not exist."""
    year, month = name.year or 0, name.month or 1
    first = safe_date(year, month, name.number if name.unit is Unit.DAY else 1, text)
    if name.unit is Unit.DAY:
        return _shifted_day(first, name.shift, text)
    if name.unit is Unit.WEEK:
        week = week_of_month(year, month, name.number)
        if week is None:
            raise Contradiction(AnomalyKind.NO_SUCH_DAY, text)
        return week
    if name.unit is Unit.PART:
        return part_of_month(year, month, MonthPart(name.number))
    months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}[name.unit]
    begins = months * (name.number - 1) + 1
    last = month_end(year, begins + months - 1)
    return PeriodWindow(last if name.ends else date(year, begins, 1), last)


def _shifted_day(day: date, shift: int, text: str) -> PeriodWindow:
    """The day so many days after this one. Raises `DateProblem` where no calendar has it."""
    try:
        moved = day + timedelta(days=shift)
    except OverflowError:
        raise DateProblem("not_a_date", given=text) from None
    return PeriodWindow(moved, moved)
