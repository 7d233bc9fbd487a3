"""One day as Indonesians type it: `12 Oktober 2023`, `12/10/2023`, `Kamis, 12 okt`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.words.dates.beside import check_weekday, with_weekdays
from bot.domain.words.dates.date_words import LONGEST, date_words
from bot.domain.words.dates.part_of_day import check_part_of_day
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.relative import coming_weekday, from_today
from bot.domain.words.dates.written import numeric, worded
from bot.domain.words.weekdays import weekday_number

if TYPE_CHECKING:
    from collections.abc import Container

# "Hari Minggu depan" is a day.
_OF_A_WEEK = re.compile(r"(?:minggu|pekan) (ini|depan)")


def parse_date(text: str, *, default_year: int | None = None, today: date | None = None) -> date:
    """Read one day. `today` serves `besok`, `Senin depan` and a missing year; `default_year` a missing year.

    Raises `DateProblem`: not_a_date, unknown_month, no_such_day, weekday_mismatch, missing_year, part_of_day.
    """
    if len(text) > LONGEST:
        raise DateProblem("not_a_date", given=text.strip())
    words = date_words(text)
    found = from_today(words, today)
    if found is not None:
        return found
    weekdays, rest = with_weekdays(words)
    found = (
        from_today(rest, today) or numeric(rest, text, default_year, today) or worded(rest, text, default_year, today)
    )
    if found is None:
        check_part_of_day(words, text, lambda without: parse_date(without, today=today))
        raise DateProblem("not_a_date", given=text.strip())
    for weekday in weekdays:
        check_weekday(weekday, found, text)
    return found


def parse_deadline(text: str, *, today: date, is_over: bool, free: Container[date] = ()) -> date:
    """Till which day something is to be done: a date, or a weekday alone, which is the next of that name.

    Of the name of today it is today, unless that `is_over`. Of a week, `minggu ini` or `pekan depan`, it is the last day from
    Monday to Friday that is not `free`, and the Sunday where none is ahead. Raises `DateProblem`, as `parse_date`.
    """
    words = date_words(text) if len(text) <= LONGEST else ""
    first = today + timedelta(days=is_over)
    if (week := _OF_A_WEEK.fullmatch(words)) is not None:
        monday = today + timedelta(days=7 * (week[1] == "depan") - today.weekday())
        days = [monday + timedelta(days=number) for number in range(5)]
        return max((day for day in days if day >= first and day not in free), default=monday + timedelta(days=6))
    weekday = weekday_number(words.removeprefix("hari ").strip())
    if weekday is None:
        return parse_date(text, today=today)
    return coming_weekday(weekday, today) if is_over or weekday != today.weekday() else today
