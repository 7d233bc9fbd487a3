"""A first and a last day with what leads from one to the other, or all days in a list."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from bot.domain.words.dates.beside import check_weekday, with_weekdays
from bot.domain.words.dates.one_day import parse_date
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.safe_date import safe_date

# Where a first day may end and a last one begin; a hyphen also stands within a date. "14 dan 15" are two that follow.
_JOINTS, _AND = re.compile(r"\s*(?:s/d|-)\s*"), re.compile(r"\s*(?:dan|&)\s*")
_LISTED = re.compile(r"((?:\d{1,2}\s*,\s*)*\d{1,2})\s*(?:,|,?\s*dan\b|,?\s*&)\s*(?=\d)")
_HALF_A_YEAR = timedelta(days=183)
# What is said of a date that was understood.
_OF_A_DATE = ("no_such_day", "weekday_mismatch", "days_apart")


def all_listed(words: str, text: str, today: date) -> tuple[date, date] | None:
    """`14, 15 dan 16 November 2023`: days of one month that follow each other."""
    match = _LISTED.match(words.removeprefix("tanggal "))
    if match is None:
        return None
    last = parse_date(words.removeprefix("tanggal ")[match.end() :], today=today)
    days = [safe_date(last.year, last.month, int(number), text) for number in re.findall(r"\d+", match[1])]
    return _following([*days, last], text)


def first_to_last(words: str, text: str, today: date, problem: DateProblem) -> tuple[date, date] | None:
    """A first and a last day with what leads from one to the other."""
    for joints in (_JOINTS, _AND):
        for joint in joints.finditer(words):
            try:
                last = parse_date(words[joint.end() :], today=today)
            except DateProblem as of_last:
                if problem.code == "not_a_date" and of_last.code in _OF_A_DATE:
                    raise
                continue
            first = _first_until(last, words[: joint.start()], today)
            if first > last:
                raise DateProblem("days_reversed", given=text.strip())
            return (first, last) if joints is _JOINTS else _following([first, last], text)
    return None


def _following(days: list[date], text: str) -> tuple[date, date]:
    if any(after - before != timedelta(days=1) for before, after in pairwise(days)):
        raise DateProblem("days_apart", given=text.strip())
    return days[0], days[-1]


def _first_until(last: date, words: str, today: date) -> date:
    weekdays, rest = with_weekdays(words)
    if re.fullmatch(r"\d{1,2}", rest):
        first = safe_date(last.year, last.month, int(rest), words)
        for weekday in weekdays:
            check_weekday(weekday, first, words)
        return first
    first = parse_date(words, default_year=last.year, today=today)
    if first > last and not re.search(r"\d{4}", words):
        # 30 Desember s/d 2 Januari 2024; "15 November s/d 13 November 2023" is a slip, and no year.
        before = parse_date(words, default_year=last.year - 1, today=today)
        return before if last - before < _HALF_A_YEAR else first
    return first
