"""Months, and quarters, halves and years, with the year that stands before or behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.building import as_one, first_of, value_of
from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.meetings.periods.window import MonthPart
from bot.domain.words.years import full_year


def month_with_year(taken: Sequence[PeriodToken], plan_year: int) -> Named | None:
    """The month of these words with the year behind it; None where the words are put together otherwise."""
    month, year, signs = value_of(taken, "m"), value_of(taken, "y"), [token for token in taken if token.kind in "hl"]
    short = taken[-1] if taken[-1].kind == "n" else None
    if short is not None and year is None:
        year = full_year(short.text, plan_year)
        if year is None:
            return None
    if month is None or not all(sign.glued for sign in signs):
        return None
    return Named(Unit.MONTH, month, month, year)


def whole_month(taken: Sequence[PeriodToken], plan_year: int) -> list[PeriodToken] | None:
    """`bulan November 2023`, `Nov-23`."""
    month = month_with_year(taken, plan_year)
    return None if month is None else as_one("I", taken, month)


def numbered_month(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`bulan ke-11`, `11/2023`, `2023-11`."""
    number = value_of(taken, "no")
    if number is None or not 1 <= number <= 12 or any(token.kind in "hl" and not token.glued for token in taken):
        return None
    return as_one("I", taken, Named(Unit.MONTH, number, number, value_of(taken, "y")))


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
