"""Days with the month before them: `November 13-15`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.meetings.periods.building import value_of
from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.meetings.periods.token import PeriodToken
from bot.domain.words.years import full_year


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
