"""A rhythm as a head types it."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.meetings.month_days import days_of_each_month
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.series.rhythms import MOST, Rhythm, rhythm_of

_WEEKLY = re.compile(
    r"(?:(?P<two>dua|2|dwi) ?)?(?:mingguan|(?:se|setiap |tiap |per )?(?:minggu|pekan)(?: sekali)?)", re.IGNORECASE
)
_TIMES = re.compile(r"[, ]*\b(?:sebanyak )?(?P<times>\d{1,2}) ?(?:kali|x)(?: lagi)?$", re.IGNORECASE)


def read_rhythm(text: str, plan_year: int) -> Rhythm | None:
    """How often, as it is typed, and how many times at most; None: it is not understood."""
    said = " ".join(text.split())
    times = MOST
    if (counted := _TIMES.search(said)) is not None:
        said, times = said[: counted.start()], min(int(counted["times"]), MOST)
    if not times:
        return None
    weekly = _WEEKLY.fullmatch(said)
    if weekly is not None:
        return Rhythm(weeks=2 if weekly["two"] else 1, times=times)
    each = f"setiap {said}"
    # "tanggal 5", "Jumat terakhir": of each month.
    alone = days_of_each_month(each)
    period = parse_period(each if alone is not None and alone.rest == "setiap bulan" else said, plan_year=plan_year)
    rhythm = None if period.anomaly is not None else rhythm_of(period)
    return None if rhythm is None else replace(rhythm, times=times)
