"""A day, or some that follow each other, among other words."""

from __future__ import annotations

import contextlib
import re
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.meetings.schedule_words.asked import Unknown
from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.weekdays import weekday_number

if TYPE_CHECKING:
    from collections.abc import Sequence


DAYS_TOKEN = re.compile(r"(\d{4}-\d\d-\d\d)(?:_(\d{4}-\d\d-\d\d))?")
YEAR_MONTH = re.compile(r"(20\d\d)-(0?[1-9]|1[0-2])")
_SAYS_DAY = re.compile(r"\d|\b(?:ini|besok|esok|lusa|depan|datang|mendatang)\b")
_SAYS_WEEK = re.compile(r"minggu [1-5] .+")
# Days from which on "14 November" is rather the last one.
_FAR = 183


def with_day(words: list[str], today: date) -> list[str]:
    """The same with a day, or some that follow each other, as one word (`2023-10-06`, `2023-10-06_2023-10-08`)."""
    for count in range(len(words) if _SAYS_DAY.search(" ".join(words)) else 0, 0, -1):
        for start in range(len(words) - count + 1):
            said = words[start : start + count]
            if any(map(fixed, said)):
                continue
            try:
                days = _in_near_year(parse_days(" ".join(said), today=today), " ".join(said), today)
            except DateProblem as problem:
                if problem.code == "no_such_day":
                    raise Unknown(" ".join(said)) from None
                if problem.code == "weekday_mismatch" and _says_week(said, today):
                    return [*words[: start + 1], f"ke-{said[1]}", *words[start + 2 :]]
                continue
            token = "_".join(dict.fromkeys(day.isoformat() for day in days))
            return [*words[:start], token, *words[start + count :]]
    return words


def _says_week(said: Sequence[str], today: date) -> bool:
    """Whether "minggu 2 november" is the second week: no Sunday has that number."""
    if not _SAYS_WEEK.fullmatch(" ".join(said)):
        return False
    day = " ".join(said[1:])
    return _in_near_year(parse_days(day, today=today), day, today)[0].weekday() != weekday_number("minggu")


def _in_near_year(days: tuple[date, date], said: str, today: date) -> tuple[date, date]:
    """The same days; where no year was said and they are far, those that have just been."""
    if re.search(r"20\d\d", said) or (days[0] - today).days <= _FAR:
        return days
    with contextlib.suppress(ValueError):
        return days[0].replace(year=days[0].year - 1), days[1].replace(year=days[1].year - 1)
    return days


def fixed(word: str) -> bool:
    """Whether a word is a token already, by which no other day is said."""
    return word in {"hariini", "besok"} or YEAR_MONTH.fullmatch(word) is not None
