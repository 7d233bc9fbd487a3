"""A stretch of time as it is written: a day, week, part of a month or longer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Unit(IntEnum):
    """What a word names, from the shortest to the longest."""

    DAY = 0
    WEEK = 1
    PART = 2
    MONTH = 3
    QUARTER = 4
    HALF = 5
    YEAR = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A day, week or longer as it is written; what is left out (month, year) is that of its neighbours.

    `number` is the day, the week, the `MonthPart`, the month, the quarter or the half; 1 of a year. `loose` is "5 bulan
    November", which may be five months as well; `ends` is the end of what is named ("akhir tahun 2023"); `shift` counts
    the days of "H-3".
    """

    unit: Unit
    number: int
    month: int | None = None
    year: int | None = None
    loose: bool = False
    ends: bool = False
    shift: int = 0
