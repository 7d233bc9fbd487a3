"""The lines of people, and what stands around them: the kecamatan and the month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.documents.bounds import UnreadableTable
from bot.documents.cell_words import begins_foot, is_ordinal
from bot.documents.wide_rotas.days import is_days
from bot.documents.wide_rotas.lines import KIND, Line, cell_at
from bot.domain.importing.district_headings import heading_of, named_district
from bot.domain.importing.headings import column_meant, meant
from bot.domain.words.months import month_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.documents.grids import Grid


_MONTH = re.compile(r"(?<![^\W\d_])(?P<month>[^\W\d_]{3,9})\.?\s+(?:tahun\s+)?(?P<year>20\d\d)(?!\d)", re.IGNORECASE)


def district_of(values: Sequence[str], name: int, *, numbered: bool) -> str:
    """The kecamatan that a line between people names: with the word for it, or alone where no person is without a number."""
    if is_days(values):
        return ""
    said = [(place, value) for place, value in enumerate(values) if value and not is_ordinal(value)]
    if (named := named_district(" ".join(value for _, value in said))) is not None:
        return named
    if len(said) != 1 or (said[0][0] == name and (not numbered or any(map(is_ordinal, values)))):
        return ""
    return heading_of(said[0][1], alone=True) or ""


def name_column(rows: list[Line], index: int) -> int | None:
    """Where names stand: by a heading on the line of the days, or on one of two above."""
    for _, values in reversed(rows[max(0, index - 2) : index + 1]):
        if len(places := meant(KIND, values).get("nama", [])) == 1:
            return places[0]
    return None


def is_person(values: Sequence[str], name: int, days: Mapping[int, int]) -> bool:
    """Whether a line is somebody's: a name, and something in the days."""
    said = cell_at(values, name)
    if not said or is_ordinal(said) or begins_foot(said) or column_meant(KIND, said) == "nama":
        return False
    return any(cell_at(values, place) for place in days)


def month_of(grid: Grid, above: Sequence[Line], between: Sequence[Line]) -> tuple[int, int]:
    """The one month that is named. Raises `UnreadableTable`."""
    said = [*(" ".join(filter(None, values)) for _, values in (*above, *between)), grid.name]
    found = {
        (int(match["year"]), month)
        for text in said
        for match in _MONTH.finditer(text)
        if (month := month_number(match["month"])) is not None
    }
    if len(found) != 1:
        raise UnreadableTable("import-file-rota-month")
    return found.pop()
