"""Pelaksana harian (Plh.): who gets what is meant for a head who is away, and may do what the head may, till it is over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.invitations.reminders import REMINDER_TIME
from bot.domain.night import not_at_night
from bot.domain.timing import Due, local_instant
from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.weekdays import weekday_number

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

# Whoever is away for longer has a successor.
LONGEST = timedelta(days=92)
_OF_USE = timedelta(days=2)
_UNTIL = re.compile(
    r"(?:(?P<first>.+?)\s+)?(?:sampai(?:\s+(?:dengan|dgn))?|hingga|s\.?\s*/?\s*d\.?)\s+(?P<last>.+)", re.IGNORECASE
)
# What says that an end follows; "pada 7 November" is that day alone.
_FROM, _ON = (
    re.compile(r"(?:mulai|dari|sejak)\s+", re.IGNORECASE),
    re.compile(r"(?:pada|tanggal|tgl\.?)\s+", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who deputises for which head, from the first instant (UTC) until before the last."""

    id: int
    office_id: int
    head_id: int
    head: str
    deputy_id: int
    deputy: str
    begins_at: datetime
    ends_at: datetime
    zone: ZoneInfo

    @property
    def first(self) -> date:
        """The first day, office-local."""
        return self.begins_at.astimezone(self.zone).date()

    @property
    def last(self) -> date:
        """The last day, office-local."""
        return (self.ends_at - timedelta(microseconds=1)).astimezone(self.zone).date()

    def is_over(self, now: datetime) -> bool:
        return self.ends_at <= now


def who_is_told(head: int, away: Mapping[int, int], reachable: Container[int]) -> int:
    """Who gets what is meant for `head`: the last along those who deputise (`away`: by whom) whom the bot can write to.

    Where there is none, the head. A circle ends where it began.
    """
    along = [head]
    while (following := away.get(along[-1])) is not None and following not in along:
        along.append(following)
    return next((one for one in reversed(along[1:]) if one in reachable), head)


def span(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Days of an office as instants: from the first midnight until before the one after the last day."""
    return local_instant(first, time(), zone), local_instant(last + timedelta(days=1), time(), zone)


def parts_of(words: str, today: date) -> tuple[str, tuple[date, date] | None]:
    """`Endah Wijaya 3-7 November`, `Endah sampai Jumat`: the name, and from which day till which; None: no day is said.

    The longest end that says days is the days. Raises `DateProblem` where words with figures are left over.
    """
    said = [one for one in re.split(r"[\s;]+", words) if one]
    for at in range(1, len(said)):
        days = days_of(" ".join(said[at:]), today)
        name = " ".join(said[:at]).rstrip(",:;")
        if days is not None and not any(sign.isdigit() for sign in name):
            return name, days
    if any(sign.isdigit() for sign in words):
        raise DateProblem("not_a_date", given=words)
    return " ".join(said), None


def for_whom(name: str) -> tuple[str, str | None]:
    """`Endah Wijaya untuk Heru Nugroho`: who deputises, and for whom; None: for whoever writes it."""
    who, _, head = re.sub(r"\s+(?:untuk|utk\.?|plh\.?)\s+", "\n", name, count=1, flags=re.IGNORECASE).partition("\n")
    return who.strip(), head.strip() or None


def days_of(words: str, today: date) -> tuple[date, date] | None:
    """`sampai Jumat`, `3-7 November`, `besok`; what begins nowhere begins today. None: it is none of these.

    Raises `DateProblem` for a day that there is not, or days the wrong way round.
    """
    begun = _FROM.match(words)
    said = _ON.sub("", words[begun.end() :] if begun else words, count=1).strip()
    until = _UNTIL.fullmatch(said)
    if until is None:
        return None if begun else _stretch(said, today)
    last = _stretch(until["last"], today)
    if until["first"] is None or last is None:
        return None if last is None or begun else _forward(today, last[1], words)
    whole = _stretch(said, today)
    first = _stretch(until["first"], today)
    return whole or (None if first is None else _forward(first[0], last[1], words))


def _forward(first: date, last: date, words: str) -> tuple[date, date]:
    if last < first:
        raise DateProblem("days_reversed", given=words)
    return first, last


def _stretch(words: str, today: date) -> tuple[date, date] | None:
    """A weekday alone is the coming one, today's is today."""
    # Abbreviations may be a name.
    weekday = weekday_number(words) if len(words) > len("Sen") else None
    if weekday is not None:
        day = today + timedelta(days=(weekday - today.weekday()) % 7)
        return day, day
    try:
        return parse_days(words, today=today)
    except DateProblem as problem:
        if problem.code in ("not_a_date", "unknown_month", "missing_year"):
            return None
        raise


def told(begins_at: datetime, ends_at: datetime, now: datetime, zone: ZoneInfo) -> list[tuple[str, Due]]:
    """When the deputy reads of it: now, and on the morning before the first day; both of them on the morning after the last."""
    moments = [("named", not_at_night(now, zone), ends_at)]
    before = local_instant(begins_at.astimezone(zone).date() - timedelta(days=1), REMINDER_TIME, zone)
    if before > now + timedelta(days=1):
        moments.append(("soon", before, ends_at))
    after = local_instant(ends_at.astimezone(zone).date(), REMINDER_TIME, zone)
    moments.append(("over", after, after + _OF_USE))
    return [(what, Due(at, until)) for what, at, until in moments if at < until]


def told_ended(now: datetime, zone: ZoneInfo) -> tuple[str, Due]:
    """When the deputy reads that the head has ended it: now, or in the morning."""
    at = not_at_night(now, zone)
    return "ended", Due(at, at + _OF_USE)
