"""`<tanggal> [jam] [tempat]` as people type it after a command, split into a day, hours and a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.indonesian_dates import DateProblem, parse_days
from bot.domain.indonesian_hours import read_hours
from bot.domain.links import only_online, sounds_online, split_link
from bot.views.text import plain

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.facts import SessionFacts
    from bot.domain.indonesian_hours import Hours

    Days = tuple[date, date]

# Senin, 13 November 2023 s/d Rabu, 15 November 2023.
_MOST_WORDS = 9
# Between the hours and the place.
_BEFORE_PLACE = re.compile(
    r"(?:[\s,;|]|[-–—](?=\s))*(?:(?:ber)?tempat(?:\s*:|(?=\s+di\b))\s*|lokasi\s*:\s*)?", re.IGNORECASE
)


def split_appointment(text: str, today: date, zone: str) -> tuple[Days, Hours | None, str]:
    """The day, of one word (2023-10-12) up to four (Kamis, 12 Oktober 2023), or first and last; hours and place, if any.

    `zone` is how the office's people call their time (WIB); a time said in another one is refused. The place keeps its
    own spacing and line breaks. Raises `DateProblem`.
    """
    days, rest = _split_days(text, today)
    found = read_hours(rest, zone)
    hours, place = found or (None, rest)
    return days, hours, _BEFORE_PLACE.sub("", place, count=1)


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
