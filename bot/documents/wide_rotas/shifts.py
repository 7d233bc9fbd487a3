"""What a word or a cell says of shifts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.documents.bounds import UnreadableTable
from bot.domain.duty.shifts import DEFAULT_HOURS, shift_hours

if TYPE_CHECKING:
    from collections.abc import Mapping


# "P/M", "P + S": both.
_AND = re.compile(r"\s*[/+,&]\s*|\s+(?:dan\s+)?")
USUAL = {"p": "pagi", "m": "malam", "x": "harian", "v": "harian", "√": "harian", "✓": "harian", "✔": "harian"}
# An S beside P and M is of the afternoon; alone it may be "sakit".
SIANG, BESIDE_SIANG = {"s": "siang"}, frozenset("pm")
_OFF = frozenset({"l", "lb", "off", "libur", "lepas", "cuti", "o", "0", "."})
NO_SHIFT = re.compile(r"\b(?:libur|off|lepas|cuti|izin|ijin|sakit|dinas|tugas luar)\b", re.IGNORECASE)


def is_shift(words: str) -> bool:
    """Whether a shift's hours are known by its words."""
    return bool(words) and (shift_hours(words) != DEFAULT_HOURS or "08.00" in words or "harian" in words.casefold())


def shifts_of(written: str, codes: Mapping[str, str], cell: str) -> list[str]:
    """The shifts that a cell means: none, one, or one for each of its codes. Raises `UnreadableTable` for any other."""
    word = " ".join(written.split()).casefold()
    parts = codes_in(word, codes)
    if len(parts) > 1:
        return [codes[part] for part in parts if codes[part]]
    if word in codes:
        return [codes[word]] if codes[word] else []
    if not word or is_off(word):
        return []
    if len(word) > 2 and is_shift(word):
        return [word]
    raise UnreadableTable("import-file-rota-cell", cell=cell, given=written[:40])


def codes_in(word: str, codes: Mapping[str, str]) -> list[str]:
    """The codes of a cell: `p/m`, `p s`; where one of them is none, the cell as it is."""
    parts = _AND.split(word)
    known = codes.keys() | USUAL.keys() | SIANG.keys()
    return parts if len(parts) > 1 and len(set(parts)) == len(parts) and set(parts) <= known else [word]


def is_off(word: str) -> bool:
    """Whether a word says that there is no shift."""
    return word.casefold() in _OFF or NO_SHIFT.fullmatch(word) is not None
