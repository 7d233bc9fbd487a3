"""Day, time and place, as papers have them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.papers.parts import Pairs
from bot.views.format import clock_time, dates, day_long, zone_name
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms


_LIST_MARK = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-z][.)]|[-–•*])\s+")


def particulars(held: SessionFacts, day: MeetingDay | None = None) -> Pairs:
    """Day, time and place; of one of several days."""
    days = dates(held, held.zone)
    if day is not None:
        days = plain("paper-day-of", day=day_long(day.day), number=day.number, count=len(held.days))
    return as_pairs(
        (
            (plain("paper-label-day"), days),
            (plain("paper-label-time"), hours_of(held.terms, held.zone)),
            (plain("paper-label-place"), held.place),
        )
    )


def period(starts: datetime, ends: datetime, where: ZoneInfo, *, within_a_day: bool = False) -> str:
    """`pukul 20.00 WIB s.d. Rabu, 4 Oktober 2023 pukul 08.00 WIB`; within a day without the second date."""
    zone, start, end = zone_name(where), clock_time(starts, where), clock_time(ends, where)
    last = ends.astimezone(where).date()
    if not within_a_day and last != starts.astimezone(where).date():
        return plain("paper-time-days", start=start, zone=zone, day=day_long(last), end=end)
    return plain("paper-time", start=start, zone=zone, end=f"{end} {zone}")


def items(text: str) -> tuple[str, ...]:
    """A typed list in lines (or parts between semicolons), without the numbers and dashes it was typed with."""
    parts = re.split(r"[\n;]", text)
    return tuple(clean for part in parts if (clean := _LIST_MARK.sub("", part).strip()))


def hours_of(terms: Terms, where: ZoneInfo) -> str:
    """The hours of a session, of several days those of each."""
    if terms.open_end:
        start = clock_time(terms.starts_at, where)
        return plain("paper-time", start=start, zone=zone_name(where), end=plain("word-open-end"))
    # Of several days each has these hours.
    return period(terms.starts_at, terms.ends_at, where, within_a_day=len(terms.days(where)) > 1)


def as_pairs(pairs: Sequence[tuple[str, str]]) -> Pairs:
    """Labels with what stands behind each."""
    return tuple((label, (value,)) for label, value in pairs)


def unbroken(day: str) -> str:
    """A date stays on one line."""
    return day.replace(" ", "\u00a0")
