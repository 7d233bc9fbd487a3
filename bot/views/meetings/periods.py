"""How the bot understood the plan's words for a time, where these do not name the days themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.periods.precision import Precision
from bot.domain.meetings.periods.window import PeriodWindow
from bot.views.format import clipped, day_plain
from bot.views.text import plain

if TYPE_CHECKING:
    from bot.domain.meetings.periods.period import Period

_SAID_IN_OTHER_WORDS = frozenset(
    {Precision.WEEK, Precision.PART, Precision.SPAN, Precision.SEVERAL, Precision.DEADLINE, Precision.OPEN}
)
# As much as fits three lines of a phone.
_MOST = 120


def meaning(period: Period) -> str | None:
    """The days that are meant; None where the words say them, or nothing that can be relied on."""
    first, last = period.earliest, period.latest
    if period.precision not in _SAID_IN_OTHER_WORDS:
        return None
    if first is None or last is None:
        if last is not None:
            return plain("period-until", day=day_plain(last))
        return plain("period-from", day=day_plain(first)) if first is not None else None
    return clipped("; ".join(map(_days, period.apart or (PeriodWindow(first, last),))), _MOST)


def _days(window: PeriodWindow) -> str:
    first, last = day_plain(window.first), day_plain(window.last)
    if window.first == window.last:
        return last
    if (window.first.year, window.first.month) == (window.last.year, window.last.month):
        return f"{window.first.day}–{last}"
    return f"{first} – {last}"
