"""A rota with a line a day and columns of officers or shifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.documents.cell_words import begins_foot, signs
from bot.documents.grids import shown
from bot.documents.wide_rotas.lines import KIND, MOST_SAID, Line, Unfolded, cell_at, lines_made
from bot.documents.wide_rotas.shifts import is_off
from bot.domain.duty.shifts import watch_of
from bot.domain.importing.columns import LeftOut
from bot.domain.importing.district_headings import named_district
from bot.domain.importing.headings import column_meant, meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.documents.grids import Grid


def unfolded_days(grid: Grid, rows: list[Line], header: int, day: int, columns: Mapping[int, str]) -> Unfolded:
    """A line for each name of each day."""
    head = rows[header][1]
    known = {column: places[0] for column, places in meant(KIND, head).items()}
    made: list[Line] = []
    district, last = "", header
    for index, (number, values) in enumerate(rows[header + 1 :], header + 1):
        at, names = cell_at(values, day), {place: cell_at(values, place) for place in columns}
        if column_meant(KIND, at) == "tanggal" or begins_foot(at) or signs(at):
            continue
        if (named := named_district(" ".join(filter(None, values)))) is not None:
            district = named
            continue
        said = {place: name for place, name in names.items() if name and not is_off(name)}
        if not said and at and not any(map(str.isdigit, at)):
            # No day: whatever it is, it is a line that somebody has to look at.
            said = {next(iter(columns)): ""}
        of_line = cell_at(values, known["shift"]) if "shift" in known else ""
        own = cell_at(values, known["kecamatan"]) if "kecamatan" in known else ""
        for place, name in said.items():
            if at or not (begins_foot(name) or signs(name) or index > last + 1):
                last = index
                made.append((number, [shown(at), own or district, f"{of_line} {columns[place]}".strip(), shown(name)]))
    together = not any(watch_of(shift) for shift in columns.values())
    told = LeftOut(
        "rota-together" if together else "rota-beside",
        {"sheet": "", "columns": _headings(head, columns), "count": len(made)},
    )
    others = {place: "" for place, value in enumerate(head) if value and place not in {*columns, *known.values()}}
    unused = [LeftOut("columns", {"sheet": "", "names": _headings(head, others)})] if others else []
    return lines_made(
        grid,
        rows,
        (header, last),
        made,
        (told, *unused),
        has_districts="kecamatan" in known or any(row[1][1] for row in made),
    )


def _headings(head: Sequence[str], columns: Iterable[int]) -> str:
    return ", ".join(" ".join(head[place].split()) for place in columns)[:MOST_SAID]
