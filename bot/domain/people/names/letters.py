"""The letters of a name."""

from __future__ import annotations

import re
import unicodedata

_NO_LETTERS = re.compile(r"[^a-z0-9]")


def letters_of(word: str) -> str:
    """Its letters and figures in lower case, without accents and apostrophes."""
    if word.isascii():
        return _NO_LETTERS.sub("", word.lower())
    plain = unicodedata.normalize("NFKD", word.casefold())
    # One of the apostrophes (U+02BC) counts as a letter for Unicode.
    return "".join(sign for sign in plain if sign.isalnum() and unicodedata.category(sign) != "Lm")
