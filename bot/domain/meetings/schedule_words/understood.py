"""Words said to the calendar, each read as one of its own or to be looked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.meetings.schedule_words.asked import Asked, Span
from bot.domain.meetings.schedule_words.names import with_names
from bot.domain.meetings.schedule_words.spans import NEAR, span_of, year_end
from bot.domain.meetings.schedule_words.tokens import calendar_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


MINE, DISTRICT = "saya", "@"
MOST_WORDS = 8


def understood(words: Sequence[str], today: date, districts: Mapping[str, int]) -> Asked:
    """What the words ask for; those that are none of the calendar's own are to be looked for."""
    asked = Asked(Span.NEAR, "dekat", today, today + NEAR)
    spanned = False
    rest: list[str] = []
    for word in calendar_tokens(words[:MOST_WORDS], today):
        if (span := span_of(word, today)) is not None:
            asked, spanned = replace(span, mine=asked.mine, district_id=asked.district_id), True
        elif word == MINE:
            asked = replace(asked, mine=True)
        elif word.startswith(DISTRICT) and word[1:].isdecimal() and int(word[1:]) in districts.values():
            asked = replace(asked, district_id=int(word[1:]))
        else:
            rest.append(word)
    asked = with_names(asked, rest, districts)
    if not spanned and (asked.division is not None or asked.search):
        # Who asks for a division or for a thing wants all of its plan, not only the next weeks.
        return replace(asked, span=Span.ALL, span_token=Span.ALL.value, last=year_end(today))
    return asked
