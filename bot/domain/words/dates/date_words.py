"""The words of a date as all readers of dates know them."""

from __future__ import annotations

import re

from bot.domain.words.numbered import numbered
from bot.domain.words.tidy import tidy

# Of longer texts each sign would be tried for a joint.
LONGEST = 160
# "13 bulan November" is no number of months where a day is asked for.
_BULAN = re.compile(r"(\d) bulan (?=[a-z])")


def date_words(text: str) -> str:
    """The text as the patterns here know it, without the label that it has in a letter: `Hari/Tanggal : ...`."""
    words = numbered(re.sub(r"\bjum at\b", "jumat", tidy(text))).strip().rstrip(".,;")
    words = _BULAN.sub(r"\1 ", " ".join(words.split()))
    return re.sub(r"^(?:hari\s*/\s*tanggal|tanggal|hari)\s*:\s*", "", words)
