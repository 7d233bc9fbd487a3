"""Numbers of a date that are said in words or twice, in figures."""

from __future__ import annotations

import re

from bot.domain.words.day_numbers import DAY_NUMBERS, UNITS, in_figures
from bot.domain.words.months import MONTHS, month_number

_IN_WORDS = "|".join(word.replace(" ", " ?") for word in sorted(DAY_NUMBERS, key=len, reverse=True))
# "2 (dua)", "dua (2)".
_SAID_TWICE = re.compile(
    rf"(?<![\w.,/-])(?:0?(\d{{1,2}}) ?\( ?({_IN_WORDS}) ?\)|(?<!belas )(?<!puluh )({_IN_WORDS}) ?\( ?0?(\d{{1,2}}) ?\))"
)
# "tanggal tiga belas bulan November tahun dua ribu dua puluh tiga", as minutes of an inspection have it. Before "bulan" alone
# it may be a number of months.
_DAY_IN_WORDS = re.compile(
    rf"(?<![\w-])(?<!belas )(?<!puluh )(?<!ratus )(?<!ribu )(?:(?P<named>tanggal )(?P<day>{_IN_WORDS})(?= (?:bulan )?(?P<month>[a-z]{{3,}}))|(?P<other>{_IN_WORDS})(?= (?P<behind>[a-z]{{3,}})))"
)
_YEAR_IN_WORDS = re.compile(
    rf"(?<=[a-z] )(?:tahun )?dua ribu (?P<of>(?:{_IN_WORDS}))(?![a-z]| (?:belas|puluh|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b)"
)
_FIGURES = r"0?(?P<month>1[0-2]|[1-9])(?!\d| ?[./-] ?\d)"
# "tanggal 13-15 bulan 11 2023", "13 bulan 11 tahun 2023": without either it may be a number of months.
_NUMBERED_MONTH = re.compile(
    rf"(?P<days>\btanggal \d[\d\s,&-]*(?:(?:dan|s/d) \d[\d\s,&-]*)*) bulan (?:ke ?-? ?)?{_FIGURES}"
    rf"|(?P<day>(?<!\S)\d{{1,2}}(?: ?(?:-|s/d|dan|&) ?\d{{1,2}})*) bulan {_FIGURES.replace('P<month>', 'P<other>')}(?=,? (?:tahun )?(?:20\d\d)\b)"
)


def numbered(words: str) -> str:
    """Tidy words with numbers that are said twice, `13 (tiga belas)`, said once, and `tanggal 13 bulan 11` by its name.

    Where figure and word differ both stay, and no rule reads them.
    """
    words = _SAID_TWICE.sub(_once, words)
    if "puluh" in words or "belas" in words or any(word in words for word in UNITS):
        words = _DAY_IN_WORDS.sub(_day_in_figures, words)
        words = _YEAR_IN_WORDS.sub(lambda match: f"{2000 + in_figures(match['of'])}", words)
    return _NUMBERED_MONTH.sub(_named_month, words)


def _day_in_figures(match: re.Match[str]) -> str:
    if month_number(match["month"] or match["behind"]) is None:
        return match[0]
    return f"{match['named'] or ''}{in_figures(match['day'] or match['other'])}"


def _once(match: re.Match[str]) -> str:
    figures, word = match[1] or match[4], match[2] or match[3]
    return f" {figures} " if int(figures) == in_figures(word) else match[0]


def _named_month(match: re.Match[str]) -> str:
    return f"{match['days'] or match['day']} bulan {MONTHS[int(match['month'] or match['other']) - 1]}"
