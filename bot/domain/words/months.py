"""Months by their names, old spellings, usual abbreviations, and what an English Excel makes of them."""

from __future__ import annotations

MONTHS = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)
# Old spellings, usual abbreviations, and what an English Excel makes of a date.
_MONTH_VARIANTS = {
    "nopember": 11,
    "pebruari": 2,
    "agt": 8,
    "ags": 8,
    "nop": 11,
    "peb": 2,
    "sept": 9,
    "may": 5,
    "march": 3,
    "june": 6,
    "july": 7,
    "august": 8,
    "aug": 8,
    "october": 10,
    "oct": 10,
    "december": 12,
    "dec": 12,
}
# How a month's name begins, or is abbreviated, as alternatives of a pattern.
SHORT_MONTHS = "jan|feb|peb|mar|apr|mei|jun|jul|agu|ags|agt|sep|okt|nov|nop|des"
_SHORTEST_MONTH, _LONG_MONTH = 3, 6


def month_number(word: str) -> int | None:
    """1-12 for a month's name, a common spelling or abbreviation of it, or one slip of the finger; else None."""
    word = word.casefold().strip(".")
    if word in _MONTH_VARIANTS:
        return _MONTH_VARIANTS[word]
    if len(word) >= _SHORTEST_MONTH:
        starts = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word)]
        if len(starts) == 1:
            return starts[0]
    if len(word) >= _LONG_MONTH:
        names = [*zip(MONTHS, range(1, 13), strict=True), *_MONTH_VARIANTS.items()]
        close = {number for name, number in names if is_slip(word, name)}
        return close.pop() if len(close) == 1 else None
    return None


def is_slip(word: str, name: str) -> bool:
    """Whether one inserted, dropped or changed letter, or two swapped ones, make `word` of `name`."""
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    rest, other = word[start:], name[start:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other or rest == other[1:] or rest[1:] == other[1:]
