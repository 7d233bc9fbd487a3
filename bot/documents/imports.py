"""Which import a file is meant for, by its columns; and the columns it lacks."""

from __future__ import annotations

from bot.documents.tables import Table, UnreadableTable, read_table
from bot.domain.rows import CALENDAR_COLUMNS, DUTY_COLUMNS, OPTIONAL, ROSTER_COLUMNS

COLUMNS = {"calendar": CALENDAR_COLUMNS, "roster": ROSTER_COLUMNS, "duty": DUTY_COLUMNS}


def recognise(content: bytes, kind: str | None = None) -> tuple[str, Table]:
    """The kind (`calendar`, `roster`, `duty`) and the table; raises `UnreadableTable` naming missing columns."""
    table = read_table(content)
    kind = kind or max(COLUMNS, key=lambda name: len(set(COLUMNS[name]) & set(table.columns)))
    missing = [name for name in COLUMNS[kind] if name not in table.columns and name not in OPTIONAL]
    if missing:
        found = ", ".join(filter(None, table.columns))[:300]
        raise UnreadableTable("import-file-columns", missing=", ".join(missing), found=found)
    return kind, table
