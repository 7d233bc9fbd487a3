"""Tables from and to files: CSV (comma or semicolon; UTF-8 with or without BOM, cp1252) and XLSX, headers in any order.

What `write_csv` and `write_xlsx` write, `read_table` reads back: surrounding blanks and control characters apart.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from bot.documents.cells import printable, put_text
from bot.domain.columns import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

Lines = list[tuple[int, list[str]]]

# A workbook is a ZIP: ten megabytes may hide gigabytes.
_MOST_UNPACKED = 200 * 1024 * 1024
# Whatever openpyxl and what it stands on raise for a workbook that is damaged, encrypted or none at all.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    OSError,
    EOFError,
)
# Wider columns would push the others off the screen.
_WIDEST = 48
# Spreadsheets take such text for a formula; in a CSV an apostrophe before it keeps them from it.
_FORMULA = re.compile(r"'*[=+\-@]")
_GUARDED = re.compile(r"\A'(?='*[=+\-@])")


@dataclass(frozen=True, slots=True)
class Table:
    """Columns in the file's order, and the rows that are not empty."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class UnreadableTable(ValueError):
    """The file is no table; `key` names a message, `values` fill it."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def read_table(content: bytes) -> Table:
    """Read CSV or XLSX, told apart by content. The first line that is not empty is the header."""
    lines = [
        (number, [_GUARDED.sub("", value.strip()) if value else "" for value in values])
        for number, values in (_from_xlsx(content) if content[:2] == b"PK" else _from_csv(content))
    ]
    lines = [(number, values) for number, values in lines if any(values)]
    if not lines:
        raise UnreadableTable("import-file-empty")
    (_, head), *body = lines
    columns = tuple(" ".join(name.split()).lower() for name in head)
    named = [name for name in columns if name]
    if len(set(named)) < len(named):
        twice = sorted({name for name in named if named.count(name) > 1})
        raise UnreadableTable("import-file-duplicate-columns", columns=", ".join(twice))
    return Table(columns, tuple(_row(number, columns, values) for number, values in body))


def _row(number: int, columns: Sequence[str], values: list[str]) -> Row:
    padded = [*values, *[""] * (len(columns) - len(values))]
    surplus = [value for value in values[len(columns) :] if value]
    named = {name: value for name, value in zip(columns, padded, strict=False) if name}
    return Row(number, named, ", ".join(surplus))


def write_xlsx(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A plain workbook with a header line; every cell is text."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    for number, row in enumerate((columns, *rows), 1):
        for column, value in enumerate(row, 1):
            # A leading apostrophe would be taken for a guard when read.
            guarded = f"'{value}" if _GUARDED.match(value.strip()) else value
            put_text(sheet.cell(number, column), guarded.strip())
    for number, cells in enumerate(zip(columns, *rows, strict=False), 1):
        longest = max(len(value) for value in cells)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, _WIDEST)
    sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def write_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with BOM, so that Excel reads the accents; what looks like a formula begins with an apostrophe."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows([_guarded(printable(value).strip()) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _from_csv(content: bytes) -> Lines:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise UnreadableTable("import-file-unreadable")
    head = text.lstrip().split("\n", 1)[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    # Strict: an open quotation mark would swallow the rest of the file.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: Lines = []
    start = 1
    try:
        for values in reader:
            lines.append((start, values))
            start = reader.line_num + 1
    except csv.Error:
        raise UnreadableTable("import-file-quotes", line=start) from None
    return lines


def _from_xlsx(content: bytes) -> Lines:
    from openpyxl import load_workbook

    try:
        _check_size(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # Some programs state wrong dimensions, and rows are read only as far as they are stated.
        sheet.reset_dimensions()
        return [
            (number, [_cell(value) for value in values])
            for number, values in enumerate(sheet.iter_rows(values_only=True), 1)
        ]
    except _BROKEN:
        raise UnreadableTable("import-file-unreadable") from None


def _check_size(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > _MOST_UNPACKED:
        raise ValueError(f"unpacks to {unpacked} bytes")


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
