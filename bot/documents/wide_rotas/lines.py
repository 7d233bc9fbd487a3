"""A rota with a line for each shift, and what is to be said of how it was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.documents.wide_rotas.days import is_days
from bot.domain.importing.columns import LeftOut
from bot.domain.importing.headings import meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.documents.grids import Grid


MOST_SAID = 200
KIND = "duty"
_HEAD = ("Tanggal", "Kecamatan", "Shift", "Nama")


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A sheet with a line for each shift, and what is to be said of how it was read."""

    grid: Grid
    said: tuple[LeftOut, ...]


Line = tuple[int, list[str]]


def lines_made(
    grid: Grid,
    rows: list[Line],
    span: tuple[int, int],
    made: list[Line],
    said: tuple[LeftOut, ...],
    *,
    has_districts: bool,
) -> Unfolded:
    """The lines that were made, below what stands above the header; what stands below the last of them is its foot."""
    header, last = span
    keep = [0, 1, 2, 3] if has_districts else [0, 2, 3]
    lines = [(rows[header][0], list(_HEAD)), *made]
    table = [(number, [values[place] for place in keep]) for number, values in lines]
    above = [row for row in grid.rows[:header] if not is_days(row[1]) and not meant(KIND, row[1])]
    foot = [(number, values) for number, values in grid.rows[last + 1 :] if any(values)]
    below = [(number, ["", "", "", *values]) for number, values in foot]
    return Unfolded(replace(grid, rows=[*above, *table, *below], merged=[], _across=None), said)


def cell_at(values: Sequence[str], place: int) -> str:
    """The cell there, or ""."""
    return values[place] if place < len(values) else ""
