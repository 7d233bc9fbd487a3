"""Days counted from a date that is named: `H-3`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.building import as_one, first_of, value_of
from bot.domain.meetings.periods.names import Named, Unit


def shifted(taken: Sequence[PeriodToken], plan_year: int) -> list[PeriodToken] | None:
    """`H-3 pemungutan suara (14 Februari 2024)`, `H-3 s/d H-1 ...`: days counted from a date that is named."""
    shifts = [token for token in taken if token.kind == "O"]
    day, side = first_of(taken, "I"), value_of(taken, "x")
    if day is None or day.value.unit is not Unit.DAY or (side and any(one.value * side < 0 for one in shifts)):
        return None
    weekdays = [token for token in taken if token.kind == "v"]
    if len(shifts) == 1:
        return [*weekdays, *as_one("I", taken, replace(day.value, shift=shifts[0].value))]
    if weekdays and not _falls_on(day.value, weekdays[0].value, plan_year):
        return None
    first, last = (PeriodToken("I", token.text, replace(day.value, shift=token.value)) for token in shifts)
    return [first, PeriodToken("t", "s/d"), last]


def _falls_on(day: Named, weekdays: tuple[int, ...], plan_year: int) -> bool:
    """Whether a day is the weekday that is said of it."""
    try:
        found = date(day.year or plan_year, day.month or 0, day.number)
    except ValueError:
        return False
    return weekdays == (found.weekday(),)
