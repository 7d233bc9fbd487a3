"""Which import a file is meant for, by its columns; and what is wrong with its header."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.documents.tables import Table, UnreadableTable, read_table
from bot.domain.columns import (
    ATTENDANCE_COLUMNS,
    CALENDAR_COLUMNS,
    DISTRICT_COLUMNS,
    DUTY_COLUMNS,
    EXTRA,
    OPTIONAL,
    ROSTER_COLUMNS,
    Row,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS = {
    "kecamatan": DISTRICT_COLUMNS, "calendar": CALENDAR_COLUMNS, "roster": ROSTER_COLUMNS, "duty": DUTY_COLUMNS, "attendance": ATTENDANCE_COLUMNS,
}  # fmt: skip


# As lists of the ministry's codes have it.
_OTHER_NAMES = {"kecamatan": {"kode_kecamatan": "kode", "kode kecamatan": "kode"}}


def recognise(content: bytes, kind: str | None = None) -> tuple[str, Table]:
    """The kind (a key of `COLUMNS`) and the table; raises `UnreadableTable` naming what is wrong."""
    table = read_table(content)
    kind = kind or max(COLUMNS, key=lambda name: len(set(COLUMNS[name]) & set(table.columns)))
    table = _renamed(table, _OTHER_NAMES.get(kind, {}))
    missing = [name for name in COLUMNS[kind] if name not in table.columns and name not in OPTIONAL]
    found = ", ".join(filter(None, table.columns))[:300]
    if missing:
        raise UnreadableTable("import-file-columns", missing=", ".join(missing), found=found)
    _refuse_slips(table.columns, (*COLUMNS[kind], *EXTRA[kind]))
    if not table.rows:
        raise UnreadableTable("import-file-no-rows", found=found)
    return kind, table


def _renamed(table: Table, names: Mapping[str, str]) -> Table:
    """Columns by the names that the import knows."""
    if names.keys().isdisjoint(table.columns):
        return table
    rows = (
        Row(row.line, {names.get(name, name): value for name, value in row.values.items()}, row.surplus)
        for row in table.rows
    )
    return Table(tuple(names.get(name, name) for name in table.columns), tuple(rows))


def _refuse_slips(columns: Sequence[str], known: Sequence[str]) -> None:
    """A column that may be left out and is written with a slip would be passed over without a word."""
    lacking = [name for name in known if name not in columns]
    for column in columns:
        if column and column not in known and (meant := get_close_matches(column, lacking, n=1, cutoff=0.8)):
            raise UnreadableTable("import-file-slip", column=column, meant=meant[0])
