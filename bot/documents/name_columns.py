"""A column that holds name and NIP, one below or behind the other, as the two columns that they are."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.documents.grids import shown
from bot.domain.importing.headings import plain_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.documents.grids import Grid

_LOOKED_AT = 60
_NIP = r"nip(?:\.|\b)"
# "Nama/NIP", "Nama Lengkap dan NIP", "Nama (NIP)".
_HEADING = re.compile(rf"nama(?: (?:lengkap|pegawai|petugas))?\s*(?:[/,&+(\n-]|dan\b)*\s*{_NIP}\s*\)?", re.IGNORECASE)
_LABEL = re.compile(rf"[\s/,;(-]*\b{_NIP}[\s.:]*", re.IGNORECASE)
# A whole NIP has 18; with fewer it is one that somebody has to look at.
_FIGURES = re.compile(r"[\s/,;:(-]*(?P<nip>\d[\d .-]{6,30}\d)\s*\)?\s*$")


def parted(grid: Grid) -> Grid:
    """The sheet with what stands in such a column below its heading parted; the NIP behind the last column."""
    for index, (_, values) in enumerate(grid.rows[:_LOOKED_AT]):
        places = [place for place, value in enumerate(values) if _HEADING.fullmatch(plain_heading(shown(value)))]
        if len(places) == 1:
            width = max(len(row) for _, row in grid.rows[index:])
            below = [(number, _two(row, places[0], width)) for number, row in grid.rows[index + 1 :]]
            head = _with(values, places[0], width, ("Nama", "NIP"))
            return replace(grid, rows=[*grid.rows[:index], (grid.rows[index][0], head), *below])
    return grid


def _two(values: Sequence[str], place: int, width: int) -> list[str]:
    written = values[place] if place < len(values) else ""
    if _HEADING.fullmatch(plain_heading(shown(written))):
        return _with(values, place, width, ("Nama", "NIP"))
    text = shown(written)
    if (label := _LABEL.search(text)) is not None:
        return _with(values, place, width, (text[: label.start()].strip(), text[label.end() :].strip(" \n-)")))
    if (figures := _FIGURES.search(text)) is not None and text[: figures.start()].strip():
        return _with(values, place, width, (text[: figures.start()].strip(), figures["nip"]))
    return list(values)


def _with(values: Sequence[str], place: int, width: int, said: tuple[str, str]) -> list[str]:
    row = [*values, *[""] * (width - len(values)), said[1]]
    row[place] = said[0]
    return row
