"""Days that follow each other: `13-15 November 2023`, `13 Nov s/d 2 Desember 2023`, `14, 15 dan 16 November`."""

from __future__ import annotations

import re
from datetime import date

from bot.domain.words.dates.beside import check_weekday
from bot.domain.words.dates.date_words import LONGEST, date_words
from bot.domain.words.dates.first_and_last import all_listed, first_to_last
from bot.domain.words.dates.one_day import parse_date
from bot.domain.words.dates.part_of_day import check_part_of_day
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.relative import A_WEEKDAY
from bot.domain.words.dates.short_year import with_whole_year
from bot.domain.words.weekdays import WEEKDAYS

# Weekdays of a first and a last day, before or behind these.
_BOTH = rf"\(?(?:hari\s+)?({A_WEEKDAY})\s*(?:s/d|-|dan|&)\s*(?:hari\s+)?({A_WEEKDAY})\)?"
_BOTH_BEFORE, _BOTH_BEHIND = re.compile(rf"{_BOTH}[\s,/]*(?=\d|tanggal)"), re.compile(rf"[\s,/]*{_BOTH}$")
# "Nov 13-15, 2023": its days behind the month.
_MONTH_FIRST = re.compile(r"^([a-z]{3,})\.? (\d{1,2}(?:\s*(?:s/d|-|dan|&|,)\s*\d{1,2}(?!\d))+)(?:,? (\d{4}))?$")


def parse_days(text: str, *, today: date) -> tuple[date, date]:
    """First and last of some days that follow each other: `13-15 November 2023`, `13 Nov s/d 2 Desember 2023`, one day.

    What the first leaves out (month, year) is the last's. Raises `DateProblem`: those of `parse_date`, days_reversed,
    days_apart.
    """
    text = with_whole_year(text, today)
    try:
        day = parse_date(text, today=today)
    except DateProblem as problem:
        found = _several(text, today, problem)
        if found is None:
            if problem.code == "not_a_date" and len(text) <= LONGEST:
                check_part_of_day(date_words(text), text, lambda without: parse_days(without, today=today))
            raise
        return found
    return day, day


def _several(text: str, today: date, problem: DateProblem) -> tuple[date, date] | None:
    """Some days of what is no single one, which is the `problem`; None where that is all there is to say."""
    if len(text) > LONGEST:
        return None
    words = _MONTH_FIRST.sub(r"\2 \1 \3", date_words(text))
    both = _BOTH_BEFORE.match(words) or _BOTH_BEHIND.search(words)
    try:
        if both is None:
            return all_listed(words, text, today) or first_to_last(words, text, today, problem)
        days = parse_days(words[: both.start()] + words[both.end() :], today=today)
    except DateProblem as of_these:
        if of_these.code == "not_a_date":
            return None
        raise
    for word, one in zip(both.groups(), days, strict=True):
        check_weekday(WEEKDAYS.index(word), one, text)
    return days
