"""Which days of a rota somebody asks for: `besok`, `Jumat`, `13-15 November`, `pekan depan`, `november`."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

from bot.domain.duty.rota import Span
from bot.domain.meetings.periods.window import month_end
from bot.domain.recap.spans import SpanUnit, span_of_words
from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.one_day import parse_deadline
from bot.domain.words.dates.problem import DateProblem

_WEEKS = ("minggu", "pekan")
_AHEAD = {(): 0, ("ini",): 0, ("depan",): 1}
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
    first, *rest = words.casefold().split() or [""]
    ahead = _AHEAD.get(tuple(rest))
    if first in _WEEKS and ahead is not None:
        monday = today - timedelta(days=today.weekday()) + ahead * _WEEK
        return Span(monday, monday + _WEEK - timedelta(days=1))
    if first == "bulan" and ahead is not None:
        more, month = divmod(today.month - 1 + ahead, 12)
        return _month(today.year + more, month + 1)
    said = rest if first == "bulan" else [first, *rest]
    named, taken = span_of_words(said, today)
    if named is not None and named.unit is SpanUnit.MONTH and taken == len(said):
        year = named.first.year
        with_year = len(said) > 1
        years = (year,) if with_year else (year, year + 1)
        return min((_month(one, named.first.month) for one in years), key=lambda month: abs(month.first - today))
    with suppress(DateProblem):
        day = parse_deadline(words, today=today, is_over=False)
        return _nearest(Span(day, day), words, today)
    with suppress(DateProblem):
        return _nearest(Span(*parse_days(words, today=today)), words, today)
    return None


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
