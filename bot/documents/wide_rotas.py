"""Rotas that are wider than one shift a line, as a table of such lines: officers or shifts beside each other, a month of days.

Only what is certain is read so: the columns say it, and each cell is a shift, a name, or nothing. Any other cell is named.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.documents.bounds import UnreadableTable
from bot.documents.cell_words import begins_foot, cleaned, is_ordinal, signs
from bot.documents.excel_values import column_letters
from bot.documents.grids import shown
from bot.domain.duty.shifts import DEFAULT_HOURS, beside, shift_hours, watch_of
from bot.domain.importing.columns import LeftOut
from bot.domain.importing.district_headings import heading_of, named_district
from bot.domain.importing.headings import column_meant, meant
from bot.domain.words.months import MONTHS, month_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.documents.grids import Grid

_LOOKED_AT = 40
_MOST_SAID = 200
# As many days beside each other are a month's, or its first half; from a later day on a week's are.
_FEWEST_DAYS, _FEWEST_LATER = 14, 7
_KIND = "duty"
_IS_ROTA = re.compile(r"\b(?:piket|jaga|shift|sif)\b", re.IGNORECASE)
_HEAD = ("Tanggal", "Kecamatan", "Shift", "Nama")
# "Petugas Piket 1", "Nama Petugas II", "Petugas 2".
_OFFICER = re.compile(
    r"(?:nama\s+)?(?:petugas|personil|personel|anggota|pegawai)(?:\s+(?:piket|jaga))?\s*(?:ke-?\s*)?(?P<number>\d|i{1,3}|iv)",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:\.0)?")
_MONTH = re.compile(r"(?<![^\W\d_])(?P<month>[^\W\d_]{3,9})\.?\s+(?:tahun\s+)?(?P<year>20\d\d)(?!\d)", re.IGNORECASE)
# "P = Pagi (08.00-14.00)", "L: Libur", "1 = 07.00-14.00", "Shift 1 = 07.00-14.00"; several in a cell.
_CODE = r"(?:(?:shift|sif)\s*)?(?:[A-Za-z]{1,2}|[A-Za-z]?[1-5]|I{1,3}|IV)"
_MEANING = re.compile(
    rf"(?<![\w.:])(?P<code>{_CODE})\s*[=:](?!\d\d(?!\d|[.:]))\s*(?P<shift>[^,;=]+?)(?=\s*(?:[,;\n]|$)|\s+{_CODE}\s*[=:](?!\d\d(?!\d|[.:])))",
    re.IGNORECASE,
)
# Columns of shifts that say only which.
_NUMBERED = re.compile(r"(?:shift|sif)\s*(?:\d|i{1,3}|iv|[a-c])", re.IGNORECASE)
# "P/M", "P + S": both.
_AND = re.compile(r"\s*[/+,&]\s*|\s+(?:dan\s+)?")
_USUAL = {"p": "pagi", "m": "malam", "x": "harian", "v": "harian", "√": "harian", "✓": "harian", "✔": "harian"}
# An S beside P and M is of the afternoon; alone it may be "sakit".
_SIANG, _BESIDE = {"s": "siang"}, frozenset("pm")
_OFF = frozenset({"l", "lb", "off", "libur", "lepas", "cuti", "o", "0", "."})
_NO_SHIFT = re.compile(r"\b(?:libur|off|lepas|cuti|izin|ijin|sakit|dinas|tugas luar)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A sheet with a line for each shift, and what is to be said of how it was read."""

    grid: Grid
    said: tuple[LeftOut, ...]


Line = tuple[int, list[str]]


def unfolded(grid: Grid) -> Unfolded | None:
    """A rota that is wider than a shift a line; None where it is none. Raises `UnreadableTable` for a cell that may mean two things."""
    rows = [(number, [cleaned(value) for value in values]) for number, values in grid.rows]
    for index, (_, values) in enumerate(rows[:_LOOKED_AT]):
        if len(found := meant(_KIND, values).get("tanggal", [])) == 1 and "nama" not in meant(_KIND, values):
            columns = _beside(values) or _by_legend(values, rows)
            if len(columns) > 1:
                return _by_days(grid, rows, index, found[0], columns)
        if _is_days(values) and (name := _name_column(rows, index)) is not None:
            if not any(_IS_ROTA.search(said) for said in (grid.name, *(" ".join(one) for _, one in rows[: index + 1]))):
                # A list of who came on which day looks alike.
                return None
            return _by_people(grid, rows, index, name)
    return None


