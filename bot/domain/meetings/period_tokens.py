"""The words of a planned time one by one, each of a kind; what none of the kinds is says nothing of time.

A kind is one letter, so that the rules of `period_words` can be written as patterns over a line of kinds.

| kind | what it is | value |
| --- | --- | --- |
| `n` `N` `y` | a number of up to two figures, any other figures, a year | the number |
| `q` `o` `r` | a number in words, an ordinal, a Roman number | the number |
| `m` `w` `j` | month, weekday, day of the Javanese week | 1-12, 0-6 |
| `H` `G` `S` `b` `Q` `E` `T` | hari, tanggal, minggu (or a Sunday), bulan, triwulan, semester, tahun | months in it |
| `p` | awal, pertengahan, akhir | `MonthPart` |
| `e` `B` `U` `k` `K` `g` | setiap, sebulan, bulanan, kali, sekali, gelombang | months in it |
| `t` `h` `a` `c` `l` `:` `(` `)` | s/d, hyphen, dan, comma, slash, colon, brackets | |
| `D` `F` `z` `f` `A` `s` | batas akhir, harus selesai, selesai, mulai, antara, selama | |
| `x` `O` | sebelum or setelah, H-3 | -1 or 1, days |
| `I` | a stretch of time that is named, a date in figures to begin with | `Named` |
| `P` `X` | any other word; a word of time or a sign that no rule reads | |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Any

from bot.domain.meetings.period import MonthPart
from bot.domain.words.day_numbers import NUMBERS
from bot.domain.words.months import month_number
from bot.domain.words.numbered import numbered
from bot.domain.words.slips import is_slip
from bot.domain.words.tidy import tidy
from bot.domain.words.weekdays import WEEKDAYS, is_pasaran, weekday_number
from bot.domain.words.years import full_year


class Unit(IntEnum):
    """What a word names, from the shortest to the longest."""

    DAY = 0
    WEEK = 1
    PART = 2
    MONTH = 3
    QUARTER = 4
    HALF = 5
    YEAR = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A day, week or longer as it is written; what is left out (month, year) is that of its neighbours.

    `number` is the day, the week, the `MonthPart`, the month, the quarter or the half; 1 of a year. `loose` is "5 bulan
    November", which may be five months as well; `ends` is the end of what is named ("akhir tahun 2023"); `shift` counts
    the days of "H-3".
    """

    unit: Unit
    number: int
    month: int | None = None
    year: int | None = None
    loose: bool = False
    ends: bool = False
    shift: int = 0


@dataclass(frozen=True, slots=True)
class PeriodToken:
    """A word, or several that a rule has put together; `glued` has no blank on either side."""

    kind: str
    text: str
    value: Any = None
    glued: bool = False


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_YEARS = range(2000, 2100)

