"""Which import a file is meant for, by its columns; which of its sheets and lines count; what is wrong with its header."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from bot.documents.bounds import MAX_PEOPLE
from bot.documents.grids import shown
from bot.documents.imported_sheet import Header, SheetTable, find_header
from bot.documents.name_columns import parted
from bot.documents.plain_workbook import CHOICES
from bot.documents.tables import Table, UnreadableTable, read_book
from bot.documents.wide_rotas.unfolding import unfolded
from bot.domain.importing.columns import EXTRA, FAULTS, LINE, LeftOut, Reading
from bot.domain.importing.headings import COLUMNS, required

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.documents.grids import Grid
    from bot.domain.importing.columns import Row

    _Find = Callable[[Grid, str], Header | None]

__all__ = ["COLUMNS", "recognise"]

# By these a sheet is told to be meant, though its header lacks something.
_TELLING = {
    "kecamatan": "kode",
    "calendar": "kode",
    "roster": "nama",
    "duty": "nama",
    "attendance": "nama",
    "libur": "tanggal_libur",
}
_MOST_SHOWN = 300
_LONGEST_NUMBER = 10


def recognise(content: bytes, kind: str | None = None) -> tuple[str, Table]:
    """The kind (a key of `COLUMNS`) and the table; raises `UnreadableTable` naming what is wrong."""
    book = read_book(content)
    filled = [grid for grid in book.grids if grid.rows]
    if not filled:
        raise UnreadableTable("import-file-empty")
    seen = [grid for grid in filled if not grid.hidden]
    if not seen:
        raise UnreadableTable("import-file-hidden", names=_names(filled))
    # Each sheet is searched once for each kind, however often that is asked.
    find: _Find = cache(find_header)
    seen = [parted(grid) for grid in seen]
    seen, said = _narrow(seen, kind, find)
    if kind is None and not any(find(grid, one) for grid in seen for one in COLUMNS):
        found = ", ".join(shown(value) for value in seen[0].rows[0][1] if value)
        raise UnreadableTable("import-file-no-header", found=found[:_MOST_SHOWN])
    kind = kind or _kind_of(seen, find)
    headers, left_out = _headers(seen, kind, find)
    left_out += said
    # Lists to choose from are the bot's own.
    unseen = [grid for grid in filled if grid.hidden and grid.name != CHOICES]
    left_out += [LeftOut("sheet-hidden", {"name": grid.name}) for grid in unseen]
    left_out += book.remarks
    return kind, _table(headers, left_out)


def _narrow(grids: list[Grid], kind: str | None, find: _Find) -> tuple[list[Grid], list[LeftOut]]:
    """The sheets with a line for each shift where they are rotas that are wider, and how these were read."""
    # A column "Malam" above "Libur" is no day off.
    others = [one for one in COLUMNS if one not in ("duty", "libur")] if kind is None else []
    if kind not in (None, "duty") or any(_is_whole(find(grid, one)) for grid in grids for one in others):
        return grids, []
    found = [unfolded(grid) for grid in grids]
    several = sum(one is not None for one in found) > 1
    said = [
        replace(told, values=told.values | {"sheet": grid.name if several else ""})
        for grid, one in zip(grids, found, strict=True)
        for told in (one.said if one is not None else ())
    ]
    return [grid if one is None else one.grid for grid, one in zip(grids, found, strict=True)], said


def _is_whole(header: Header | None) -> bool:
    return header is not None and not header.missing


def _kind_of(grids: Sequence[Grid], find: _Find) -> str:
    """The kind of which a sheet has all that it must have, and most; else the one that comes nearest."""

    def fits(kind: str) -> tuple[bool, int]:
        headers = [header for grid in grids if (header := find(grid, kind)) is not None]
        return max(((not header.missing, len(header.places)) for header in headers), default=(False, 0))

    return max(COLUMNS, key=fits)


def _headers(grids: Sequence[Grid], kind: str, find: _Find) -> tuple[list[Header], list[LeftOut]]:
    """Headers of the sheets that count; the others, and why they do not."""
    found: list[Header] = []
    left_out: list[LeftOut] = []
    lacking: list[Header] = []
    for grid in grids:
        header = find(grid, kind)
        if header is not None and not header.missing:
            found.append(header)
            continue
        other = _other(grid, kind, find)
        if (
            other.reason == "sheet-other"
            and header is not None
            and _TELLING[kind] in header.places
            and len(header.places) > 1
        ):
            lacking.append(header)
        else:
            left_out.append(other)
    if lacking or not found:
        raise _lacks(lacking or [header for grid in grids if (header := find(grid, kind))], grids, kind)
    return found, left_out


def _other(grid: Grid, kind: str, find: _Find) -> LeftOut:
    """A sheet that is none of this kind: perhaps one of another."""
    for other in COLUMNS:
        if other != kind and _is_whole(find(grid, other)):
            return LeftOut("sheet-kind", {"name": grid.name, "kind": other})
    return LeftOut("sheet-other", {"name": grid.name})


def _lacks(headers: Sequence[Header], grids: Sequence[Grid], kind: str) -> UnreadableTable:
    """What the header that comes nearest lacks."""
    if not headers:
        read = [shown(value) for value in grids[0].rows[0][1]]
        missing = list(required(kind))
        name = ""
    else:
        header = max(headers, key=lambda one: len(one.places))
        read, missing = list(header.columns), header.missing
        name = header.grid.name if len(grids) > 1 else ""
    values = {"missing": ", ".join(missing), "found": ", ".join(filter(None, read))[:_MOST_SHOWN]}
    if name:
        return UnreadableTable("import-file-columns-sheet", sheet=name, **values)
    return UnreadableTable("import-file-columns", **values)


def _table(headers: Sequence[Header], left_out: list[LeftOut]) -> Table:
    for header in headers:
        if header.twice:
            raise UnreadableTable("import-file-duplicate-columns", columns=", ".join(header.twice)[:_MOST_SHOWN])
        _refuse_slips(header.columns, (*COLUMNS[header.kind], *EXTRA[header.kind]))
    several = len(headers) > 1
    sheets = [SheetTable(header, number, named=several) for number, header in enumerate(headers)]
    read = [
        LeftOut("sheet-read", {"name": header.grid.name, "count": len(sheet.rows)})
        for header, sheet in zip(headers, sheets, strict=True)
    ]
    every = frozenset(name for sheet in sheets for name in sheet.columns)
    rows = tuple(row for sheet in sheets for row in sheet.rows_among(every))
    if all(LINE in sheet.columns for sheet in sheets) and any(FAULTS in sheet.columns for sheet in sheets):
        # A refused file that was mended: in the order that it had.
        rows = tuple(sorted(rows, key=_place))
    if not rows:
        raise UnreadableTable("import-file-no-rows", found=", ".join(filter(None, sheets[0].columns))[:_MOST_SHOWN])
    if headers[0].kind == "roster" and len(rows) > MAX_PEOPLE:
        raise UnreadableTable("import-file-rows", most=MAX_PEOPLE)
    said = [one for sheet in sheets for one in sheet.left_out]
    several_seen = several or any(one.reason.startswith("sheet-") for one in left_out)
    names = tuple(header.grid.name for header in headers) if several else ()
    columns = (
        tuple(dict.fromkeys(name for sheet in sheets for name in sheet.columns if name))
        if several
        else sheets[0].columns
    )
    return Table(columns, rows, Reading(names, (*(read if several_seen else ()), *left_out, *said)))


def _place(row: Row) -> tuple[bool, int]:
    """The line that it was; what was added comes last."""
    written = row.values.get(LINE, "")
    known = written.isdecimal() and len(written) < _LONGEST_NUMBER
    return not known, int(written) if known else 0


def _refuse_slips(columns: Sequence[str], known: Sequence[str]) -> None:
    """A column that may be left out and is written with a slip would be passed over without a word."""
    lacking = [name for name in known if name not in columns]
    for column in columns:
        if column and column not in known and (meant := get_close_matches(column[:80], lacking, n=1, cutoff=0.8)):
            raise UnreadableTable("import-file-slip", column=column, meant=meant[0])


def _names(grids: Sequence[Grid]) -> str:
    return ", ".join(grid.name for grid in grids)[:_MOST_SHOWN]
