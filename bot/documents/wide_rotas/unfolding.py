"""Rotas that are wider than one shift a line, as a table of such lines: officers or shifts beside each other, a month of days.

Only what is certain is read so: the columns say it, and each cell is a shift, a name, or nothing. Any other cell is named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.documents.cell_words import cleaned
from bot.documents.wide_rotas.by_days import unfolded_days
from bot.documents.wide_rotas.by_people import unfolded_people
from bot.documents.wide_rotas.columns import by_legend, names_beside
from bot.documents.wide_rotas.days import is_days
from bot.documents.wide_rotas.lines import KIND, Unfolded
from bot.documents.wide_rotas.people import name_column
from bot.domain.importing.headings import meant

if TYPE_CHECKING:
    from bot.documents.grids import Grid


_LOOKED_AT = 40
_IS_ROTA = re.compile(r"\b(?:piket|jaga|shift|sif)\b", re.IGNORECASE)


def unfolded(grid: Grid) -> Unfolded | None:
    """A rota that is wider than a shift a line; None where it is none. Raises `UnreadableTable` for a cell that may mean two things."""
    rows = [(number, [cleaned(value) for value in values]) for number, values in grid.rows]
    for index, (_, values) in enumerate(rows[:_LOOKED_AT]):
        if len(found := meant(KIND, values).get("tanggal", [])) == 1 and "nama" not in meant(KIND, values):
            columns = names_beside(values) or by_legend(values, rows)
            if len(columns) > 1:
                return unfolded_days(grid, rows, index, found[0], columns)
        if is_days(values) and (name := name_column(rows, index)) is not None:
            if not any(_IS_ROTA.search(said) for said in (grid.name, *(" ".join(one) for _, one in rows[: index + 1]))):
                # A list of who came on which day looks alike.
                return None
            return unfolded_people(grid, rows, index, name)
    return None
