"""Weekdays by their names and abbreviations, and the days of the Javanese week of five."""

from __future__ import annotations

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
# The days of the Javanese week of five: said beside the day, as in "Rabu Wage"; they are passed over.
PASARAN = ("legi", "pahing", "pon", "wage", "kliwon")
_WEEKDAY_VARIANTS = {
    "ahad": 6,
    # Of the Javanese week of seven.
    "senen": 0,
    "slasa": 1,
    "rebo": 2,
    "kemis": 3,
    "jemuwah": 4,
    "jumuwah": 4,
    "setu": 5,
    "akad": 6,
    "sen": 0,
    "sel": 1,
    "rab": 2,
    "kam": 3,
    "jum": 4,
    "sab": 5,
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
_PASARAN_VARIANTS = frozenset({"manis", "paing"})


def weekday_number(word: str) -> int | None:
    """0-6 from Monday on for the name of a weekday or an abbreviation of three letters (`sen`, `jum`), else None.

    "Minggu" is a Sunday here; whether a week is meant, what stands beside it says.
    """
    word = word.casefold().strip(".").replace("'", "")
    return WEEKDAYS.index(word) if word in WEEKDAYS else _WEEKDAY_VARIANTS.get(word)


def is_pasaran(word: str) -> bool:
    """Whether a word is a day of the Javanese week of five."""
    return word in PASARAN or word in _PASARAN_VARIANTS
