"""Tags of members: what stands beside a name in a group, so that nobody has to ask who writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.vocabulary import OFFICE_POSITIONS
from bot.views.text import plain

if TYPE_CHECKING:
    from bot.domain.people.facts import PersonFacts

# Characters, without emoji (https://core.telegram.org/bots/api#setchatmembertag).
LONGEST = 16


def member_tag(person: PersonFacts, *, of_all: bool) -> str:
    """In the group of all the kecamatan, in a kecamatan's own the position; of the office's own people the position in both."""
    if of_all and person.district and person.position not in OFFICE_POSITIONS:
        return _cut(person.district)
    position = plain(f"tag-{person.position.name.lower().replace('_', '-')}")
    whole = f"{position} {person.division.value}" if person.division is not None else position
    return whole if len(whole) <= LONGEST else _cut(position)


def _cut(text: str) -> str:
    """As many whole words as fit, of one word its beginning."""
    words = text.split()
    while len(words) > 1 and len(" ".join(words)) > LONGEST:
        words.pop()
    return " ".join(words)[:LONGEST]
