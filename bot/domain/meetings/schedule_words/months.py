"""Months that are asked for."""

from __future__ import annotations

from datetime import date

from bot.domain.meetings.periods.window import month_end
from bot.domain.meetings.schedule_words.asked import Asked, Span
from bot.domain.meetings.schedule_words.days import YEAR_MONTH
from bot.domain.words.months import month_number


def named_month(word: str, today: date) -> Asked | None:
    """A month as a token names it, or its name: of that the nearest."""
    if (exact := YEAR_MONTH.fullmatch(word)) is not None:
        return month_asked(date(int(exact[1]), int(exact[2]), 1), today)
    number = month_number(word)
    if number is None:
        return None
    # The nearest of that name: in November "Oktober" has just been, "Januari" is to come.
    comes = today.year + (number < today.month)
    has_been = (number - today.month) % 12 > 6
    return month_asked(date(comes - has_been, number, 1), today)


def month_asked(first: date, today: date) -> Asked:
    """The whole month, or what is left of it."""
    last = month_end(first.year, first.month)
    begin = max(first, today) if last >= today else first
    return Asked(Span.MONTH, f"{first:%Y-%m}", begin, last)
