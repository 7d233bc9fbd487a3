"""What people type or paste, without the signs that nobody sees and that turn or hide others."""

from __future__ import annotations

import unicodedata

# Letters by their category that nobody sees, and the mark that glues graphemes.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\u2800")
_JOINER = "\u200d"
# Of emoji: what is joined stands after a symbol, or after what chose its look or its skin.
_JOINED_AFTER = frozenset({"So", "Sk", "Mn"})


def without_unseen(text: str) -> str:
    """The text without controls (but line breaks and tabs), direction signs, zero-width signs and fillers; emoji stay whole."""
    if text.isascii() and text.isprintable():
        return text
    kept = [sign for place, sign in enumerate(text) if _is_seen(sign) or _joins(text, place)]
    return "".join(kept).replace("\u2028", "\n").replace("\u2029", "\n")


def _is_seen(sign: str) -> bool:
    if sign in _FILLERS:
        return False
    # A lone surrogate is no sign at all.
    return unicodedata.category(sign) not in {"Cf", "Cs"} and (sign in "\n\t\r" or unicodedata.category(sign) != "Cc")


def _joins(text: str, place: int) -> bool:
    """Whether a joiner holds two symbols together, as in a family of emoji."""
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return (
        text[place] == _JOINER
        and len(around) == len("xx")
        and unicodedata.category(around[0]) in _JOINED_AFTER
        and unicodedata.category(around[1]) == "So"
    )
