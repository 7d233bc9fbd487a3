"""One day as it is written, in figures or with the name of its month."""

from __future__ import annotations

import re
from datetime import date

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.safe_date import safe_date
from bot.domain.words.dates.year import without_year, year_said
from bot.domain.words.months import month_number

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def numeric(words: str, given: str, default_year: int | None, today: date | None) -> date | None:
    """`12/10/2023`, `2023-10-12`, `12102023`; None where it is not in figures alone."""
    # Excel gives 2023-10-05 00:00:00.
    if match := re.fullmatch(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?:[ t]00:00(?::00)?(?:\.0+)?)?", words):
        return safe_date(int(match[1]), int(match[3]), int(match[4]), given)
    if match := re.fullmatch(r"(\d{1,2})\s?([/.-]|\s)\s?(\d{1,2})\s?\2\s?(\d{4})", words):
        return safe_date(int(match[4]), int(match[3]), int(match[1]), given)
    if match := re.fullmatch(r"(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?'?(\d{2})", words):
        return safe_date(year_said(match[4], given, default_year, today), int(match[3]), int(match[1]), given)
    # Eight figures begin with the year or end with it: never both, for no month is the 20th.
    if match := re.fullmatch(r"(20\d\d)(0\d|1[0-2])(\d\d)|(\d\d)(\d\d)(20\d\d)", words):
        return safe_date(int(match[1] or match[6]), int(match[2] or match[5]), int(match[3] or match[4]), given)
    # Without a year only with a slash: 09.10 and 09-10 are times of day.
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})", words):
        return without_year(int(match[2]), int(match[1]), given, default_year, today)
    return None


def worded(words: str, given: str, default_year: int | None, today: date | None) -> date | None:
    """`12 Oktober 2023`, `12-Okt-23`, `October 12, 2023`; None where it is not of that form."""
    match = re.fullmatch(
        r"(?P<day>\d{1,2})[\s/.-]*(?P<month>[a-z]+)\.?(?:[\s,/.-]*(?:tahun\s+)?(?P<year>\d{4})|[/-](?P<short>\d{2})|\s?'(?P<quoted>\d{2}))?",
        words,
    )
    # As an Excel of English speakers writes it: November 13, 2023.
    match = match or re.fullmatch(
        r"(?P<month>[a-z]{3,})\.?\s+(?P<day>\d{1,2})(?:\s*,?\s+(?P<year>\d{4}))?(?P<short>)(?P<quoted>)", words
    )
    if match is None:
        return None
    word = match["month"]
    has_year = match["year"] or match["short"] or match["quoted"]
    month = _ROMAN.index(word) + 1 if word in _ROMAN and has_year else month_number(word)
    if month is None:
        raise DateProblem("unknown_month", given=word)
    if has_year:
        return safe_date(year_said(has_year, given, default_year, today), month, int(match["day"]), given)
    return without_year(month, int(match["day"]), given, default_year, today)
