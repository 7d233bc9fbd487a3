"""A line of an office's kecamatan."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.importing.rows import MAX_DISTRICT, Reader, RowProblem
from bot.domain.words.unseen import without_unseen

if TYPE_CHECKING:
    from bot.domain.importing.columns import Row

_MOST_SHOWN = 60
_DISTRICT_CODE = re.compile(r"\d\d\.\d\d\.\d\d")


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """A kecamatan, or one of its lines: desa and kelurahan may stand together or on a line each."""

    line: int
    code: str
    name: str
    villages: tuple[str, ...]


# Before names, in a line of their own or within one; between two letters such a sign is of another encoding.
_BULLET = re.compile(
    r"(?<!\w)[\u2022\u25aa\u25ab\u2023\u25e6\u25cf\u25cb\u25a0\u25a1\u25c6\u25c7\u27a2\u27a4\u25ba\u25b6\u2192\u2713\u2714\u00b7\u2219\u2043\uf0b7\uf0a7\uf0d8]"
)
# What stands between names in one cell.
_BETWEEN = re.compile(
    r"[;,|&\n\r]|(?<=\S)\s+(?:dan|serta)\s+|(?:^|(?<=[\s;,]))(?:\(\d{1,2}\)|\d{1,2}[.)])(?=\s|[^\W\d])"
)
_DASH = r"[*\u2010-\u2015\u2212-]"
_LISTED = re.compile(rf"\s*{_DASH}\s*\S")
_NEXT = re.compile(rf"\s{_DASH}\s")
# Before a name: a dash, a figure, a letter of a list, or what it is.
_LEAD = re.compile(
    rf"(?:[\s.]|{_DASH})*(?:(?:\d{{1,2}}|[a-z][.)]|o)\s+)?(?:(?:desa|kelurahan)(?:\s*:\s*|\s+)|(?:ds|kel)\.\s*)?",
    re.IGNORECASE,
)
_CAPITAL_LETTER = re.compile(r"\s*[A-Z][.)]\s")
# What no name has: two of them, a remark, how many there are.
_NO_NAME = re.compile(
    r"[/:=\[\]+]|\s[*\u2010-\u2015\u2212-]\s|^\W*\d|\d{3}|\b(?:dll|dkk|dst|dsb)\b|^\W*$", re.IGNORECASE
)


def _villages(reader: Reader) -> tuple[str, ...]:
    """The names in a cell: by semicolons, commas, lines, numbers or bullets."""
    if not reader.text("desa_kelurahan"):
        return ()
    names = []
    written = without_unseen(reader.row.values["desa_kelurahan"])
    for line in re.split(r"[\n\r;]", written):
        # "- Baharu - Hilir"; elsewhere a dash between two names says something of the first.
        parts = _NEXT.split(line) if _LISTED.match(line) else [line]
        names += [name for part in parts for one in _BETWEEN.split(part) if (name := _bare(one))]
    wrong = next((name for name in names if _NO_NAME.search(name)), None)
    if wrong is not None:
        reader.problem("desa_kelurahan", "bad-village", name=wrong[:_MOST_SHOWN])
    return tuple(names)


def _bare(written: str) -> str:
    name = written if _CAPITAL_LETTER.match(written) else _LEAD.sub("", written, count=1)
    return " ".join(name.strip(" .").split())


def _without_bullets(row: Row) -> Row:
    written = row.values.get("desa_kelurahan", "")
    return replace(row, values=row.values | {"desa_kelurahan": _BULLET.sub("\n", written)}) if written else row


def district_line(row: Row, office_code: str) -> DistrictLine | list[RowProblem]:
    """One line of an office's kecamatan; their codes begin with the office's (Kemendagri: of 63.10 63.10.01)."""
    reader = Reader(_without_bullets(row))
    code = reader.text("kode", required=True)
    if code and not _DISTRICT_CODE.fullmatch(code):
        reader.problem("kode", "bad-district-code", example=f"{office_code}.01")
    elif code and not code.startswith(f"{office_code}."):
        reader.problem("kode", "district-of-other-office", office=office_code)
    name = reader.text("kecamatan", required=True, most=MAX_DISTRICT)
    villages = _villages(reader)
    return reader.problems or DistrictLine(row.line, code, name, villages)
