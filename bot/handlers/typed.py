"""`<tanggal> [jam] [tempat]` as people type it after a command, split into a day, hours and a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.meetings.online_links import only_online, sounds_online, split_link
from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.relative import may_be_another_day
from bot.domain.words.dates.short_year import ends_with_short_year
from bot.domain.words.hours.reading import read_hours
from bot.domain.words.tidy import tidy
from bot.domain.words.unread import Unread, may_stand_before, unread
from bot.views.text import plain

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.words.hours.stretch import Hours

    Days = tuple[date, date]

# Senin, 13 November 2023 s/d Rabu, 15 November 2023.
_MOST_WORDS = 9
_ENDS_WITH_YEAR = re.compile(r"20\d\d$")
# A date of which only the beginning was understood: "1 November s/d Desember".
_GOES_ON = re.compile(r"s/d\b|(?:dan|&|atau)\s|[-/]\S")
# Behind an hour, and behind no year.
_OF_AN_HOUR = re.compile(r"\W*(?:wib|wita|wit|pagi|siang|sore|petang|malam|mlm|subuh)\b", re.IGNORECASE)
# Nobody begins at 23 and writes that with two figures.
_LAST_HOUR = 22
_SEPARATOR = re.compile(r"^(?:[,;|]|[-–—](?=\s))\s*")
# Between the hours and the place.
_AT = re.compile(r"di\s+(?=\S)", re.IGNORECASE)
_BEFORE_PLACE = re.compile(
    r"(?:[\s,;|]|[-–—](?=\s))*(?:(?:ber)?tempat(?:\s*:|(?=\s+di\b))\s*|lokasi\s*:\s*)?", re.IGNORECASE
)


class Typed(NamedTuple):
    """First and last day, the hours of each if they are said, and the place or ""; `doubtful` are words that may mean others."""

    days: Days
    hours: Hours | None
    place: str
    doubtful: str


def split_appointment(text: str, today: date, zone: str) -> Typed:
    """The day, of one word (2023-10-12) up to nine, or first and last; hours and place, if any.

    `zone` is how the office's people call their time (WIB); a time said in another one is refused. The place keeps its
    own spacing and line breaks. Raises `DateProblem`.
    """
    days, said, rest = _split_days(text, today)
    found = read_hours(rest, zone)
    hours, place = found or (None, rest)
    doubts = [said if may_be_another_day(said, today) else "", "" if hours is None or hours.sure else hours.given]
    return Typed(days, hours, _BEFORE_PLACE.sub("", place, count=1), ", ".join(filter(None, doubts)))


def read_place(text: str, held: SessionFacts | None = None) -> tuple[str, str | None]:
    """The place, and the link in it; None: whatever link there is stays.

    A link alone is a meeting online. One that was held online alone and gets a place (`held`) has its link no more.
    """
    if held is not None and text == held.place:
        return text, None
    place, link = split_link(text)
    # "di Aula" is the room that "Aula" is, and an invitation says "Tempat: " of it.
    place = _AT.sub("", place, count=1) if _AT.match(place) else place
    if link:
        return place or plain("set-online-place"), link
    moves_on_the_spot = held is not None and only_online(held.place) and not sounds_online(place)
    return place, "" if moves_on_the_spot else None


def misread(text: str, today: date) -> tuple[Unread, str] | None:
    """What of an appointment in one line was not read, and the words of its date; None where no date is in it."""
    words = text.split()
    for at in range(len(words)):
        try:
            _, said, rest = _split_days(" ".join(words[at:]), today)
        except DateProblem:
            continue
        return (unread(rest, " ".join(words[:at])), said) if may_stand_before(words[:at]) else None
    return None


def _may_be_year(figures: str, rest: str) -> bool:
    """Whether two figures behind a month are its year and no hour: "6 Okt 23 jam 9", but not "6 Okt 23 WIB"."""
    if _GOES_ON.match(tidy(rest)) or _OF_AN_HOUR.match(rest):
        return False
    try:
        return not rest or int(figures) > _LAST_HOUR or read_hours(rest) is not None
    except DateProblem:
        return True


def _split_days(text: str, today: date) -> tuple[Days, str, str]:
    """First and last day, the words that say them, and the rest."""
    words = text.split()
    problem: DateProblem | None = None
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        said = " ".join(words[:count])
        try:
            days = parse_days(said, today=today)
        except DateProblem as error:
            if error.code == "weekday_mismatch" or (error.code == "no_such_day" and _ENDS_WITH_YEAR.search(said)):
                # A shorter date would leave its weekday out, or its year: 29 February is a day of another one.
                raise
            # What names the fault best: an impossible day rather than "not a date".
            if problem is None or problem.code == "not_a_date":
                problem = error
            continue
        rest = "".join(text.split(maxsplit=count)[count:])
        if (figures := ends_with_short_year(said, today)) and not _may_be_year(figures, rest):
            continue
        if _GOES_ON.match(tidy(rest)):
            raise DateProblem("not_a_date", given=" ".join(words[: count + 2]))
        return days, said, _SEPARATOR.sub("", rest)
    if problem is None or problem.code == "not_a_date":
        # The whole line would be a puzzle: only what stands where the date should be.
        raise DateProblem("not_a_date", given=words[0] if words else "")
    raise problem
