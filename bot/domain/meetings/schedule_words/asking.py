"""What somebody wants to see of the calendar, by words: some days, a division, a kecamatan, their own, what has a name.

`pekan ini SDMO`, `besok`, `14-16 November`, `untuk saya`, `kecamatan Wonodadi`, `logistik`. Each part has a token of its own
(no blank, no full stop), so that buttons can say the same again; days that are said by today's (`hariini`) stay so.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.meetings.schedule_words.asked import Asked, Unknown
from bot.domain.meetings.schedule_words.phrases import TOKENS
from bot.domain.meetings.schedule_words.understood import MOST_WORDS, understood
from bot.domain.meetings.searching import is_part, nearest, search, vocabulary
from bot.domain.vocabulary import Division
from bot.domain.words.months import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.meetings.activity_facts import ActivityFacts


# What was typed, and what it was read as.
Read = tuple[tuple[str, str], ...]


def asked_for(
    words: Sequence[str], today: date, districts: Mapping[str, int], activities: Sequence[ActivityFacts]
) -> tuple[Asked, tuple[ActivityFacts, ...], Read]:
    """What the words ask for; the activities that it is about; and what slips were read as.

    `districts` are ids by name. Raises `Unknown` where a word is none of the calendar's own and nothing is found by it.
    """
    asked = understood(words, today, districts)
    if not asked.search:
        return asked, tuple(activities), ()
    if found := search(asked.search, activities):
        return asked, found, ()
    read = _slips(asked.search, districts, vocabulary(activities))
    text = " ".join(words[:MOST_WORDS]).casefold()
    for given, near in read:
        text = re.sub(rf"(?<![^\W_]){re.escape(given)}(?![^\W_])", near, text)
    asked = understood(text.split(), today, districts) if read else asked
    found = search(asked.search, activities) if asked.search else tuple(activities)
    if not read or not found:
        raise Unknown(" ".join(words))
    return asked, found, read


def _slips(wanted: Sequence[str], districts: Mapping[str, int], titles: frozenset[str]) -> Read:
    """Of the words that nothing is found by those that come near one that is known."""
    own = [*TOKENS, *MONTHS, *map(str.casefold, districts), *(one.value.casefold() for one in Division)]
    unknown = [word for word in wanted if not is_part(word, titles)]
    return tuple((word, near) for word in unknown if (near := nearest(word, [*own, *titles])))
