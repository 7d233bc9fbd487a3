"""Search of the plan by words, as people type them on a phone: a part of a word is enough, and slips are read."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.domain.meetings.titles import list_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.meetings.activity_facts import ActivityFacts

_WORD = re.compile(r"[^\W_]+")
# Of titles they say nothing.
_SMALL = frozenset(
    [
        "dan",
        "di",
        "ke",
        "dari",
        "untuk",
        "pada",
        "dengan",
        "oleh",
        "dalam",
        "bagi",
        "yang",
        "atau",
        "the",
        "acara",
        "kegiatan",
        "rencana",
    ]
)
# So much of a word is one: "log", "dct"; behind what Indonesian puts before it ("awas" of "pengawasan") it takes more.
_PART, _WITHIN = 3, 4
_PREFIXES = (
    "me",
    "mem",
    "men",
    "meng",
    "meny",
    "memper",
    "pe",
    "pem",
    "pen",
    "peng",
    "peny",
    "per",
    "pember",
    "pemer",
    "ke",
    "keter",
    "ber",
    "di",
    "ter",
    "se",
)
_CLOSE = 0.8
# Longer than any word of a plan: no slip of one.
_LONGEST = 40


def search_words(text: str) -> list[str]:
    """The words by which something can be looked for."""
    return [word for word in _WORD.findall(text.casefold()) if word not in _SMALL]


def search(wanted: Sequence[str], activities: Iterable[ActivityFacts]) -> tuple[ActivityFacts, ...]:
    """The activities, in their order, whose title, kind, place or code has all the words (of `search_words`).

    Where none has, those whose aims and outputs do.
    """
    among = [(one, _title_words(one)) for one in activities]
    return _having(wanted, among) or _having(wanted, [(one, words | _aims_words(one)) for one, words in among])


def search_with_slips(
    wanted: Sequence[str], activities: Sequence[ActivityFacts]
) -> tuple[tuple[ActivityFacts, ...], dict[str, str]]:
    """As `search`; where nothing is found, by the words that are known and come nearest. With it what slips were read as."""
    if not wanted:
        return (), {}
    if found := search(wanted, activities):
        return found, {}
    known = vocabulary(activities)
    read = {word: near for word in wanted if not is_part(word, known) and (near := nearest(word, known))}
    return (search([read.get(word, word) for word in wanted], activities) if read else ()), read


def vocabulary(activities: Iterable[ActivityFacts]) -> frozenset[str]:
    """The words that `search` finds something by, but for aims and outputs."""
    return frozenset().union(*map(_title_words, activities))


def is_part(word: str, words: Iterable[str]) -> bool:
    """Whether `word` is one of them, or so much of one that it is meant."""
    if len(word) < _PART:
        return word in words
    starts = word if len(word) < _WITHIN else (word, *(f"{prefix}{word}" for prefix in _PREFIXES))
    return any(one.startswith(starts) for one in words)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Of some words (of three letters and more) the one that `word` is a slip of."""
    if not _PART <= len(word) <= _LONGEST:
        return None
    found = get_close_matches(word, [one for one in known if len(one) >= _PART], cutoff=_CLOSE)
    return found[0] if found else None


def _having(wanted: Sequence[str], among: Iterable[tuple[ActivityFacts, frozenset[str]]]) -> tuple[ActivityFacts, ...]:
    return tuple(one for one, words in among if all(is_part(word, words) for word in wanted))


def _title_words(activity: ActivityFacts) -> frozenset[str]:
    # As it is written, and in its short forms (Rakor, Bimtek), which are never longer.
    short = list_title(activity.short_title, len(activity.short_title))
    return _set_of(f"{activity.title} {short} {activity.kind.value} {activity.code} {activity.place}")


def _aims_words(activity: ActivityFacts) -> frozenset[str]:
    return _set_of(f"{activity.aims} {activity.outputs}")


# A plan's texts are looked through at every search.
@lru_cache(maxsize=2048)
def _set_of(text: str) -> frozenset[str]:
    return frozenset(search_words(text))
