"""Words of time as Indonesians write them, one vocabulary for every reader: months, weekdays, dashes, joiners, years.

`plain` makes a text comparable sign by sign, `tidy` word by word. Readers of plans, of typed dates and of hours begin
with `tidy` and know one spelling of each word: `s/d` for what leads from a first day to a last one, `-` for every dash.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import MAXYEAR, MINYEAR

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
WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
# The days of the Javanese week of five: said beside the day, as in "Rabu Wage"; they are passed over.
PASARAN = ("legi", "pahing", "pon", "wage", "kliwon")
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
_SHORTEST_MONTH, _LONG_MONTH = 3, 6

# Hyphens, dashes and minus signs, also as an older code page leaves them; blanks of every width are found by `str.split`.
_PLAIN = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\ufe58\ufe63\uff0d\x96\x97", "-"),
    **dict.fromkeys("\u2019\u2018\u201b`\u00b4\u02bc\u02bb\u2032\uff07\x91\x92", "'"),
    **dict.fromkeys("\u2044\u2215", "/"),
}
# Seen by nobody though not of the category of invisible formats: fillers, variation selectors, the grapheme joiner.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0") | set(
    map(chr, range(0xFE00, 0xFE10))
)
# What has a plain form: letters and signs of double width, Roman figures of one sign, three points in one. Not raised
# figures: with the mark of a footnote "Oktober 2023" would be another year.
_WIDE = frozenset({"Lu", "Ll", "Nl", "Po", "Pd", "Ps", "Pe", "Sm"})

# What leads from the first to the last: "s / d", "s.d.", "s/d.", "sd", "sampai dgn", "..".
UNTIL = re.compile(r"(?<![a-z])(?:s\s?[/.]\s?d|sd|(?:sampai|sampe)(?:\s+(?:dengan|dgn|dg))?|hingga)(?![a-z])\.?|\.{2,}")
# Whatever is left for somebody to fill in: "... November", ". . .", "__", "( )". It is no word that leads from day to day.
BLANK = "…"
_STRESS = re.compile(r"\A([_*]+)(?=\w)(.*)(?<=\w)\1\Z", re.DOTALL)
_BLANKS = re.compile(r"\.(?:\s\.)+[.\s]*|_{2,}|(?<!\S)_(?!\S)|\(\s*\)|\[\s*\]")
_DOTS = re.compile(r"([^\W_]*)(\s?)(\.{2,})(\s?)(?=([^\W_]*))")
_SPELLINGS = tuple(
    (re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])\.?"), spelling)
    for pattern, spelling in (
        (r"jum\s?'?\s?at|jumaat", "jumat"),
        ("ahad", "minggu"),
        ("tgl", "tanggal"),
        ("bln", "bulan"),
        ("thn?", "tahun"),
        ("pkl", "pukul"),
    )
)
_UNITS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
# The numbers of days in words, "belas" and "puluh" with or without a blank before them.
NUMBERS = (*_UNITS, "sepuluh", "sebelas")
DAY_NUMBERS = {
    **{word: number for number, word in enumerate(NUMBERS, 1)},
    **{f"{word} belas": number for number, word in enumerate(_UNITS[1:], 12)},
    "dua puluh": 20,
    **{f"dua puluh {word}": number for number, word in enumerate(_UNITS, 21)},
    "tiga puluh": 30,
    "tiga puluh satu": 31,
}
_IN_WORDS = "|".join(word.replace(" ", " ?") for word in sorted(DAY_NUMBERS, key=len, reverse=True))
# "2 (dua)", "dua (2)".
_SAID_TWICE = re.compile(
    rf"(?<![\w.,/-])(?:0?(\d{{1,2}}) ?\( ?({_IN_WORDS}) ?\)|(?<!belas )(?<!puluh )({_IN_WORDS}) ?\( ?0?(\d{{1,2}}) ?\))"
)
_ENGLISH_ORDINAL = re.compile(
    r"(?P<before>\b[a-z]{3,}\.? )?(?<![\d.,/])(?P<day>\d{1,2})(?P<th>st|nd|rd|th)(?![a-z\d])(?:(?P<of> of)?(?= (?P<after>[a-z]{3,})))?"
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
# A year of two figures is one of the office's time.
_NEAR = 5


def plain(text: str) -> str:
    """The text as it is seen: without invisible characters, with one blank between words, `-` and `'` of one kind."""
    if text.isascii() and text.isprintable():
        return " ".join(text.replace("`", "'").split())
    return " ".join("".join(map(seen, text)).split())


def tidy(text: str) -> str:
    """`plain` in lower case, with one spelling of each word that joins or leads: `s/d`, `tanggal`, `jumat`, `pukul`."""
    words = _BLANKS.sub(f" {BLANK} ", _STRESS.sub(r"\2", plain(text).casefold()))
    words = _ENGLISH_ORDINAL.sub(_without_ordinal, words)
    words = _DOTS.sub(_joined_or_blank, words)
    for pattern, spelling in _SPELLINGS:
        words = pattern.sub(spelling, words)
    return " ".join(UNTIL.sub(" s/d ", words).split())


def numbered(words: str) -> str:
    """Tidy words with numbers that are said twice, `13 (tiga belas)`, said once, and `tanggal 13 bulan 11` by its name.

    Where figure and word differ both stay, and no rule reads them.
    """
    words = _SAID_TWICE.sub(_once, words)
    if "puluh" in words or "belas" in words or any(word in words for word in _UNITS):
        words = _DAY_IN_WORDS.sub(_day_in_figures, words)
        words = _YEAR_IN_WORDS.sub(lambda match: f"{2000 + _in_figures(match['of'])}", words)
    return _NUMBERED_MONTH.sub(_named_month, words)


def _day_in_figures(match: re.Match[str]) -> str:
    if month_number(match["month"] or match["behind"]) is None:
        return match[0]
    return f"{match['named'] or ''}{_in_figures(match['day'] or match['other'])}"


def _once(match: re.Match[str]) -> str:
    figures, word = match[1] or match[4], match[2] or match[3]
    return f" {figures} " if int(figures) == _in_figures(word) else match[0]


def _in_figures(word: str) -> int:
    plain_word = word.replace(" ", "")
    return next(number for said, number in DAY_NUMBERS.items() if said.replace(" ", "") == plain_word)


def _named_month(match: re.Match[str]) -> str:
    return f"{match['days'] or match['day']} bulan {MONTHS[int(match['month'] or match['other']) - 1]}"


def _without_ordinal(match: re.Match[str]) -> str:
    """`13th November`, `November 13th`: elsewhere "13th" is of years."""
    day, before, after = int(match["day"]), (match["before"] or "").strip(" ."), match["after"] or ""
    right = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    # "November 2nd week" is no day.
    of_a_month = month_number(after) is not None if after else month_number(before) is not None
    if match["th"] != right or not of_a_month:
        return match[0]
    return f"{match['before'] or ''}{match['day']}"


def _joined_or_blank(match: re.Match[str]) -> str:
    """Points lead from one to the other between figures, or months if they are two or touch both."""
    before, gap, points, behind, after = match.groups()
    close = not (gap or behind) or len(points) == len("..")
    figures = before.isdecimal() and after.isdecimal()
    months = all(word.isdecimal() or month_number(word) is not None for word in (before, after))
    return match[0] if figures or (months and close) else f"{before} {BLANK} "


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


def weekday_number(word: str) -> int | None:
    """0-6 from Monday on for the name of a weekday or an abbreviation of three letters (`sen`, `jum`), else None.

    "Minggu" is a Sunday here; whether a week is meant, what stands beside it says.
    """
    word = word.casefold().strip(".").replace("'", "")
    return WEEKDAYS.index(word) if word in WEEKDAYS else _WEEKDAY_VARIANTS.get(word)


def is_pasaran(word: str) -> bool:
    """Whether a word is a day of the Javanese week of five."""
    return word in PASARAN or word in _PASARAN_VARIANTS


def full_year(figures: str, near: int) -> int | None:
    """The year that four or two figures mean; of two the one within five years of `near`, else None."""
    year = int(figures)
    if len(figures) == len("2023"):
        return year if MINYEAR <= year <= MAXYEAR else None
    if len(figures) != len("23"):
        return None
    year += near // 100 * 100
    return next((one for one in (year, year - 100, year + 100) if abs(one - near) <= _NEAR), None)


def is_slip(word: str, name: str) -> bool:
    """Whether one inserted, dropped or changed letter, or two swapped ones, make `word` of `name`."""
    if abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    rest, other = word[start:], name[start:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other or rest == other[1:] or rest[1:] == other[1:]


def seen(sign: str) -> str:
    """A character as it is seen: none, one, or several (three points in one)."""
    if sign in _PLAIN:
        return _PLAIN[sign]
    if sign.isascii() and sign.isprintable():
        return sign
    category = unicodedata.category(sign)
    if category == "Cf" or sign in _UNSEEN or (category == "Cc" and not sign.isspace()):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(sign))
    return unicodedata.normalize("NFKC", sign) if category in _WIDE else sign