def _beside(values: Sequence[str]) -> dict[int, str]:
    """Columns of names, and the shift of each: officers by number, or shifts whose hours are known."""
    officers = {
        place: f"petugas {found['number'].lower()}"
        for place, value in enumerate(values)
        if (found := _OFFICER.fullmatch(" ".join(value.split()))) is not None
    }
    return officers or {
        place: " ".join(value.split()).casefold()
        for place, value in enumerate(values)
        if column_meant(_KIND, value) is None and _is_shift(value)
    }


def _by_legend(values: Sequence[str], rows: Sequence[Line]) -> dict[int, str]:
    """Columns `Shift 1`, `Shift 2`, whose hours stand elsewhere on the sheet; none where there are no such columns."""
    numbered = {place: " ".join(value.split()) for place, value in enumerate(values) if _NUMBERED.fullmatch(value)}
    if len(numbered) < 2:
        return {}
    meanings = _meanings(rows)
    found = {place: meanings.get(name.casefold(), "") for place, name in numbered.items()}
    if not all(found.values()):
        raise UnreadableTable("import-file-rota-shifts", columns=", ".join(numbered.values())[:_MOST_SAID])
    return {place: f"{numbered[place]} {shift}".casefold() for place, shift in found.items()}


def _is_shift(words: str) -> bool:
    """Whether a shift's hours are known by its words."""
    return bool(words) and (shift_hours(words) != DEFAULT_HOURS or "08.00" in words or "harian" in words.casefold())


def _by_days(grid: Grid, rows: list[Line], header: int, day: int, columns: Mapping[int, str]) -> Unfolded:
    head = rows[header][1]
    known = {column: places[0] for column, places in meant(_KIND, head).items()}
    made: list[Line] = []
    district, last = "", header
    for index, (number, values) in enumerate(rows[header + 1 :], header + 1):
        at, names = _cell(values, day), {place: _cell(values, place) for place in columns}
        if column_meant(_KIND, at) == "tanggal" or begins_foot(at) or signs(at):
            continue
        if (named := named_district(" ".join(filter(None, values)))) is not None:
            district = named
            continue
        said = {place: name for place, name in names.items() if name and not _is_off(name)}
        if not said and at and not any(map(str.isdigit, at)):
            # No day: whatever it is, it is a line that somebody has to look at.
            said = {next(iter(columns)): ""}
        of_line = _cell(values, known["shift"]) if "shift" in known else ""
        own = _cell(values, known["kecamatan"]) if "kecamatan" in known else ""
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
    return _made(
        grid,
        rows,
        (header, last),
        made,
        (told, *unused),
        has_districts="kecamatan" in known or any(row[1][1] for row in made),
    )


def _headings(head: Sequence[str], columns: Iterable[int]) -> str:
    return ", ".join(" ".join(head[place].split()) for place in columns)[:_MOST_SAID]


def _by_people(grid: Grid, rows: list[Line], header: int, name: int) -> Unfolded:
    # Its second half may stand below the first, with days of its own.
    days_at: list[dict[int, int]] = []
    for _, values in rows:
        days_at.append(_days(values) if _is_days(values) else days_at[-1] if days_at else {})
    people = [
        index
        for index in range(header + 1, len(rows))
        if not _is_days(rows[index][1]) and _is_person(rows[index][1], name, days_at[index])
    ]
    if not people:
        raise UnreadableTable("import-file-rota-empty")
    between = [rows[index] for index in range(header + 1, people[-1]) if index not in people]
    # A second table below may be of another month.
    year, month = _month_of(grid, rows[: header + 1], between)
    codes = _meanings([row for index, row in enumerate(rows) if index not in people])
    used = {
        code
        for index in people
        for place in days_at[index]
        for code in _parts(_cell(rows[index][1], place).casefold(), codes)
    }
    codes = _USUAL | (_SIANG if used >= _BESIDE else {}) | codes
    numbered = any(is_ordinal(value) for index in people for value in rows[index][1][:name])
    column = next((meant(_KIND, values).get("kecamatan") for _, values in rows[max(0, header - 1) : header + 1]), None)
    made: list[Line] = []
    together: Counter[tuple[int, str, str]] = Counter()
    district = ""
    for index in range(header + 1, people[-1] + 1):
        number, values = rows[index]
        if index not in people:
            district = _district_of(values, name, numbered=numbered) or district
            continue
        own = _cell(values, column[0]) if column else ""
        for place, day in days_at[index].items():
            cell = f"{column_letters(place + 1)}{number}"
            for shift in _shifts_of(_cell(values, place), codes, cell):
                _check_day(year, month, day, cell)
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
    return _made(
        grid, rows, (header, people[-1]), made, (told,), has_districts=bool(column) or any(row[1][1] for row in made)
    )


