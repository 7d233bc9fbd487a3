"""A turn of a series, and why it is not on its day or has none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Why(StrEnum):
    """Why a turn is not on its day, or has none."""

    FREE = "free"
    WEEKEND = "weekend"
    # After the last day that the plan's words allow.
    LATE = "late"
    HELD = "held"
    # The month has no such day, or no such week.
    NO_DAY = "no-day"
    NO_WEEK = "no-week"


@dataclass(frozen=True, slots=True)
class SeriesTurn:
    """A turn of a series: the day that it would have by its words, and the one that it has; none where no day of it can be one.

    `why` is empty where they are the same; `name` is that of the day that is kept free. Of a month without such a day or
    week `wanted` is its first day, and `number` what it lacks.
    """

    wanted: date
    day: date | None = None
    why: Why | None = None
    name: str = ""
    number: int = 0
