"""A rota with a line a person and columns of days."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.documents.bounds import UnreadableTable
from bot.documents.cell_words import is_ordinal
from bot.documents.excel_values import column_letters
from bot.documents.grids import shown
from bot.documents.wide_rotas.days import check_day, days_in, is_days
from bot.documents.wide_rotas.legends import meanings_said
from bot.documents.wide_rotas.lines import KIND, Line, Unfolded, cell_at, lines_made
from bot.documents.wide_rotas.people import district_of, is_person, month_of
from bot.documents.wide_rotas.shifts import BESIDE_SIANG, SIANG, USUAL, codes_in, shifts_of
from bot.domain.duty.shifts import beside
from bot.domain.importing.columns import LeftOut
from bot.domain.importing.headings import meant
from bot.domain.words.months import MONTHS

if TYPE_CHECKING:
    from bot.documents.grids import Grid


def unfolded_people(grid: Grid, rows: list[Line], header: int, name: int) -> Unfolded:
    """A line for each shift of each person."""
    # Its second half may stand below the first, with days of its own.
    days_at: list[dict[int, int]] = []
    for _, values in rows:
        days_at.append(days_in(values) if is_days(values) else days_at[-1] if days_at else {})
    people = [
        index
        for index in range(header + 1, len(rows))
        if not is_days(rows[index][1]) and is_person(rows[index][1], name, days_at[index])
    ]
    if not people:
        raise UnreadableTable("import-file-rota-empty")
    between = [rows[index] for index in range(header + 1, people[-1]) if index not in people]
    # A second table below may be of another month.
    year, month = month_of(grid, rows[: header + 1], between)
    codes = meanings_said([row for index, row in enumerate(rows) if index not in people])
    used = {
        code
        for index in people
        for place in days_at[index]
        for code in codes_in(cell_at(rows[index][1], place).casefold(), codes)
    }
    codes = USUAL | (SIANG if used >= BESIDE_SIANG else {}) | codes
    numbered = any(is_ordinal(value) for index in people for value in rows[index][1][:name])
    column = next((meant(KIND, values).get("kecamatan") for _, values in rows[max(0, header - 1) : header + 1]), None)
    made: list[Line] = []
    together: Counter[tuple[int, str, str]] = Counter()
    district = ""
    for index in range(header + 1, people[-1] + 1):
        number, values = rows[index]
        if index not in people:
            district = district_of(values, name, numbered=numbered) or district
            continue
        own = cell_at(values, column[0]) if column else ""
        for place, day in days_at[index].items():
            cell = f"{column_letters(place + 1)}{number}"
            for shift in shifts_of(cell_at(values, place), codes, cell):
                check_day(year, month, day, cell)
                # Several on one day in one shift are on duty together.
                slot = (day, own or district, shift)
                together[slot] += 1
                name_of_shift = beside(shift, together[slot])
                made.append(
                    (number, [f"{year}-{month:02}-{day:02}", own or district, name_of_shift, shown(values[name])])
                )
    shifts = ", ".join(f"{code.upper()} = {codes[code]}" for code in sorted(used & codes.keys()) if codes[code])
    of_month = f"{MONTHS[month - 1].capitalize()} {year}"
    told = LeftOut(
        "rota-month", {"sheet": "", "month": of_month, "people": len(people), "count": len(made), "codes": shifts}
    )
    return lines_made(
        grid, rows, (header, people[-1]), made, (told,), has_districts=bool(column) or any(row[1][1] for row in made)
    )
