"""The days among which each turn of a series may choose."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from bot.domain.meetings.periods.window import PeriodWindow, month_end, part_of_month, week_of_month
from bot.domain.meetings.series.rhythms import Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def windows(rhythm: Rhythm, first: date, until: date) -> Iterable[tuple[PeriodWindow | int, date]]:
    """The days of each turn, and which of them would be best; of a month that lacks it the number of the day or week."""
    if rhythm.weeks:
        monday = first - timedelta(days=first.weekday())
        for number in count(1):
            begins = monday + timedelta(weeks=number * rhythm.weeks)
            if begins > until:
                return
            yield PeriodWindow(begins, begins + timedelta(days=6)), begins + timedelta(days=first.weekday())
    # On days of the month the next may be in the same.
    for number in count(0 if rhythm.within is not None else 1):
        past = first.month + rhythm.months * number - 1
        begins = first.replace(year=first.year + past // 12, month=past % 12 + 1, day=1)
        if begins > until:
            return
        for window in _days_within(rhythm, begins):
            if isinstance(window, int):
                if begins > first:
                    yield window, begins
            elif not window.first <= first <= window.last:
                yield window, _alike(rhythm, begins, window, first)


def _alike(rhythm: Rhythm, begins: date, window: PeriodWindow, first: date) -> date:
    """The day of a turn that is most like the first: its weekday, in the week that is named or else in the first's own."""
    week = 0 if rhythm.week is not None else (first.day - 1) // 7
    start = window.first if rhythm.week is not None else begins
    alike = start + timedelta(days=(first.weekday() - start.weekday()) % 7 + week * 7)
    if rhythm.part is not None and not window.first <= alike <= window.last:
        alike = window.first + timedelta(days=(first.weekday() - window.first.weekday()) % 7)
    return min(max(alike, window.first), window.last)


def _days_within(rhythm: Rhythm, begins: date) -> list[PeriodWindow | int]:
    """The days, week or part of a month among which a turn may choose, or the number of what the month lacks."""
    if rhythm.within is not None:
        return [*rhythm.within.windows(begins.year, begins.month), *rhythm.within.lacking(begins.year, begins.month)]
    if rhythm.week is not None:
        return [week_of_month(begins.year, begins.month, rhythm.week) or rhythm.week]
    if rhythm.part is not None:
        return [part_of_month(begins.year, begins.month, rhythm.part)]
    return [PeriodWindow(begins, month_end(begins.year, begins.month))]
