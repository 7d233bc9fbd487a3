"""The days that a name means, and days in as few stretches as they take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.meetings.periods.anomaly import AnomalyKind
from bot.domain.meetings.periods.contradiction import Contradiction
from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.meetings.periods.window import MonthPart, PeriodWindow, month_end, part_of_month, week_of_month
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.safe_date import safe_date


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
