"""Weeks and parts of a month, quarters and halves of a year, by their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.building import Build
from bot.domain.meetings.periods.months import month_with_year
from bot.domain.meetings.periods.names import Named, Unit


def numbered_stretches(kind: str, unit: Unit, most: int) -> Build:
    """Weeks, quarters or halves by their numbers, and what joins them."""

    def _build(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
        numbers = [token for token in taken if token.kind in "onrq"]
        if not all(1 <= token.value <= most for token in numbers):
            return None
        made = [
            PeriodToken(kind, token.text, Named(unit, token.value)) if token.kind in "onrq" else token
            for token in taken[taken.index(numbers[0]) :]
        ]
        return [token for token in made if token.kind in f"thacl{kind}"]

    return _build


def weeks_close(taken: Sequence[PeriodToken], plan_year: int) -> Iterable[PeriodToken] | None:
    """`minggu ke 3-4 November`: with a blank it may be a week, and days of the month behind it."""
    first, sign, last = taken[-3:]
    if not sign.glued or not first.value < last.value:
        return None
    return numbered_stretches("u", Unit.WEEK, 5)(taken, plan_year)


def parts_of(taken: Sequence[PeriodToken], plan_year: int) -> list[PeriodToken] | None:
    """Weeks or parts of the month that stands before or behind them."""
    month = month_with_year(taken, plan_year)
    places = [place for place, token in enumerate(taken) if token.kind in "up"]
    if month is None:
        return None
    made = []
    for token in taken[places[0] : places[-1] + 1]:
        if token.kind in "up":
            part: Named = token.value if token.kind == "u" else Named(Unit.PART, token.value)
            made.append(PeriodToken("I", token.text, replace(part, month=month.month, year=month.year)))
        else:
            made.append(token)
    return made
