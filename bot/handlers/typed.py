"""`<tanggal> [jam] [tempat]` as people type it after a command, split into a day, hours and a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.indonesian_dates import DateProblem, parse_days, parse_time_range
from bot.domain.links import only_online, sounds_online, split_link
from bot.views.text import plain

if TYPE_CHECKING:
    from datetime import date, time

    from bot.domain.facts import SessionFacts

    Days = tuple[date, date]
    Hours = tuple[time, time | None]

# Senin, 13 November 2023 s/d Rabu, 15 November 2023.
_MOST_WORDS = 9
_TIME = r"(?:(?:jam|pukul|pkl\.?)\s*)?\d[\d.:]*"
_ZONE = r"\s*\b(wib|wita|wit)\b"
_HOURS = re.compile(
    rf"({_TIME})(?:{_ZONE})?(?:\s*(?:-|–|s/d|s\.d\.?|sampai(?:\s+dengan)?)\s*({_TIME}|selesai)(?:{_ZONE})?)?(?=[\s,]|$)",
    re.IGNORECASE,
)
_STARTS_AS_TIME = re.compile(r"(?:jam|pukul|pkl\.?)?\s*\d", re.IGNORECASE)


def split_appointment(text: str, today: date, zone: str) -> tuple[Days, Hours | None, str]:
    """The day, of one word (2023-10-12) up to four (Kamis, 12 Oktober 2023), or first and last; hours and place, if any.

    `zone` is how the office's people call their time (WIB); a time said in another one is refused. The place keeps its
    own spacing and line breaks. Raises `DateProblem`.
    """
    days, rest = _split_days(text, today)
    match = _HOURS.match(rest)
    if match is None:
        if _STARTS_AS_TIME.match(rest):
            raise DateProblem("not_a_time", given=rest.split()[0])
        return days, None, rest
    start, first_zone, end, last_zone = match.groups()
    for said in filter(None, (first_zone, last_zone)):
        if said.upper() != zone:
            raise DateProblem("other_zone", given=said.upper(), own=zone)
    return days, parse_time_range(f"{start}-{end}" if end else start), rest[match.end() :].lstrip(", \n")


def read_place(text: str, held: SessionFacts | None = None) -> tuple[str, str | None]:
    """The place, and the link in it; None: whatever link there is stays.

    A link alone is a meeting online. One that was held online alone and gets a place (`held`) has its link no more.
    """
    if held is not None and text == held.place:
        return text, None
    place, link = split_link(text)
    if link:
        return place or plain("set-online-place"), link
    moves_on_the_spot = held is not None and only_online(held.place) and not sounds_online(place)
    return place, "" if moves_on_the_spot else None


def _split_days(text: str, today: date) -> tuple[Days, str]:
    words = text.split()
    problem: DateProblem | None = None
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        try:
            days = parse_days(" ".join(words[:count]), today=today)
        except DateProblem as error:
            # What names the fault best: an impossible day rather than "not a date".
            if problem is None or problem.code == "not_a_date":
                problem = error
            continue
        return days, "".join(text.split(maxsplit=count)[count:])
    if problem is None or problem.code == "not_a_date":
        # The whole line would be a puzzle: only what stands where the date should be.
        raise DateProblem("not_a_date", given=words[0] if words else "")
    raise problem
