"""The division and the kecamatan that are named; what names neither is looked for."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.meetings.schedule_words.asked import Asked, Unknown
from bot.domain.meetings.searching import search_words
from bot.domain.office.districts import DistrictNames
from bot.domain.vocabulary import Division
from bot.domain.words.divisions import read_division
from bot.domain.words.unknown import UnknownWord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


# How many words are looked for, of how many letters.
_MOST_SEARCHED, _MOST_LETTERS = 3, 40
_LEADS_DIVISION = frozenset({"divisi", "div", "div.", "bidang"})


def with_names(asked: Asked, rest: Sequence[str], districts: Mapping[str, int]) -> Asked:
    """The same with the division and the kecamatan that are named; what names neither is looked for."""
    names = DistrictNames(districts)
    words, search = list(rest), []
    while words:
        for count in range(len(words), 0, -1):
            said = words[:count]
            if asked.division is None and (division := _division(said)) is not None:
                asked, words = replace(asked, division=division), words[count:]
                break
            if asked.district_id is None and (district := _district(said, names)) is not None:
                asked, words = replace(asked, district_id=districts[district]), words[count:]
                break
        else:
            word = words.pop(0)
            if not any(map(str.isalnum, word)):
                raise Unknown(word)
            search += search_words(word)
    return replace(asked, search=tuple(word[:_MOST_LETTERS] for word in search[:_MOST_SEARCHED]))


def _division(said: Sequence[str]) -> Division | None:
    if len(said) > 1 and said[0] not in _LEADS_DIVISION and not _DIVISION_LETTERS.fullmatch(" ".join(said)):
        return None
    with contextlib.suppress(UnknownWord):
        return read_division(" ".join(said), tuple(Division))
    return None


_DIVISION_LETTERS = re.compile(r"p ?p ?-? ?(?:ps|di)")


def _district(said: Sequence[str], names: DistrictNames) -> str | None:
    found = names.meant(" ".join(said))
    return found[0] if len(found) == 1 else None
