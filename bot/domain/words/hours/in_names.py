"""Hours anywhere in a text, as in the name of a shift."""

from __future__ import annotations

from datetime import time

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.end import end_said
from bot.domain.words.hours.meant import resolved
from bot.domain.words.hours.text import HourText


def find_hours(text: str) -> tuple[time, time] | None:
    """Begin and end anywhere in a text, as in the name of a shift; an end not after the begin is on the next day."""
    for at in HourText(text).starts():
        reader = HourText(text)
        reader.at = at
        start = reader.clock()
        end = end_said(reader, start)[0] if start is not None else None
        if start is None or end is None:
            continue
        try:
            found = resolved(start, end, text, is_open=False, any_end=True)
        except DateProblem:
            continue
        return found.start, found.end or found.start
    return None
