"""What became of the plan: which activities were held in the period that the plan gives them (docs/figures.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from enum import StrEnum

from bot.domain.invitations.answers import percent
from bot.domain.meetings.periods.period import Period
from bot.domain.meetings.periods.window import PeriodWindow


class Outcome(StrEnum):
    """How an activity stands against its planned period."""

    TIMELY = "timely"
    SHIFTED = "shifted"
    SHORT = "short"
    NOT_HELD = "not_held"
    OPEN = "open"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """Activities by outcome; the share is of those whose time has come and is stated."""

    timely: int = 0
    shifted: int = 0
    short: int = 0
    not_held: int = 0
    open: int = 0
    unstated: int = 0

    def __add__(self, other: PlanCounts) -> PlanCounts:
        return PlanCounts(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    @property
    def activities(self) -> int:
        return self.measured + self.open + self.unstated

    @property
    def measured(self) -> int:
        return self.timely + self.shifted + self.short + self.not_held

    @property
    def timely_percent(self) -> int | None:
        """Share held in the planned period; None where nothing can be measured yet."""
        return percent(self.timely, self.measured) if self.measured else None


def plan_counts(outcomes: Iterable[Outcome]) -> PlanCounts:
    """Count activities by outcome."""
    found = list(outcomes)
    return PlanCounts(**{field.name: found.count(Outcome(field.name)) for field in fields(PlanCounts)})


def plan_window(periods: Iterable[Period], year: int) -> PeriodWindow:
    """The part of the year that the plan speaks of: from the first day it states to the last, else all of it.

    What recurs "each month" recurs within it: a plan for the last quarter says nothing of March.
    """
    whole = PeriodWindow(date(year, 1, 1), date(year, 12, 31))
    stated = [
        clipped
        for period in periods
        if (first := period.earliest or period.latest) is not None
        if (last := period.latest or period.earliest) is not None
        if (clipped := PeriodWindow(first, last).clipped(whole.first, whole.last)) is not None
    ]
    if not stated:
        return whole
    return PeriodWindow(min(one.first for one in stated), max(one.last for one in stated))


def occasions(period: Period, plan: PeriodWindow) -> list[PeriodWindow]:
    """In which days each planned session may lie; empty where the plan states none that can be relied on."""
    windows = period.meetings(plan.first, plan.last)
    if period.deadline:
        windows = [PeriodWindow(min(plan.first, window.first), window.last) for window in windows]
    return windows


def outcome(windows: Sequence[PeriodWindow], held: Sequence[date], today: date) -> Outcome:
    """How an activity stands, from its occasions and the days on which sessions of it were held, up to `today`.

    An occasion is due once its last day is over. Each session fills one occasion: that within whose days it lies and
    which ends first; what is left over fills, late or early, one that was missed.
    """
    if not windows:
        return Outcome.UNSTATED
    unfilled = list(windows)
    spare = 0
    for day in sorted(held):
        fitting = [window for window in unfilled if window.first <= day <= window.last]
        if fitting:
            unfilled.remove(min(fitting, key=lambda window: window.last))
        else:
            spare += 1
    missed = sum(window.last < today for window in unfilled)
    if not held:
        return Outcome.NOT_HELD if missed else Outcome.OPEN
    if missed > spare:
        return Outcome.SHORT
    if missed or len(unfilled) == len(windows):
        return Outcome.SHIFTED
    return Outcome.TIMELY
