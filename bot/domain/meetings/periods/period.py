"""When the plan says that an activity takes place: its own words, and what they allow.

"Minggu ke-n" of a month is the days 7(n-1)+1 .. 7n, as all eight dated examples of the plan have it; its beginning
("awal") is the days 1-10, its middle ("pertengahan") 11-20, its end ("akhir") 21 to the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.meetings.periods.anomaly import Anomaly
from bot.domain.meetings.periods.days_of_month import MonthDays
from bot.domain.meetings.periods.precision import Frequency, Precision
from bot.domain.meetings.periods.window import MonthPart, PeriodWindow, month_end, part_of_month, week_of_month


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
