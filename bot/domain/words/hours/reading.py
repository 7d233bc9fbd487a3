"""Hours as Indonesians write and say them, one reader for every way in: dialogues, one-line commands, files, names of shifts.

`09.00-12.00 WIB`, `Pukul : 09.00 WIB s.d. selesai`, `jam 7 malam`, `1-3 siang`, `0900`, `setengah delapan`. Hours said
without a part of the day are those of an office: `jam 1` is 13.00. Where the other half of the day could be meant as well,
that is said (`Hours.sure`), so that whoever typed it can be asked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.end import end_said
from bot.domain.words.hours.marks import JOINER, LABEL, LEAD
from bot.domain.words.hours.meant import resolved
from bot.domain.words.hours.stretch import Hours
from bot.domain.words.hours.text import HourText
from bot.domain.words.hours.words_of_time import OF_TIME, first_words
from bot.domain.words.hours.zones import check_zone


def parse_hours(text: str, zone: str | None = None) -> Hours:
    """`09:00-12:00`, `09.00 s/d 12.00 WIB`, `1-3 siang`, `09.00 - selesai`, `09:00`: the whole text.

    `zone` is how the office's people call their time (WIB). Raises `DateProblem` not_a_time, end_before_start, other_zone.
    """
    found = read_hours(text, zone)
    if found is None or found[1].strip(" .,"):
        raise DateProblem("not_a_time", given=text.strip())
    return found[0]


def parse_time(text: str, zone: str | None = None) -> time:
    """One moment: `09:00`, `09.00`, `9`, `jam 9 pagi`, `pukul 13.30 WIB`, `setengah delapan`. Raises as `parse_hours`."""
    found = parse_hours(text, zone)
    reader = HourText(text)
    if reader.clock() is None or reader.take(JOINER):
        raise DateProblem("not_a_time", given=text.strip())
    return found.start


def read_hours(text: str, zone: str | None = None) -> tuple[Hours, str] | None:
    """The hours with which a text begins, and the rest as it was written; None where it begins with something else.

    Raises `DateProblem`: not_a_time where it begins with a figure or word of time that is no hour, or the hours go on in a
    way that cannot be read; end_before_start; other_zone.
    """
    reader = HourText(text)
    start = reader.clock()
    if start is None:
        if reader.take(rf"\(?{LEAD}(?:{LABEL})?\d\S*"):
            raise DateProblem("not_a_time", given=reader.read())
        return None
    end, is_open = end_said(reader, start)
    given = reader.read()
    rest = reader.rest()
    _check_rest(given, rest)
    hours = resolved(start, end, given, is_open=is_open)
    check_zone(hours, start, end, zone)
    return replace(hours, given=given), rest


def _check_rest(given: str, rest: str) -> None:
    """Hours that go on in a way that is not understood: `09.00 hingga sore`, `9-12 dan 13-15`, `09.00 12.00`."""
    problem = DateProblem("not_a_time", given=f"{given}{' ' * rest[:1].isspace()}{first_words(rest)}")
    reader = HourText(rest)
    reader.take(r"[\s,;]*")
    begin = reader.at
    goes_on = reader.take(rf"(?:{JOINER}|dan\b|atau\b|&|/)\s*")
    of_time = reader.take(OF_TIME) is not None
    is_dash = goes_on is not None and goes_on[0].strip() == "-"
    # "- Aula" only parts; "-an" makes it vague.
    if goes_on is not None and (of_time or not is_dash or goes_on[0][-1] == "-"):
        raise problem
    reader.at = begin
    again = reader.clock()
    if again is not None and (again.minute or not again.lone):
        raise problem
