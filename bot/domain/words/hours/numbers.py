"""Hours in words: `tujuh`, `setengah delapan`, `lewat lima belas menit`."""

from __future__ import annotations

import re

NUMBERS = {
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
    "dua belas": 12,
    "duabelas": 12,
    "tiga belas": 13,
    "empat belas": 14,
    "lima belas": 15,
    "enam belas": 16,
    "tujuh belas": 17,
    "delapan belas": 18,
    "sembilan belas": 19,
    "dua puluh": 20,
    "dua puluh satu": 21,
}
_WORD = rf"(?P<word>{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?![a-z])(?!\s+(?:belas|puluh))"
_NUMBER = rf"(?:{_WORD}|(?P<figure>\d{{1,2}})(?![\d.,:/]))"
HALF = re.compile(rf"setengah\s+{_NUMBER}")
SPOKEN = re.compile(_WORD)
PAST = re.compile(
    r"(?P<sign>lewat|lebih|kurang)\s+(?:(?P<minutes>\d{1,2})(?:\s+(?:menit|mnt))?|(?P<quarter>seperempat))(?![a-z\d])"
)


def number_said(match: re.Match[str]) -> int:
    """The number that was said, in words or in figures."""
    said = match.groupdict()
    return NUMBERS[said["word"]] if said["word"] else int(said["figure"])


def past_hour(hour: int, past: re.Match[str] | None) -> tuple[int, int]:
    """`lewat 15`, `kurang seperempat`."""
    if past is None:
        return hour, 0
    minutes = 15 if past["quarter"] else int(past["minutes"])
    return (hour, minutes) if past["sign"] != "kurang" else (hour - 1 or 12, 60 - minutes)
