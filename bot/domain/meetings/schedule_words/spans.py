"""The days that a token asks for."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.meetings.periods.window import month_end
from bot.domain.meetings.schedule_words.asked import Asked, Span
from bot.domain.meetings.schedule_words.days import DAYS_TOKEN, YEAR_MONTH
from bot.domain.words.months import month_number
from bot.domain.words.weekdays import weekday_number

NEAR = timedelta(days=29)
_WEEK = timedelta(days=6)


def _named_month(word: str, today: date) -> Asked | None:
    """A month as a token names it, or its name: of that the nearest."""
    if (exact := YEAR_MONTH.fullmatch(word)) is not None:
        return _month_asked(date(int(exact[1]), int(exact[2]), 1), today)
    number = month_number(word)
    if number is None:
        return None
    # The nearest of that name: in November "Oktober" has just been, "Januari" is to come.
    comes = today.year + (number < today.month)
    has_been = (number - today.month) % 12 > 6
    return _month_asked(date(comes - has_been, number, 1), today)


def _month_asked(first: date, today: date) -> Asked:
    """The whole month, or what is left of it."""
    last = month_end(first.year, first.month)
    begin = max(first, today) if last >= today else first
    return Asked(Span.MONTH, f"{first:%Y-%m}", begin, last)


def span_of(word: str, today: date) -> Asked | None:
    """The days that a token asks for; None where it is none of days."""
    tomorrow, sunday, month = (
        today + timedelta(days=1),
        today + timedelta(days=6 - today.weekday()),
        month_end(today.year, today.month),
    )
    by_today = {
        "dekat": (Span.NEAR, today, today + NEAR),
        "hariini": (Span.DAY, today, today),
        "besok": (Span.DAY, tomorrow, tomorrow),
        "kemarin": (Span.DAYS, today - timedelta(days=1), today - timedelta(days=1)),
        "pekanlalu": (Span.DAYS, sunday - timedelta(days=13), sunday - timedelta(days=7)),
        "pekan": (Span.WEEK, today, sunday),
        "pekandepan": (Span.NEXT_WEEK, sunday + timedelta(days=1), sunday + timedelta(days=7)),
        "minggu": (Span.SEVEN, today, today + _WEEK),
        "bulan": (Span.MONTH, today, month),
        "semua": (Span.ALL, today, year_end(today)),
        "lewat": (Span.LATE, today, today),
    }
    if word in by_today:
        span, first, last = by_today[word]
        return Asked(span, word, first, last)
    if word == "bulandepan":
        return _month_asked(month + timedelta(days=1), today)
    if word == "bulanlalu":
        return _month_asked((today.replace(day=1) - timedelta(days=1)).replace(day=1), today)
    weekday = weekday_number(word)
    if weekday is not None:
        ahead = (weekday - today.weekday()) % 7
        day = today + timedelta(days=ahead)
        return Asked(Span.DAYS, day.isoformat(), day, day)
    return _days_token(word) or _named_month(word, today)


def _days_token(word: str) -> Asked | None:
    """The days of a token that names them, first and last."""
    match = DAYS_TOKEN.fullmatch(word)
    if match is None:
        return None
    try:
        first, last = (date.fromisoformat(day) for day in (match[1], match[2] or match[1]))
    except ValueError:
        return None
    return Asked(Span.DAYS, word, first, last) if first <= last else None


def year_end(day: date) -> date:
    """The last day of that year."""
    return date(day.year, 12, 31)
