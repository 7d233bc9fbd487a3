"""A stretch of hours as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time


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
