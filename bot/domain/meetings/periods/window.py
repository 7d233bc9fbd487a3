"""Days from a first to a last one: parts and weeks of a month."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import IntEnum


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
