"""What a plan says of the hour beside its days, as hours that can be proposed: `malam`, `pukul 09.00`, `19.00-21.00`."""

from __future__ import annotations

from datetime import time

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.reading import parse_hours
from bot.domain.words.unread import unread

_MORNING = frozenset({"pagi", "pagi hari"})
# How long a meeting takes whose end is not said, by day and in the evening.
_LONG, _IN_THE_EVENING = 3, 2
_EVENING, _LAST = 17, 24


def planned_hours(words: str, zone: str) -> tuple[time, time] | None:
    """Begin and end on one day; None where the words are none that can be proposed, which is to be said then."""
    said = "09.00-12.00" if words in _MORNING else words
    try:
        found = parse_hours(said, zone)
    except DateProblem:
        try:
            found = parse_hours(unread(said).hours, zone)
        except DateProblem:
            return None
    if not found.sure:
        return None
    if found.end is not None:
        return (found.start, found.end) if found.start < found.end else None
    ends = found.start.hour + (_IN_THE_EVENING if found.start.hour >= _EVENING else _LONG)
    return (found.start, found.start.replace(hour=ends)) if ends < _LAST else None