_ELECTION = re.compile(
    r"\bmasa (?:tenang|kampanye)\b(?=[ ,:]+(?:tanggal )?\d)|\b(?:pemilu|pilkada|pilpres|pileg|pemilihan(?: umum)?)(?: serentak)?(?: tahun)? 20\d\d(?!\d)|\btahun anggaran(?! *\d)"
)
_PEOPLE = re.compile(r"(?<![\d.,/-])\d{1,4} (?:orang|peserta|kecamatan|desa|kelurahan)\b")
_HOUR = r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?::[0-5]\d)?(?!\d|[./]\d)"
_BY_DAY = r"(?: ?(?:pagi|siang|sore|malam))?(?: ?(?:wib|wita|wit)\b)?"
_TILL = rf"(?: ?(?:-|s/d) ?(?:selesai|(?:pukul|jam)? ?(?:{_HOUR}|\d{{1,2}}(?= ?(?:pagi|siang|sore|malam|wib|wita|wit)\b)){_BY_DAY})(?: ?(?:wib|wita|wit)\b)?)?"
# "13/14/15 November" are three days, no date.
_MONTHS = "jan|feb|peb|mar|apr|mei|jun|jul|agu|ags|agt|sep|okt|nov|nop|des"
# "1x24 jam 13 November" is no hour, and "jam 13 November" none that is certain.
_NO_LENGTH = rf"(?<!\d)(?<![x\s]\d )(?<![x\s]\d\d )(?<![x\s]\d\d\d ){''.join(f'(?<!{word} )' for word in (*NUMBERS, 'belas', 'puluh', 'berapa'))}"
_NO_DAY = rf"(?! ?(?:(?:-|s/d|&|dan) ?\d{{1,2}} ?)?(?:bulan\b|{_MONTHS}))"
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
# The part of the day of a date, which is said of its hour as figures are: "Rabu malam, 15 November", "15 November 2023 (malam)".
# Before a weekday or a day it is the evening before, or nobody knows: "malam Rabu", "malam 17 Agustus".
_PARTS = r"(?:pagi|siang|sore|petang|malam)(?: ?hari)?(?![\w-])"
_YEAR_BEHIND = r"(?:,? ?(?:tahun )?20\d\d| ?[/-]? ?'?\d\d)?"
_DATED = (
    rf"\d\)?[ /.-]*(?:bulan )?(?:{_MONTHS})[a-z]*\.?{_YEAR_BEHIND}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2}(?:\d{2})?|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
)
_PART_OF_DAY = re.compile(
    rf"(\b(?:{'|'.join(WEEKDAYS)}))(?: ?\( ?{_PARTS} ?\)| {_PARTS}(?! ?(?:{'|'.join(WEEKDAYS)}|tanggal \D)))(?=[ ,/]* ?(?:\(?tanggal )?\d)"
    rf"|({_DATED})(?:,? ?\( ?{_PARTS} ?\)|,? {_PARTS}(?! ?,? ?(?:{'|'.join(WEEKDAYS)}|\d|tanggal\b|{_MONTHS})))"
)
_ISO = r"\d{4}([./-])\d{1,2}\%d\d{1,2}"
# "2023-10-11/12", as ISO 8601 writes intervals.
_ISO_TILL = re.compile(rf"(?<![\d./-])({_ISO % 2}) ?[/-] ?(?=(?:\d{{1,2}}|{_ISO % 3})(?![\d./-]))")
# "13/11/2023-15/11/2023": with its year each is a whole date, and the sign between them joins.
_DMY = r"\d{1,2}([./-])\d{1,2}\%d\d{4}"
_DMY_TILL = re.compile(rf"(?<![\d./-])({_DMY % 2})-(?={_DMY % 3}(?![\d./-]))")
# "15 Nov-23" of a plan of 2023, as "15-Nov-23": with other figures it may be the day to which it lasts.
_YEAR_OF_PLAN = rf"(?<![\d./-])(\d{{1,2}} (?:{_MONTHS})[a-z]*\.?)-(?=%02d(?![\d./-])(?! ?(?:bulan )?(?:{_MONTHS})))"
# "13-14-15 November": each day one more than the one before, it is these three however the signs are meant.
_DAY_BY_DAY = re.compile(rf"(?<![\d./-])\d{{1,2}}(?: ?- ?\d{{1,2}}){{2,}}(?= ?(?:bulan )?(?:{_MONTHS}))")
_PHRASES = (
    (
        re.compile(
            r"((?:\d|\b(?:satu|dua|tiga|empat)) ?(?:x|kali)) ?/ ?(?=(?:\d{1,2} )?(?:bulan|triwulan|semester|tahun)\b)"
        ),
        r"\1 setiap ",
    ),
    (re.compile(rf"(?<![\d./-])(?<![\d./-] )(\d{{1,2}}) - ((?:{_MONTHS})[a-z]*) - (?=20\d\d(?!\d))"), r"\1-\2-"),
    (re.compile(r"\b(?:harus|wajib)(?: sudah)? (?:selesai|tuntas)\b"), " harusselesai "),
    (
        re.compile(
            r"\bpaling (?:lambat|lama|akhir)\b|\bselambat(?: ?- ?lambat)?nya\b|\bterakhir tanggal\b"
            r"|\bbatas(?: (?:akhir|waktu|terakhir))*\b|\btenggat(?: waktu)?\b|\bdeadline\b|\bjatuh tempo\b|\bmaks(?:imal|imum)?\b"
        ),
        " batasakhir ",
    ),
    (re.compile(r"\bterhitung(?: mulai)?(?: tanggal)?\b|\btmt\b|\bt\.m\.t\b|\bdimulai\b"), " mulai "),
    (re.compile(r"\btiap ?- ?tiap\b|\bsaban\b|\btiap\b"), "setiap"),
    (
        re.compile(r"\b(?:se)?tiap(bulan|tahun|triwulan|semester)\b|\bper(bulan|tahun|triwulan|semester)\b"),
        r"setiap \1\2",
    ),
    (re.compile(r"\bh ?- ?h\b|\bhari ?- ?h\b|\bhari h\b(?! ?[-+] ?\d)"), "h+0"),
    (re.compile(r"\bhari (?=h ?[-+] ?\d)"), ""),
    (re.compile(r"\btri wulan\b"), "triwulan"),
    (re.compile(r"\bdwi ?-? ?(?=bulanan\b)"), " 2 "),
    (re.compile(r"\btri ?-? ?(?=bulanan\b)"), " 3 "),
    # "non bulanan" is no monthly: no rule reads it.
    (re.compile(r"\b(?:non|semi|bi|multi|bukan) ?-? ?(?=(?:bulan|triwulan|kuartal|semester|tahun)an\b)"), " setengah "),
    (re.compile(r"\bke(?: ?- ?(?=\w)|(?=\d))"), "ke "),
    # "hari kerja" is no length in days, "hari ini" no day of a plan.
    (re.compile(r"\bhari (?:kerja|ini|libur|besar|raya|berikutnya)\b"), " kemudian "),
)

