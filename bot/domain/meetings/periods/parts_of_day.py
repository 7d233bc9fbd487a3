"""The part of the day that stands beside a date, which is said of its hour."""

from __future__ import annotations

import re

from bot.domain.words.months import SHORT_MONTHS
from bot.domain.words.weekdays import WEEKDAYS

# The part of the day of a date, which is said of its hour as figures are: "Rabu malam, 15 November", "15 November 2023 (malam)".
# Before a weekday or a day it is the evening before, or nobody knows: "malam Rabu", "malam 17 Agustus".
_PARTS = r"(?:pagi|siang|sore|petang|malam)(?: ?hari)?(?![\w-])"
_YEAR_BEHIND = r"(?:,? ?(?:tahun )?20\d\d| ?[/-]? ?'?\d\d)?"
_DATED = (
    rf"\d\)?[ /.-]*(?:bulan )?(?:{SHORT_MONTHS})[a-z]*\.?{_YEAR_BEHIND}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2}(?:\d{2})?|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
)
PART_OF_DAY = re.compile(
    rf"(\b(?:{'|'.join(WEEKDAYS)}))(?: ?\( ?{_PARTS} ?\)| {_PARTS}(?! ?(?:{'|'.join(WEEKDAYS)}|tanggal \D)))(?=[ ,/]* ?(?:\(?tanggal )?\d)"
    rf"|({_DATED})(?:,? ?\( ?{_PARTS} ?\)|,? {_PARTS}(?! ?,? ?(?:{'|'.join(WEEKDAYS)}|\d|tanggal\b|{SHORT_MONTHS})))"
)
