"""What of the plan is still to be dated in some days: one-off activities, batches, and each turn of a recurring one."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.meetings.periods.precision import Precision

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.domain.meetings.periods.period import Period
    from bot.domain.meetings.periods.window import PeriodWindow


def is_complete(period: Period, held: Sequence[date]) -> bool:
    """Whether every meeting that the plan names has its date; a recurring activity never is complete."""
    return period.frequency is None and len(held) >= period.batches


def still_planned(period: Period, held: Sequence[date], first: date, last: date) -> PeriodWindow | None:
    """The first stretch of `first .. last` in which a meeting is yet to be dated; `held` are the days that are.

    None where nothing is left to date in these days, or where the plan's words set no bound.
    """
    if is_complete(period, held):
        return None
    if period.frequency is None:
        stretches = period.windows(first, last)
        return next((window for window in stretches if not period.apart or not _held_in(window, held)), None)
    # Whole turns: a session on the 3rd fills October, also for who asks on the 16th.
    for window in period.windows(date(first.year, 1, 1), date(last.year, 12, 31)):
        part = window.clipped(first, last)
        if part is not None and _held_in(window, held) < period.batches:
            return part
    return None


def begins_undated(period: Period, held: Sequence[date], plan_year: int, on: Collection[date]) -> bool:
    """Whether a stretch begins on one of the days `on` (of a deadline: ends) for which no meeting has been dated.

    A meeting that is dated outside its stretch is of the one that it is nearest to.
    """
    if is_complete(period, held):
        return False
    stretches = period.windows(date(plan_year, 1, 1), date(plan_year, 12, 31))
    deadline = period.latest if period.precision is Precision.DEADLINE else None
    dated = {min(stretches, key=partial(_days_between, day)) for day in held} if stretches else set()
    return any((deadline or window.first) in on and window not in dated for window in stretches)


def room(period: Period) -> int | None:
    """How many days a meeting may choose from, in each turn of what recurs; None where no end is said."""
    if period.frequency is not None:
        if period.within is not None:
            return period.within.room
        return 7 if period.week is not None else 10 if period.part is not None else 30 * period.frequency.months
    if period.apart:
        return max((window.last - window.first).days + 1 for window in period.apart)
    if period.earliest is None or period.latest is None:
        return None
    return (period.latest - period.earliest).days + 1


def _days_between(day: date, window: PeriodWindow) -> int:
    return max((window.first - day).days, (day - window.last).days, 0)


def _held_in(window: PeriodWindow, held: Sequence[date]) -> int:
    return sum(window.first <= day <= window.last for day in held)
