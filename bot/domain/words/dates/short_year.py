"""A year of two figures behind the name of a month: `6 Okt 23`."""

from __future__ import annotations

import re
from datetime import date

from bot.domain.words.dates.date_words import date_words
from bot.domain.words.months import month_number


def ends_with_short_year(text: str, today: date) -> str:
    """The two figures of this year or the next, of the office's time, behind a month: `6 Okt 23`; else ""."""
    match = _SHORT_YEAR.search(date_words(text))
    if match is None or month_number(match["month"]) is None:
        return ""
    return match["year"] if int(match["year"]) - today.year % 100 in {0, 1} else ""


def with_whole_year(text: str, today: date) -> str:
    """`6 Okt 23` with all figures of its year."""
    figures = ends_with_short_year(text, today)
    if not figures:
        return text
    at = text.rindex(figures)
    return f"{text[:at]}{today.year // 100}{text[at:]}"


_SHORT_YEAR = re.compile(r"\d\s*-?(?P<month>[a-z]{3,})\.?,? (?P<year>\d\d)$")
