"""Values as people leave them in cells: nothing written as a dash, "the same as above", signs that are not seen."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.documents.grids import FAILED
from bot.domain.words.unseen import without_unseen

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTHING = re.compile(
    r"[-\u2010-\u2015\u2212_.\u2026/\s()\[\]]+|[(\[]?\s*(?:n/a|n\.a\.?|nihil|null|none|kosong|(?:tidak|tdk|belum|blm) ada)\s*[)\]]?",
    re.IGNORECASE,
)
# No sign of any text: what one encoding makes of another's letters.
_CONTROLS = dict.fromkeys(range(0x80, 0xA0), "\ufffd")
_DITTO = re.compile(
    r"[-\u2013\u2014\s]*(?:\"|''|\u201d|\u201c|\u3003|\u2033|,,)+[-\u2013\u2014\s]*|s\.?\s?d\.?\s?a\.?|idem\.?|ditto\.?",
    re.IGNORECASE,
)
# What Excel shows where a formula has failed.
_FAILED = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!)", re.IGNORECASE
)
_MONTH = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|nopember|pebruari"
_WEEKDAY = r"(?:senin|selasa|rabu|kamis|jum\W?at|sabtu|minggu|ahad)\b"
# "Kota, 16 November 2023", but no weekday before it.
_SIGNED_AT = rf"(?!{_WEEKDAY})[^\d,]{{3,40}},\s*(?:[\d._\s]*(?:{_MONTH})\b.*|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}})"
_SIGNING = r"(?:di)?ketahui|mengetahui|menyetujui|disetujui|dibuat|disusun"
# How a foot begins: sums, remarks, and whatever a signature has.
_FOOT = re.compile(
    rf"(?:sub\s?)?(?:jumlah|total)\b|(?:{_SIGNING})\b|keterangan\b|ket\s*[.:]|catatan\b|nip\b|sumber\s*:|{_SIGNED_AT}",
    re.IGNORECASE,
)
# A value that is nothing but that.
_SIGNATURE = re.compile(rf"(?:{_SIGNING})(?:\s+oleh)?\s*[,:;.]*|{_SIGNED_AT}|nip\b[\s.:\d_-]*", re.IGNORECASE)
_AMOUNT = re.compile(r"\d[\d.,\s]*(?:[^\W\d]+\.?)?")
# Of fewer figures or more there is no number of a telephone.
_PHONE = re.compile(r"[+(]*(?:\d[\s().-]*){9,15}")
_SUM = re.compile(r"(?:sub\s?)?(?:jumlah|total)\b", re.IGNORECASE)
_ASIDE = re.compile(r"[(\[][^()\[\]]*[^\d()\[\]][^()\[\]]*[)\]]")
_ORDINAL = re.compile(r"[(]?\d{1,4}[).]?")


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


@lru_cache(4096)
def cleaned(value: str) -> str:
    """A value without signs that are not seen; empty where it says that there is none."""
    if value.startswith("\x00"):
        return value
    value = without_unseen(value.translate(_CONTROLS)).strip()
    if _FAILED.fullmatch(value):
        return f"{FAILED}{value}"
    return "" if _NOTHING.fullmatch(value) else value


def is_aside(values: Sequence[str]) -> bool:
    """Whether a line says nothing but remarks in brackets, as below a header: `(dengan gelar)`."""
    said = [value for value in values if value]
    return bool(said) and all(_ASIDE.fullmatch(value) for value in said)


def is_ditto(value: str) -> bool:
    """Whether a value says "the same as above"."""
    return _DITTO.fullmatch(value) is not None


def begins_foot(value: str) -> bool:
    """Whether a value is of what stands below a table."""
    return _FOOT.match(value) is not None


def signs(value: str) -> bool:
    """Whether a value is of a signature and nothing else: `Mengetahui,`, a place and a date, `NIP. 1987`."""
    return _SIGNATURE.fullmatch(value) is not None


def is_amount(value: str) -> bool:
    """Whether a value is a number, perhaps with what it counts: `66`, `22 orang`."""
    return _AMOUNT.fullmatch(value) is not None


def is_phone(value: str) -> bool:
    """Whether a value may be a number to call, right or wrong."""
    return _PHONE.fullmatch(value) is not None


def is_sum(value: str) -> bool:
    """Whether a value names a sum."""
    return _SUM.match(value) is not None


def is_ordinal(value: str) -> bool:
    """Whether a value is the number of a line: `1`, `2.`, `(3)`."""
    return _ORDINAL.fullmatch(value) is not None


def numbers_columns(values: list[str]) -> bool:
    """Whether a line numbers the columns: 1, 2, 3 or (1), (2), 3=1+2 or a, b, c or I, II, III, or -1, -2, -3, each one more than the one before."""
    # Excel makes -1 of "(1)".
    filled = [value.strip("() .-").removesuffix(".0").partition("=")[0].strip() for value in values if value]
    # Two figures may be data.
    if len(filled) < 3:
        return False
    if all(value.isascii() and value.isdigit() for value in filled):
        numbers = [int(value[:4]) for value in filled]
    elif filled == list(_ROMAN[: len(filled)]):
        return True
    elif all(len(value) == 1 and value.isalpha() for value in filled):
        numbers = [ord(value.lower()) for value in filled]
    else:
        return False
    return all(later == earlier + 1 for earlier, later in pairwise(numbers))
