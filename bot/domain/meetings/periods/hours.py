"""What a planned time says of the hour, which its days do not hold."""

from __future__ import annotations

import re

from bot.domain.words.day_numbers import NUMBERS
from bot.domain.words.months import SHORT_MONTHS
from bot.domain.words.numbered import numbered
from bot.domain.words.tidy import tidy
from bot.domain.words.weekdays import WEEKDAYS

# The part of the day of a date, which is said of its hour as figures are: "Rabu malam, 15 November", "15 November 2023 (malam)".
# Before a weekday or a day it is the evening before, or nobody knows: "malam Rabu", "malam 17 Agustus".
_PARTS = r"(?:pagi|siang|sore|petang|malam)(?: ?hari)?(?![\w-])"
_YEAR_BEHIND = r"(?:,? ?(?:tahun )?20\d\d| ?[/-]? ?'?\d\d)?"
_DATED = (
    rf"\d\)?[ /.-]*(?:bulan )?(?:{SHORT_MONTHS})[a-z]*\.?{_YEAR_BEHIND}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2}(?:\d{2})?|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
)
_PART_OF_DAY = re.compile(
    rf"(\b(?:{'|'.join(WEEKDAYS)}))(?: ?\( ?{_PARTS} ?\)| {_PARTS}(?! ?(?:{'|'.join(WEEKDAYS)}|tanggal \D)))(?=[ ,/]* ?(?:\(?tanggal )?\d)"
    rf"|({_DATED})(?:,? ?\( ?{_PARTS} ?\)|,? {_PARTS}(?! ?,? ?(?:{'|'.join(WEEKDAYS)}|\d|tanggal\b|{SHORT_MONTHS})))"
)
_HOUR = r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?::[0-5]\d)?(?!\d|[./]\d)"
_BY_DAY = r"(?: ?(?:pagi|siang|sore|malam))?(?: ?(?:wib|wita|wit)\b)?"
_TILL = rf"(?: ?(?:-|s/d) ?(?:selesai|(?:pukul|jam)? ?(?:{_HOUR}|\d{{1,2}}(?= ?(?:pagi|siang|sore|malam|wib|wita|wit)\b)){_BY_DAY})(?: ?(?:wib|wita|wit)\b)?)?"
# "1x24 jam 13 November" is no hour, and "jam 13 November" none that is certain.
_NO_LENGTH = rf"(?<!\d)(?<![x\s]\d )(?<![x\s]\d\d )(?<![x\s]\d\d\d ){''.join(f'(?<!{word} )' for word in (*NUMBERS, 'belas', 'puluh', 'berapa'))}"
_NO_DAY = rf"(?! ?(?:(?:-|s/d|&|dan) ?\d{{1,2}} ?)?(?:bulan\b|{SHORT_MONTHS}))"
_PRAYER = r"(?:s[ha]{1,2}lat|solat|sholat) "
_BY_PRAYER = (
    rf"\b(?:ba'?da|bakda|ba'?kda|selepas|sehabis|habis|setelah|sesudah|usai) (?:{_PRAYER})?"
    r"(?:subuh|d?[zh]+uhur|lohor|as[h]?ar|mag?h?rib|isya'?|tarawih)(?![\w])"
    rf"|\b(?:(?:ba'?da|bakda|ba'?kda) (?:{_PRAYER})?|(?:selepas|sehabis|habis|setelah|sesudah|usai) {_PRAYER})jum'?at(?:an)?(?!\w)"
)
_HOURS = re.compile(
    rf"\b(?:pukul|{_NO_LENGTH}jam) ?:? ?(?:{_HOUR}|\d{{1,2}}(?![\d./]|-\d){_NO_DAY}){_BY_DAY}{_TILL}"
    rf"|(?<![\d./-])(?:{_HOUR} ?(?:wib|wita|wit)\b{_TILL}|{_HOUR} ?(?:-|s/d) ?{_HOUR}{_BY_DAY}"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d))"
    rf"|{_BY_PRAYER}"
)


def hours_said(text: str) -> str:
    """What a time says of the hour, which its days do not hold: `pukul 09.00 wib`, `malam`; "" where it says nothing of it."""
    return without_hours(f" {numbered(tidy(text))} ")[1]


def without_hours(words: str) -> tuple[str, str]:
    """The words without those of the hour, and these."""
    said: list[str] = []

    def _taken(match: re.Match[str]) -> str:
        kept: str = (match.re is _PART_OF_DAY and (match[1] or match[2])) or ""
        said.append(match[0][len(kept) :].strip(" ,()"))
        return f"{kept} "

    words = _PART_OF_DAY.sub(_taken, _HOURS.sub(_taken, words))
    return words, ", ".join(said)
