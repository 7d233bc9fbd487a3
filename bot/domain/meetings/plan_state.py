"""How far an activity of the plan has come: to be dated, dated, done, or its time has passed without a date."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.meetings.to_date import is_complete

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.meetings.periods.period import Period
    from bot.domain.meetings.periods.window import PeriodWindow


class PlanState(StrEnum):
    """In the order in which a head looks at them."""

    OVERDUE = "overdue"
    UNDATED = "undated"
    DATED = "dated"
    DONE = "done"


def overdue(period: Period, held: Sequence[date], plan_year: int, today: date) -> PeriodWindow | None:
    """The stretch that is over and should have had a meeting, where none has been dated; `held` are the days that have.

    What recurs without a stated beginning begins with its first meeting, and a turn that was missed is let go once a
    later one is dated.
    """
    if is_complete(period, held):
        return None
    begin = _begin(period, held, plan_year)
    if begin is None:
        return None
    if period.frequency is None:
        meant = [window for window in period.meetings(begin, date.max) if window.last < today]
        return meant[len(held)] if len(held) < len(meant) else None
    # As far as they reach: the present turn, clipped at yesterday, is not over.
    turns = [
        window for window in period.windows(begin.replace(month=1, day=1), _year_end(today)) if begin <= window.last
    ]
    over = [window for window in turns if window.last < today]
    if not over or any(day >= over[-1].first for day in held):
        return None
    return over[-1]


def _begin(period: Period, held: Sequence[date], plan_year: int) -> date | None:
    """From which day on meetings are expected; None where nothing says so."""
    if period.earliest is not None:
        return period.earliest
    if period.frequency is not None:
        return min(held, default=None)
    return date(plan_year, 1, 1) if period.latest is not None else None


def _year_end(today: date) -> date:
    return date(today.year, 12, 31)


def plan_state(period: Period, held: Sequence[date], plan_year: int, today: date, *, coming: bool) -> PlanState:
    """Where an activity stands; `coming`: one of its meetings is still to be held or going on."""
    if overdue(period, held, plan_year, today) is not None:
        return PlanState.OVERDUE
    if is_complete(period, held) or (period.frequency is not None and coming):
        return PlanState.DATED if coming else PlanState.DONE
    if period.frequency is not None and (period.latest or date(max(plan_year, today.year), 12, 31)) < today:
        return PlanState.DONE
    return PlanState.UNDATED