def _district_of(values: Sequence[str], name: int, *, numbered: bool) -> str:
    """The kecamatan that a line between people names: with the word for it, or alone where no person is without a number."""
    if _is_days(values):
        return ""
    said = [(place, value) for place, value in enumerate(values) if value and not is_ordinal(value)]
    if (named := named_district(" ".join(value for _, value in said))) is not None:
        return named
    if len(said) != 1 or (said[0][0] == name and (not numbered or any(map(is_ordinal, values)))):
        return ""
    return heading_of(said[0][1], alone=True) or ""


def _check_day(year: int, month: int, day: int, cell: str) -> None:
    if day > calendar.monthrange(year, month)[1]:
        raise UnreadableTable("import-file-rota-day", cell=cell, day=day, month=MONTHS[month - 1].capitalize())


def _made(
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
    above = [row for row in grid.rows[:header] if not _is_days(row[1]) and not meant(_KIND, row[1])]
    foot = [(number, values) for number, values in grid.rows[last + 1 :] if any(values)]
    below = [(number, ["", "", "", *values]) for number, values in foot]
    return Unfolded(replace(grid, rows=[*above, *table, *below], merged=[], _across=None), said)


def _is_days(values: Sequence[str]) -> bool:
    """Whether a line heads columns of days."""
    days = list(_days(values).values())
    return len(days) >= (_FEWEST_DAYS if days[:1] == [1] else _FEWEST_LATER)


def _days(values: Sequence[str]) -> dict[int, int]:
    """Columns of days, each one more than the one before; none where they are not in order."""
    found = {place: int(float(value)) for place, value in enumerate(values) if _DAY.fullmatch(value)}
    days = list(found.values())
    if len(days) > 2 and days[0] == 1 and days[1] + 1 == days[2] and days[1] != 2:
        # The first is the number of a line or of a column.
        found.pop(next(iter(found)))
        days = days[1:]
    return found if days and days == list(range(days[0], days[0] + len(days))) else {}


def _name_column(rows: list[Line], index: int) -> int | None:
    """Where names stand: by a heading on the line of the days, or on one of two above."""
    for _, values in reversed(rows[max(0, index - 2) : index + 1]):
        if len(places := meant(_KIND, values).get("nama", [])) == 1:
            return places[0]
    return None


def _is_person(values: Sequence[str], name: int, days: Mapping[int, int]) -> bool:
    """Whether a line is somebody's: a name, and something in the days."""
    said = _cell(values, name)
    if not said or is_ordinal(said) or begins_foot(said) or column_meant(_KIND, said) == "nama":
        return False
    return any(_cell(values, place) for place in days)


def _month_of(grid: Grid, above: Sequence[Line], between: Sequence[Line]) -> tuple[int, int]:
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


def _meanings(others: Sequence[Line]) -> dict[str, str]:
    """What a legend says of codes; of what is no shift an empty text."""
    found: dict[str, str] = {}
    for _, values in others:
        for match in _legends(values):
            words = " ".join(match["shift"].split()).casefold()
            if _NO_SHIFT.search(words):
                found[_code(match)] = ""
            elif _is_shift(words):
                found[_code(match)] = words
    return found


def _code(match: re.Match[str]) -> str:
    return " ".join(match["code"].split()).casefold()


def _legends(values: Sequence[str]) -> Iterator[re.Match[str]]:
    said = [value for value in values if value]
    # "P" and "= Pagi" in two cells.
    for text in (*said, " ".join(said)):
        yield from _MEANING.finditer(text)


def _shifts_of(written: str, codes: Mapping[str, str], cell: str) -> list[str]:
    """The shifts that a cell means: none, one, or one for each of its codes. Raises `UnreadableTable` for any other."""
    word = " ".join(written.split()).casefold()
    parts = _parts(word, codes)
    if len(parts) > 1:
        return [codes[part] for part in parts if codes[part]]
    if word in codes:
        return [codes[word]] if codes[word] else []
    if not word or _is_off(word):
        return []
    if len(word) > 2 and _is_shift(word):
        return [word]
    raise UnreadableTable("import-file-rota-cell", cell=cell, given=written[:40])


def _parts(word: str, codes: Mapping[str, str]) -> list[str]:
    """The codes of a cell: `p/m`, `p s`; where one of them is none, the cell as it is."""
    parts = _AND.split(word)
    known = codes.keys() | _USUAL.keys() | _SIANG.keys()
    return parts if len(parts) > 1 and len(set(parts)) == len(parts) and set(parts) <= known else [word]


def _is_off(word: str) -> bool:
    return word.casefold() in _OFF or _NO_SHIFT.fullmatch(word) is not None


def _cell(values: Sequence[str], place: int) -> str:
    return values[place] if place < len(values) else ""
