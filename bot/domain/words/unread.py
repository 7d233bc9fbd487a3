"""Of an appointment typed in one line what was not read: which words those are, and the line as it would be read.

`17 Nov Aula jam 9` has its hour behind the place, `17 Nov pagi Aula` has none, `jam 9 17 Nov Aula` begins with it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.reading import parse_hours
from bot.domain.words.hours.words_of_time import begins_with_time
from bot.domain.words.months import month_number
from bot.domain.words.weekdays import weekday_number


class Amiss(StrEnum):
    """What is wrong with a line; the value names a text."""

    UNREAD = "unread"
    ORDER = "order"
    NO_HOURS = "no-hours"
    NO_PLACE = "no-place"
    NEITHER = "neither"


class Unread(NamedTuple):
    """The words that were not read ("" where something is missing), and hours and place as they may have been meant, or ""."""

    amiss: Amiss
    words: str
    hours: str
    place: str


# What a place does not hold: an hour with its label or its zone, parts of a day, what is before or after something.
_WITHIN = re.compile(
    r"(?:(?:jam|pukul|pkl|pk)[.:]?\s*\d|\d{1,2}[.:]\d{2}(?!\d)|\d{1,2}\s*(?:-|s/d|sd|sampai)\s*\d{1,2}(?!\S)|\d{1,2}\s*(?:wib|wita|wit)\b"
    r"|(?:jam|pukul|pkl|sekitar|kira-kira|kurang\s+lebih|antara|pagi|siang|sore|petang|malam|seharian|sehari\s+penuh"
    r"|ba'?da|bakda|selepas|menjelang|setengah|seperempat)(?![\w-])|±)",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:sekitar|kira-kira|kurang\s+lebih|kurleb|antara|nanti|±)\s*", re.IGNORECASE)
# Behind these stands what it is before or after: "setelah apel".
_BEFORE_A_WORD = re.compile(
    r"(?:setelah|sesudah|sebelum|habis|usai|selepas|menjelang|ba'?da|bakda|sehari)$", re.IGNORECASE
)
_JOINS = re.compile(r"(?:-|–|—|~|s/d|s\.d\.?|sd|sampai|hingga|dan|atau|&|dengan)$", re.IGNORECASE)
_GOES_ON = re.compile(rf"lebih$|{_JOINS.pattern}", re.IGNORECASE)
_LEADS = frozenset({"dari", "mulai", "sejak", "pada"})
# Hours that an example offers for a part of the day.
_OFFERED = (
    (re.compile(r"malam|isya|mag?h?rib", re.IGNORECASE), "19.00-21.00"),
    (re.compile(r"sore|petang|as[h]?ar", re.IGNORECASE), "15.30-17.30"),
    (re.compile(r"siang|d?[zhl]+uhur|jum'?at", re.IGNORECASE), "13.00-15.00"),
    (re.compile(r"sehari", re.IGNORECASE), "08.00-16.00"),
)


def unread(rest: str, before: str = "") -> Unread:
    """What is wrong with the words behind the date; `before` stands before it, where the date should begin.

    Of what begins with hours they are read already (`read_hours`), and only its place may be missing.
    """
    found = _time_in(f"{before} {rest}")
    if found is None:
        words = f"{before} {rest}".strip()
        return Unread(Amiss.ORDER if before else Amiss.NO_HOURS if words else Amiss.NEITHER, before, "", words)
    said, place = found
    hours = _hours(said)
    if before:
        return Unread(Amiss.ORDER, before, hours or _offered(said), place)
    if hours == said and not place:
        return Unread(Amiss.NO_PLACE, "", hours, "")
    return Unread(Amiss.ORDER if hours == said else Amiss.UNREAD, said, hours or _offered(said), place)


def may_stand_before(words: list[str]) -> bool:
    """Whether words before a date are a place or hours in the wrong order, and no date that goes on: "5-6 dan 9-10 November"."""
    found = _time_in(" ".join(words))
    others = words if found is None or not _hours(found[0]) else found[1].split()
    of_a_date = any(month_number(word) is not None or weekday_number(word) is not None for word in others)
    return not (any(map(str.isdecimal, "".join(others))) or of_a_date or (others and _JOINS.match(others[-1])))


def _time_in(text: str) -> tuple[str, str] | None:
    """The words of time in a text, and the others."""
    words = text.split()
    start = next((at for at in range(len(words)) if _begins(words, at)), None)
    if start is None:
        return None
    if start and words[start - 1].casefold() in _LEADS:
        start -= 1
    end = start + 1
    while end < len(words) and (
        _BEFORE_A_WORD.match(words[end - 1]) or begins_with_time(words[end]) or _GOES_ON.match(words[end])
    ):
        end += 1
    while end > start + 1 and _JOINS.match(words[end - 1]):
        end -= 1
    return " ".join(words[start:end]), " ".join([*words[:start], *words[end:]]).strip(" ,;")


def _begins(words: list[str], at: int) -> bool:
    rest = " ".join(words[at:])
    return _WITHIN.match(rest) is not None or (at == 0 and begins_with_time(rest))


def _hours(said: str) -> str:
    """The words as they are read as hours, without what makes them vague; "" where they are none."""
    for words in (said, _VAGUE.sub("", said, count=1)):
        try:
            parse_hours(words)
        except DateProblem:
            continue
        return words
    return ""


def _offered(said: str) -> str:
    return next((hours for pattern, hours in _OFFERED if pattern.search(said)), "")
