"""A word that is none of the fixed ones, and which of them is nearest.

A word that no rule takes makes the whole unknown: nothing is cut off in silence.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_CLOSE = 0.6
# Longer than any of them: no slip of one.
_LONGEST = 80


class UnknownWord(ValueError):
    """Not one of the fixed words; `nearest` is the one that it begins, or else that comes nearest."""

    def __init__(self, written: str, known: Iterable[str]) -> None:
        super().__init__(written)
        self.nearest = (
            _nearest(words_alone(written), {words_alone(one): one for one in known})
            if len(written) <= _LONGEST
            else None
        )


def _nearest(plain: str, known: dict[str, str]) -> str | None:
    begun = [one for one in known if plain and one.startswith(f"{plain} ")]
    found = begun or get_close_matches(plain, known, cutoff=_CLOSE)
    return known[found[0]] if found else None


def words_alone(text: str) -> str:
    """Its words in lower case, one blank between them, without signs."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
