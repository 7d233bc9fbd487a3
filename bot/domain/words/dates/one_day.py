"""One day as Indonesians type it: `12 Oktober 2023`, `12/10/2023`, `Kamis, 12 okt`."""

from __future__ import annotations

from datetime import date

from bot.domain.words.dates.beside import check_weekday, with_weekdays
from bot.domain.words.dates.date_words import LONGEST, date_words
from bot.domain.words.dates.part_of_day import check_part_of_day
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.relative import coming_weekday, from_today
from bot.domain.words.dates.written import numeric, worded
from bot.domain.words.weekdays import weekday_number


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


def parse_deadline(text: str, *, today: date, is_over: bool) -> date:
    """Till which day something is to be done: a date, or a weekday alone, which is the next of that name.

    Of the name of today it is today, unless that `is_over`. Raises `DateProblem`, as `parse_date`.
    """
    weekday = weekday_number(date_words(text).removeprefix("hari ").strip()) if len(text) <= LONGEST else None
    if weekday is None:
        return parse_date(text, today=today)
    return coming_weekday(weekday, today) if is_over or weekday != today.weekday() else today
