"""The days of a series."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.meetings.office_days import WEEKEND
from bot.domain.meetings.series.rhythms import Rhythm
from bot.domain.meetings.series.turn import SeriesTurn, Why
from bot.domain.meetings.series.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bot.domain.meetings.office_days import OfficeDay


def turns_of(rhythm: Rhythm, first: date, until: date, kept: Mapping[date, OfficeDay]) -> tuple[SeriesTurn, ...]:
    """The turns after that of `first`, up to `until`, in order: each on a day as near as can be to the same weekday.

    Days that are `kept` free are none, nor is a weekend where the first was on none; a turn may be left without a day.
    """

    def _works(day: date) -> bool:
        return day not in kept and (day.weekday() not in WEEKEND or first.weekday() in WEEKEND)

    found: list[SeriesTurn] = []
    last = first
    for window, wanted in windows(rhythm, first, until):
        if isinstance(window, int):
            why = Why.NO_DAY if rhythm.within is not None else Why.NO_WEEK
            found.append(SeriesTurn(wanted, why=why, number=window))
            continue
        days = [window.first + timedelta(days=number) for number in range((window.last - window.first).days + 1)]
        day = min(
            (day for day in days if last < day <= until and _works(day)),
            key=lambda day: (abs((day - wanted).days), day),
            default=None,
        )
        if day is None and not first < wanted <= until:
            continue
        if day == wanted:
            found.append(SeriesTurn(wanted, day))
        elif wanted in kept:
            found.append(SeriesTurn(wanted, day, Why.FREE, kept[wanted].name))
        else:
            found.append(SeriesTurn(wanted, day, Why.WEEKEND if wanted <= until else Why.LATE))
        last = day or last
    return tuple(found)


def coming(turns: Iterable[SeriesTurn], today: date, times: int) -> list[SeriesTurn]:
    """Those after today, until so many of them have a day."""
    taken: list[SeriesTurn] = []
    for turn in turns:
        if times and (turn.day or turn.wanted) > today:
            taken.append(turn)
            times -= turn.day is not None
    return taken
