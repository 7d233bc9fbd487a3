"""The numbers of days in words."""

from __future__ import annotations

UNITS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
# The numbers of days in words, "belas" and "puluh" with or without a blank before them.
NUMBERS = (*UNITS, "sepuluh", "sebelas")
DAY_NUMBERS = {
    **{word: number for number, word in enumerate(NUMBERS, 1)},
    **{f"{word} belas": number for number, word in enumerate(UNITS[1:], 12)},
    "dua puluh": 20,
    **{f"dua puluh {word}": number for number, word in enumerate(UNITS, 21)},
    "tiga puluh": 30,
    "tiga puluh satu": 31,
}


def in_figures(word: str) -> int:
    """The number that a word of `DAY_NUMBERS` is, with or without a blank in it."""
    plain_word = word.replace(" ", "")
    return next(number for said, number in DAY_NUMBERS.items() if said.replace(" ", "") == plain_word)
