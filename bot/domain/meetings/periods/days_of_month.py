"""Days of each month: by number, by weekday, or the last of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.meetings.periods.window import PeriodWindow, month_end

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
        days = sorted(_nth_weekday(last, self.weekday, nth) for nth in self.nths)
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


def _nth_weekday(last: date, weekday: int, nth: int) -> date:
    """The `nth` such weekday of the month that ends with `last`."""
    if nth == -1:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = last.replace(day=1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
