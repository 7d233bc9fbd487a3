"""A stretch of hours as it was read, and whether it lasts into the next day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

# An end before the begin is the next morning only where the evening has begun and nobody would have breakfast first; midnight
# is the end of any day: "00.00-24.00".
_EVENING, _BEFORE_BREAKFAST = time(16), time(8)


@dataclass(frozen=True, slots=True)
class Hours:
    """Begin and end, office-local; an end of None is open, one not after the begin is on the next day.

    `sure` is False where something else could be meant: the other half of the day, or no hour at all (a lone figure).
    `given` is what was written.
    """

    start: time
    end: time | None = None
    sure: bool = True
    given: str = field(default="", compare=False)


def ends_next_day(begin: time, end: time) -> bool:
    """Whether hours like 22.00-01.00 are meant: a night, or a day up to its end (08.00-24.00). 13.00-09.00 is a slip, and so is no night."""
    return end <= begin and (end == time.min or (begin >= _EVENING and end <= _BEFORE_BREAKFAST))