_SIGNS = {"-": "h", "&": "a", ",": "c", ";": "c", "/": "l", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")"}
# Signs that part words or stress them.
_SILENT = frozenset(".\"'!*_|")
_UNITS = {
    **dict.fromkeys(("hari", "harinya"), ("H", None)),
    **dict.fromkeys(("tanggal", "tanggalnya"), ("G", None)),
    **dict.fromkeys(("minggu", "minggunya", "pekan", "mg", "mgg", "mggu"), ("S", None)),
    **dict.fromkeys(("bulan", "bulannya"), ("b", 1)),
    **dict.fromkeys(("tahun", "tahunnya"), ("T", 12)),
    **dict.fromkeys(("triwulan", "tw", "trw", "triw", "kuartal", "kwartal", "triwulannya"), ("Q", 3)),
    **dict.fromkeys(("semester", "smt", "smtr", "semesternya"), ("E", 6)),
    "sebulan": ("B", 1),
    "setriwulan": ("B", 3),
    "sesemester": ("B", 6),
    "setahun": ("B", 12),
    "bulanan": ("U", 1),
    "triwulanan": ("U", 3),
    "kuartalan": ("U", 3),
    "semesteran": ("U", 6),
    "tahunan": ("U", 12),
}
_WORDS: dict[str, tuple[str, Any]] = {
    **_UNITS,
    **{word: ("q", number) for number, word in enumerate(NUMBERS, 1)},
    **{f"ke{word}": ("o", number) for number, word in enumerate(NUMBERS, 1)},
    "pertama": ("o", 1),
    **{word: ("r", number) for number, word in enumerate(_ROMAN, 1)},
    "awal": ("p", MonthPart.BEGINNING),
    "akhir": ("p", MonthPart.END),
    **dict.fromkeys(("pertengahan", "tengah", "medio"), ("p", MonthPart.MIDDLE)),
    **dict.fromkeys(("setiap", "per"), ("e", None)),
    "kali": ("k", None),
    "x": ("k", None),
    "sekali": ("K", None),
    **dict.fromkeys(("gelombang", "gel", "angkatan", "tahap", "batch"), ("g", None)),
    "s/d": ("t", None),
    **dict.fromkeys(("dan", "serta"), ("a", None)),
    "batasakhir": ("D", None),
    "harusselesai": ("F", None),
    "selesai": ("z", None),
    "antara": ("A", None),
    **dict.fromkeys(("mulai", "sejak", "dari"), ("f", None)),
    "selama": ("s", None),
    **dict.fromkeys(("sebelum", "menjelang", "jelang", "pra"), ("x", -1)),
    **dict.fromkeys(("setelah", "sesudah", "pasca", "usai", "seusai"), ("x", 1)),
}
# They say nothing of when.
_SAYING_NOTHING = """
    acara agenda akan bertempat dalam di diadakan diagendakan dijadwalkan dilaksanakan dilakukan direncanakan diselenggarakan
    jadwal kegiatan minimal pada pelaksanaan pelaksanaannya rencana rencananya rutin sebanyak secara sekurangnya seluruh
    sepanjang setidaknya tepatnya waktu waktunya yaitu yakni yang
"""
_FILLERS = frozenset(_SAYING_NOTHING.split())
# What no rule reads. (Nor what is one of the words below, or a slip away from one: "kecuali", "berakhir".)
_OF_TIME = """
    abad apabila atas atau batal belas berakhirnya berikut berjalan berkala berlalu berselang bertahap berturut besok
    bila bilamana bimingguan catur caturwulan dasarian dekade dekat depan dibatalkan dihitung diliburkan dimajukan
    dimundurkan dini ditambah ditunda diundur dll dsb dst dwimingguan dwiwulan ganjil genap habisnya hampir harian ini jam
    jangan jarang jika kadang kadangkadang kalau kapan kapanpun kemarin kini kira kirakira kurang lalu lebih lewat libur liwat lusa maju malam
    masing masingmasing melewati mendatang mendekati mingguan mundur nanti nyaris pagi paling paro paruh penghujung perempat
    petang pukul puluh sari seandainya secepatnya segera sehari sekarang sekitar sekitarnya selain selang selanjutnya
    semalam semenjak seminggu semula separuh sepekan seperempat sesegera sesekali setengah seterusnya sewaktu siang sisa
    sisanya sore subuh tadi tanpa terlewat terlewati tersebut tidak tunda tuntas ujung ultimo wib windu wit wita
"""
_UNREAD = frozenset(_OF_TIME.split())
_SLIPS_WORDS = """
akhir awal pertengahan sebelum setelah sesudah menjelang hingga sampai setiap minggu tanggal triwulan semester
pertama kedua ketiga keempat kelima sekali bulan tahun gelombang lambat selesai kecuali terakhir kemudian berikutnya
bulanan tahunan mulai sejak senin selasa rabu kamis jumat sabtu
"""
_SLIPS = tuple(_SLIPS_WORDS.split())
_SHORTEST_SLIP = 4

