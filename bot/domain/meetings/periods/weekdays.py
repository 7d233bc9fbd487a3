"""Weekdays beside days, among them the Sunday that is called as a week is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.building import as_one, value_of
from bot.domain.words.weekdays import WEEKDAYS

_SUNDAY = WEEKDAYS.index("minggu")
# Of any month.
_WHOLE_WEEKS = 4


def weekday(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken]:
    """A weekday without "hari" and the day of the week of five; "Minggu" where it must be a Sunday."""
    return [
        PeriodToken("w", token.text, _SUNDAY) if token.kind == "S" else token
        for token in taken
        if token.kind not in "Hj"
    ]


def sunday_or_week(taken: Sequence[PeriodToken], plan_year: int) -> list[PeriodToken] | None:
    """Whether "Minggu 5 November 2023" is that day, a Sunday; "Minggu 2 November 2023", a Thursday, is the second week.

    "Minggu 3 Desember 2023", a Sunday and the third week, may be either; "pekan" is no day, nor what is said of a "bulan".
    """
    sunday, numbers = taken[0], [int(token.value) for token in taken if token.kind == "n"]
    if max(numbers) > 5:
        return [PeriodToken("w", sunday.text, _SUNDAY), *taken[1:]]
    month, year = value_of(taken, "m"), value_of(taken, "y")
    try:
        is_sunday = month is not None and date(year or plan_year, month, numbers[0]).weekday() == _SUNDAY
    except ValueError:
        return None
    if not is_sunday or not sunday.text.startswith("minggu") or any(token.kind == "b" for token in taken):
        return None
    # "Minggu 1-2 Oktober 2023" is two weeks, or a Sunday and a Monday.
    certain = len(numbers) == 1 and numbers[0] > _WHOLE_WEEKS
    return [PeriodToken("w" if certain else "X", sunday.text, _SUNDAY), *taken[1:]]


def weekdays(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken]:
    """Weekdays that stand together, as one."""
    return as_one("v", taken, tuple(token.value for token in taken if token.kind == "w"))


def weekday_behind(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken]:
    """Weekdays as such that stand behind a day."""
    return [replace(token, kind="V") for token in taken if token.kind == "v"]
