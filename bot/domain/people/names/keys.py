"""What names are found by."""

from __future__ import annotations

from functools import lru_cache

from bot.domain.people.names.letters import letters_of
from bot.domain.people.names.titles import words_of_name

# A whole roster, whose names are looked at three times over.
_MOST_KEPT = 16_384


@lru_cache(_MOST_KEPT)
def name_key(name: str) -> str:
    """What is left of a name without titles: its letters and figures, of one case and without accents.

    Of a name that is nothing but signs or titles, the name as it is.
    """
    return "".join(words_of_name(name)) or " ".join(name.casefold().split())


@lru_cache(_MOST_KEPT)
def written_key(name: str) -> str:
    """The same with its titles."""
    return letters_of(name) or name_key(name)
