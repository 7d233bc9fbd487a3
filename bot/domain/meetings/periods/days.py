"""Days with the month behind them, before them, or without any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.building import as_one, first_of, value_of
from bot.domain.meetings.periods.months import month_with_year
from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.words.years import full_year


def day_of_month(taken: Sequence[PeriodToken], plan_year: int) -> list[PeriodToken] | None:
    """`13 November 2023`, `13-Nov-23`, `tanggal 13 (Senin) bulan November tahun 2023`."""
    number = first_of(taken, "n")
    if number is None or not 1 <= number.value <= 31:
        return None
    behind = taken[taken.index(number) + 1 :]
    month = month_with_year(behind, plan_year)
    signs = sum(token.kind in "hl" for token in behind)
    # "1 November-24" is no date as Excel writes them.
    if month is None or (behind[-1].kind == "n" and signs == 1):
        return None
    loose = first_of(taken, "G") is None and first_of(taken, "b") is not None
    if loose and number.value == 1:
        # "1 bulan November" may as well be all of it.
        return None
    day = replace(month, unit=Unit.DAY, number=number.value, loose=loose)
    return [*as_one("I", taken, day), *(token for token in taken if token.kind == "V")]


def day_and_month(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`13/11`."""
    day, _sign, month = (token.value for token in taken)
    # Nought would be taken for a month that is not said; beyond December no day is found.
    return as_one("I", taken, Named(Unit.DAY, day, month)) if month and 1 <= day <= 31 else None


def bare_name(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """A day, week or part of the month of a later one: `5, 6 dan` of `5, 6 dan 9 November`."""
    token = next(token for token in taken if token.kind in "nup")
    if token.kind == "n" and not 1 <= token.value <= 31:
        return None
    bare = token.value if token.kind == "u" else Named(Unit.DAY if token.kind == "n" else Unit.PART, token.value)
    return [PeriodToken("I", token.text, bare), *(token for token in taken if token.kind == "V")]


def day_behind_iso(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`2023-10-11 s/d 12`."""
    first, joint, number = taken
    if not first.text[:4].isdecimal() or not 1 <= number.value <= 31:
        return None
    return [first, joint, PeriodToken("I", number.text, replace(first.value, number=number.value))]


def day_behind(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`bulan November 2023, tanggal 13-15`, `November 13, 2023`."""
    numbers = [token for token in taken if token.kind == "n"]
    month, year = value_of(taken, "m"), value_of(taken, "y")
    if not all(1 <= token.value <= 31 for token in numbers):
        return None
    return [
        PeriodToken("I", token.text, Named(Unit.DAY, token.value, month, year)) if token.kind == "n" else token
        for token in taken[taken.index(numbers[0]) : taken.index(numbers[-1]) + 1]
    ]


def day_behind_alone(taken: Sequence[PeriodToken], plan_year: int) -> list[PeriodToken] | None:
    """`Nov 13-15`, `November 13`, but not what may be a year: `November 23`."""
    numbers = [token for token in taken if token.kind == "n"]
    if len(numbers) == 1 and full_year(numbers[0].text, plan_year) is not None:
        return None
    return day_behind(taken, plan_year)


def days_behind(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`Nov 28 - Dec 2`, `Nov 28 - Dec 2, 2023`."""
    year, month, made = value_of(taken, "y"), None, []
    for token in taken:
        if token.kind == "m":
            month = token.value
        elif token.kind == "n":
            if not 1 <= token.value <= 31:
                return None
            made.append(PeriodToken("I", token.text, Named(Unit.DAY, token.value, month)))
        elif token.kind != "y":
            made.append(token)
    if year is not None:
        # The comma before it.
        made = made[: 1 + max(place for place, token in enumerate(made) if token.kind == "I")]
        made[-1] = replace(made[-1], value=replace(made[-1].value, year=year))
    return made
