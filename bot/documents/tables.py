"""Tables from files: CSV (comma or semicolon; UTF-8 with or without BOM, cp1252) and XLSX, headers in any order."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook

from bot.domain.rows import Row


@dataclass(frozen=True, slots=True)
class Table:
    """Columns in the file's order, and the rows that are not empty."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class UnreadableTable(ValueError):
    """The file is no table; `key` names a message, `values` fill it."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def read_table(content: bytes) -> Table:
    """Read CSV or XLSX, told apart by content."""
    if not content.strip():
        raise UnreadableTable("import-file-empty")
    lines = _from_xlsx(content) if content[:2] == b"PK" else _from_csv(content)
    if not lines:
        raise UnreadableTable("import-file-empty")
    (_, head), *body = lines
    columns = tuple(name.strip().lower() for name in head)
    named = [name for name in columns if name]
    if len(set(named)) < len(named):
        twice = sorted({name for name in named if named.count(name) > 1})
        raise UnreadableTable("import-file-duplicate-columns", columns=", ".join(twice))
    rows = tuple(
        Row(number, {name: value.strip() for name, value in zip(columns, values, strict=False) if name})
        for number, values in body
        if any(value.strip() for value in values)
    )
    return Table(columns, rows)


def write_xlsx(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    """A plain workbook with a header line."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.append(columns)
    for row in rows:
        sheet.append(row)
    sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def write_csv(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    """UTF-8 with BOM, so that Excel reads the accents."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def _from_csv(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise UnreadableTable("import-file-unreadable")
    head = text.split("\n", 1)[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines = []
    try:
        start = 1
        for values in reader:
            lines.append((start, values))
            start = reader.line_num + 1
    except csv.Error:
        raise UnreadableTable("import-file-unreadable") from None
    return lines


def _from_xlsx(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [
            (number, [_cell(value) for value in values])
            for number, values in enumerate(sheet.iter_rows(values_only=True), 1)
        ]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError):
        raise UnreadableTable("import-file-unreadable") from None


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
