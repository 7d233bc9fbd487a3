"""A line of an office's kecamatan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.importing.rows import MAX_DISTRICT, Reader, RowProblem
from bot.domain.words.unseen import without_unseen

if TYPE_CHECKING:
    from bot.domain.importing.columns import Row

_DISTRICT_CODE = re.compile(r"\d\d\.\d\d\.\d\d")


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """A kecamatan, or one of its lines: desa and kelurahan may stand together or on a line each."""

    line: int
    code: str
    name: str
    villages: tuple[str, ...]


# What stands between names in one cell, and before each.
_BETWEEN = re.compile(r"[;,\n\r]|(?<=\S)\s+dan\s+|(?:^|(?<=[\s;,]))\d{1,2}[.)](?=\s)")
_BULLET = re.compile(r"^[\s*\u2022\u2013-]+")


def _villages(row: Row) -> tuple[str, ...]:
    """The names in a cell: by semicolons, commas, lines or numbers."""
    written = without_unseen(row.values["desa_kelurahan"])
    names = (" ".join(_BULLET.sub("", one).split()) for one in _BETWEEN.split(written))
    return tuple(filter(None, names))


def district_line(row: Row, office_code: str) -> DistrictLine | list[RowProblem]:
    """One line of an office's kecamatan; their codes begin with the office's (Kemendagri: of 63.10 63.10.01)."""
    reader = Reader(row)
    code = reader.text("kode", required=True)
    if code and not _DISTRICT_CODE.fullmatch(code):
        reader.problem("kode", "bad-district-code", example=f"{office_code}.01")
    elif code and not code.startswith(f"{office_code}."):
        reader.problem("kode", "district-of-other-office", office=office_code)
    name = reader.text("kecamatan", required=True, most=MAX_DISTRICT)
    villages = _villages(row) if reader.text("desa_kelurahan") else ()
    return reader.problems or DistrictLine(row.line, code, name, villages)