_TOKEN = re.compile(
    r"(?P<iso>(?<!\d)(?<!\d[./-])\d{4}([./-])\d{1,2}\2\d{1,2}(?![./-]?\d))"
    rf"|(?P<dmy>(?<!\d)\d{{1,2}} ?(?P<sep>[./-]) ?\d{{1,2}} ?(?P=sep) ?\d{{4}}(?![./-]?\d)|(?<!\d)(?<!\d[./-])\d{{1,2}}(?P<short>[./-])\d{{1,2}}(?P=short)\d{{2}}(?![./-]?\d)(?! ?(?:bulan )?(?:{_MONTHS})))"
    r"|(?P<offset>(?<!\w)h ?[-+] ?\d{1,3}(?!\d))"
    r"|(?P<quarter>(?<!\w)q ?[1-4](?!\d))"
    r"|(?P<ke>(?<![^\W\d_])ke (?:\d{1,2}|[a-z]+)(?!\w))"
    r"|(?P<apostrophe>(?<!\d)'\d\d(?!\d))"
    r"|(?P<number>\d+)"
    r"|(?P<until>s/d)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)


def tokens(text: str, plan_year: int) -> list[PeriodToken]:
    """The kinds of a text's words in order; words that say nothing of when are left out."""
    words = f" {numbered(tidy(text))} "
    for pattern in (_ELECTION, _PEOPLE):
        words = pattern.sub(" rencana ", words)
    words, _ = _without_hours(words)
    words = re.sub(_YEAR_OF_PLAN % (plan_year % 100), r"\1 ", _DAY_BY_DAY.sub(_first_and_last, words))
    words = _DMY_TILL.sub(r"\1 s/d ", _ISO_TILL.sub(r"\1 s/d ", words))
    for pattern, spelling in _PHRASES:
        words = pattern.sub(spelling, words)
    return list(_joined(_tokens(f" {words} ", plan_year)))


def _first_and_last(match: re.Match[str]) -> str:
    days = [int(day) for day in re.findall(r"\d+", match[0])]
    in_order = all(later == earlier + 1 for earlier, later in pairwise(days))
    return f"{days[0]} s/d {days[-1]}" if in_order else match[0]


def hours_said(text: str) -> str:
    """What a time says of the hour, which its days do not hold: `pukul 09.00 wib`, `malam`; "" where it says nothing of it."""
    return _without_hours(f" {numbered(tidy(text))} ")[1]


def _without_hours(words: str) -> tuple[str, str]:
    """The words without those of the hour, and these."""
    said: list[str] = []

    def _taken(match: re.Match[str]) -> str:
        kept: str = (match.re is _PART_OF_DAY and (match[1] or match[2])) or ""
        said.append(match[0][len(kept) :].strip(" ,()"))
        return f"{kept} "

    words = _PART_OF_DAY.sub(_taken, _HOURS.sub(_taken, words))
    return words, ", ".join(said)


def _tokens(words: str, plan_year: int) -> Iterator[PeriodToken]:
    for match in _TOKEN.finditer(words):
        text, group = match[0], match.lastgroup
        if group == "sign":
            around = words[match.start() - 1], words[match.end()]
            yield from _sign(text, around)
        elif group == "quarter":
            yield from (PeriodToken("Q", "q", 3), PeriodToken("n", text[-1], int(text[-1])))
        elif group in {"iso", "dmy"}:
            yield _date(text, plan_year, iso=group == "iso")
        elif group == "apostrophe":
            year = full_year(text[1:], plan_year)
            yield PeriodToken("N" if year is None else "y", text, year)
        else:
            yield _READERS[group or ""](text)


def _sign(text: str, around: tuple[str, str]) -> Iterator[PeriodToken]:
    if text in _SIGNS:
        yield PeriodToken(_SIGNS[text], text, glued=not any(map(str.isspace, around)))
    elif text not in _SILENT or all(map(str.isdigit, around)):
        yield PeriodToken("X", text)


def _joined(found: Iterator[PeriodToken]) -> Iterator[PeriodToken]:
    """Without words that say nothing, and with words of several parts (`ad-hoc`) as one."""
    kept: list[PeriodToken] = []
    for token in found:
        if token.kind == "-":
            continue
        if token.kind == "P" and len(kept) > 1 and kept[-1].kind in "hl" and kept[-1].glued and kept[-2].kind == "P":
            kept.pop()
            continue
        kept.append(token)
    return iter(kept)


def _date(text: str, plan_year: int, *, iso: bool) -> PeriodToken:
    parts = re.findall(r"\d+", text)
    figures, month, day = parts if iso else reversed(parts)
    year = full_year(figures, plan_year)
    if year is None or not 1 <= int(month) <= 12:
        return PeriodToken("N", text)
    return PeriodToken("I", text, Named(Unit.DAY, int(day), int(month), year))


def _number(text: str) -> PeriodToken:
    if not text.isascii() or len(text) > 4:
        return PeriodToken("N", text)
    value = int(text)
    if len(text) == 4:
        return PeriodToken("y" if value in _YEARS else "N", text, value)
    return PeriodToken("n" if len(text) <= 2 else "N", text, value)


def _ordinal(text: str) -> PeriodToken:
    nth = text.removeprefix("ke").strip()
    if nth.isdigit():
        return PeriodToken("o", text, int(nth))
    known = next((names.index(nth) + 1 for names in (NUMBERS, _ROMAN) if nth in names), None)
    return PeriodToken("X" if known is None else "o", text, known)


def _word(text: str) -> PeriodToken:
    word = text.replace("'", "")
    if word in _WORDS:
        return PeriodToken(_WORDS[word][0], text, _WORDS[word][1])
    if word in _FILLERS:
        return PeriodToken("-", text)
    weekday, month = weekday_number(word), month_number(word)
    if weekday is not None:
        return PeriodToken("w", text, weekday)
    if month is not None and word not in _UNREAD:
        return PeriodToken("m", text, month)
    is_slip_of_time = len(word) >= _SHORTEST_SLIP and any(is_slip(word, name) for name in _SLIPS)
    if word in _UNREAD or not word.isalpha() or is_slip_of_time:
        return PeriodToken("X", text)
    return PeriodToken("j" if is_pasaran(word) else "P", text)


_READERS = {
    "offset": lambda text: PeriodToken("O", text, int(re.sub(r"[h ]", "", text))),
    "ke": _ordinal,
    "number": _number,
    "until": lambda text: PeriodToken("t", text),
    "word": _word,
}
