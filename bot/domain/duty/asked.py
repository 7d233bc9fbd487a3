"""Which days of a rota somebody asks for: `besok`, `Jumat`, `13-15 November`, `pekan depan`, `november`."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.duty.rota import Span
from bot.domain.meetings.periods.window import month_end
from bot.domain.recap.spans import SpanUnit, span_of_words
from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.one_day import parse_deadline
from bot.domain.words.dates.problem import DateProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

_WEEKS = ("minggu", "pekan")
_AHEAD = {(): 0, ("ini",): 0, ("depan",): 1}
_BEHIND = {"kemarin": 1, "kemaren": 1, "kemarin dulu": 2, "kemarin lusa": 2}
_NUMBERED = re.compile(r"(?:tanggal|tgl)\.? ?(\d{1,2})")
_WEEK = timedelta(days=7)
# A rota is computed from its rule's first day on: centuries ahead are nobody's question.
_FAR = timedelta(days=400)
_MONTH = timedelta(days=30)
_HALF_A_YEAR = timedelta(days=183)


def days_asked(words: str, today: date) -> Span | None:
    """The days that are meant; None where these are no words of time.

    "Minggu" alone is the week, in which the Sunday lies. A month or day without a year is the one that is nearest: a rota is of
    what is ahead as often as of what was.
    """
    words = _without_heads(words)
    return _from_today(words, today) or _of_month(words, today) or _written(words, today)


def _from_today(words: str, today: date) -> Span | None:
    first, *rest = words.split() or [""]
    ahead = _AHEAD.get(tuple(rest))
    if words in _BEHIND:
        return Span(*[today - timedelta(days=_BEHIND[words])] * 2)
    if words == "sebulan":
        return _month(today.year, today.month)
    if first in _WEEKS and ahead is not None:
        monday = today - timedelta(days=today.weekday()) + ahead * _WEEK
        return Span(monday, monday + _WEEK - timedelta(days=1))
    if first == "bulan" and ahead is not None:
        more, month = divmod(today.month - 1 + ahead, 12)
        return _month(today.year + more, month + 1)
    numbered = _NUMBERED.fullmatch(words)
    return _of_number(int(numbered[1]), today) if numbered is not None else None


def _of_month(words: str, today: date) -> Span | None:
    said = words.removeprefix("bulan ").split()
    named, taken = span_of_words(said, today)
    if named is None or named.unit is not SpanUnit.MONTH or taken != len(said):
        return None
    year = named.first.year
    years = (year,) if len(said) > 1 else (year, year + 1)
    return min((_month(one, named.first.month) for one in years), key=lambda month: abs(month.first - today))


def _written(words: str, today: date) -> Span | None:
    with suppress(DateProblem):
        day = parse_deadline(words, today=today, is_over=False)
        return _nearest(Span(day, day), words, today)
    with suppress(DateProblem):
        return _nearest(Span(*parse_days(words, today=today)), words, today)
    return None


def no_such_days(words: str, today: date) -> DateProblem | None:
    """Why words that are a date are none that there is: the 31st of February, a Friday that is a Thursday."""
    try:
        parse_days(_without_heads(words), today=today)
    except DateProblem as problem:
        return problem if problem.code in ("no_such_day", "weekday_mismatch") else None
    return None


def place_and_days(words: Sequence[str], today: date) -> tuple[str, Span] | None:
    """`Wonodadi besok`, `besok Wonodadi`: a name, and the days behind or before it; None where there are not both."""
    for place in range(1, len(words)):
        if (days := days_asked(" ".join(words[place:]), today)) is not None:
            return " ".join(words[:place]), days
    for place in range(len(words) - 1, 0, -1):
        if (days := days_asked(" ".join(words[:place]), today)) is not None:
            return " ".join(words[place:]), days
    return None


def long_past(words: str, days: Span, today: date) -> Span | None:
    """The days that are meant where no year is said and those of a year before are nearer; None where they are ahead."""
    meant = _nearest(days, words, today)
    return meant if meant != days else None


def _without_heads(words: str) -> str:
    """Without what says only that it is the rota that is asked for."""
    said = words.casefold().split()
    while said and said[0] in ("jadwal", "lihat"):
        said = said[1:]
    return " ".join(said)


def _of_number(number: int, today: date) -> Span | None:
    """The day of this month, where it is not long past, else of the next that has one."""
    for ahead in range(3):
        more, of_year = divmod(today.month - 1 + ahead, 12)
        month = _month(today.year + more, of_year + 1)
        if 1 <= number <= month.last.day:
            day = month.first.replace(day=number)
            if day >= today - _WEEK:
                return Span(day, day)
    return None


_WITH = ("dengan", "dgn", "sama", "ke", "kepada", "oleh")


class Swap(NamedTuple):
    """What somebody would swap: the shift of a day (None: the next one), with whom ("": whoever can)."""

    day: date | None = None
    whom: str = ""


def swap_asked(words: Sequence[str], today: date) -> Swap | None:
    """`11 oktober dengan Siti`, `dengan Siti`, `Siti 11 oktober`; None where a part of it is no day."""
    said = [word for word in words if word.casefold() not in ("piket", "saya")]
    at = next((place for place, word in enumerate(said) if word.casefold() in _WITH), None)
    if at is not None:
        said = [*said[:at], *said[at + 1 :]]
    # Where "dengan" does not say so, the longest part at either end that is a day is one.
    for place in range(len(said), 0, -1):
        if (day := _one_day(said[:place], today)) is not None:
            return Swap(day, " ".join(said[place:]))
        if (day := _one_day(said[-place:], today)) is not None:
            return Swap(day, " ".join(said[:-place]))
    return None if at not in (None, 0) else Swap(None, " ".join(said))


def _one_day(words: Sequence[str], today: date) -> date | None:
    days = days_asked(" ".join(words), today)
    return days.first if days is not None and days.first == days.last else None


def _nearest(span: Span, words: str, today: date) -> Span:
    """Days without a year are read as ahead; half a year ahead those before are meant."""
    if span.first - today < _HALF_A_YEAR or re.search(r"\d{4}", words):
        return span
    with suppress(ValueError):
        return Span(*(day.replace(year=day.year - 1) for day in span))
    return span


def is_far(span: Span, today: date) -> bool:
    """Whether no rota is of those days yet, or any more."""
    return span.first < today - _FAR or span.last > today + _FAR


def is_month(span: Span) -> bool:
    """Whether it is a whole one, or as long: that is a picture."""
    return span == _month(span.first.year, span.first.month) or span.last - span.first >= _MONTH


def _month(year: int, month: int) -> Span:
    last = month_end(year, month)
    return Span(last.replace(day=1), last)
