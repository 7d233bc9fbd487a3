"""Years, and quarters and halves with theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.building import as_one, first_of, value_of
from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.meetings.periods.window import MonthPart


def with_year(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """A quarter or half with the year behind it, anything with the year before it."""
    stretch, year = first_of(taken, "iI"), value_of(taken, "y")
    if stretch is None or (stretch.value.year is not None and year is not None):
        return None
    return as_one("I", taken, replace(stretch.value, year=stretch.value.year or year))


def year_alone(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`tahun 2023`, and `akhir tahun`, which is its end."""
    part, year = value_of(taken, "p"), value_of(taken, "y")
    if part not in (None, MonthPart.END):
        return None
    return as_one("I", taken, Named(Unit.YEAR, 1, None, year, ends=part is not None))


def end_of(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`akhir triwulan IV`."""
    part, whole = taken
    if part.value is not MonthPart.END or whole.value.unit not in (Unit.QUARTER, Unit.HALF):
        return None
    return as_one("I", taken, replace(whole.value, ends=True))
