"""Tables from and to files: what offices keep (`text_grid`, `workbook_grid`) and what the bot writes.

What `write_csv` and `write_xlsx` write, `read_table` reads back: surrounding blanks and control characters apart.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.documents.bounds import Budget, UnreadableTable
from bot.documents.file_kinds import refuse_other_kinds
from bot.documents.grids import shown
from bot.documents.plain_workbook import PlainSheet, plain_workbook
from bot.documents.text_grid import text_book
from bot.documents.workbook_grid import workbook_book
from bot.documents.xlsx.cells import printable
from bot.domain.importing.columns import Reading, Row
from bot.domain.importing.headings import columns_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.documents.grids import Book

__all__ = ["Table", "UnreadableTable", "read_book", "read_table", "write_csv", "write_xlsx"]

# Spreadsheets take such text for a formula; in a CSV an apostrophe before it keeps them from it.
_FORMULA = re.compile(r"'*[=+\-@]")


@dataclass(frozen=True, slots=True)
class Table:
    """Columns in the file's order, and the rows that are not empty."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    reading: Reading = field(default_factory=Reading)


def read_book(content: bytes) -> Book:
    """The sheets of a CSV or XLSX, told apart by content; raises `UnreadableTable`."""
    refuse_other_kinds(content)
    budget = Budget()
    return workbook_book(content, budget) if content[:2] == b"PK" else text_book(content, budget, columns_named)


def read_table(content: bytes) -> Table:
    """The first sheet as it stands: the first line that is not empty is the header."""
    grids = read_book(content).grids
    if not (grids and grids[0].rows):
        raise UnreadableTable("import-file-empty")
    (_, head), *body = grids[0].rows
    columns = tuple(" ".join(name.split()).lower() for name in head)
    twice = sorted(name for name, count in Counter(columns).items() if name and count > 1)
    if twice:
        raise UnreadableTable("import-file-duplicate-columns", columns=", ".join(twice)[:300])
    return Table(columns, tuple(_row(number, columns, [shown(value) for value in values]) for number, values in body))


def _row(number: int, columns: Sequence[str], values: list[str]) -> Row:
    """A line's values by its columns."""
    padded = [*values, *[""] * (len(columns) - len(values))]
    surplus = [value for value in values[len(columns) :] if value]
    named = {name: value for name, value in zip(columns, padded, strict=False) if name}
    return Row(number, named, ", ".join(surplus))


def write_xlsx(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A plain workbook with a header line; every cell is text."""
    return plain_workbook([PlainSheet("Data", columns, rows)])


def write_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with BOM, so that Excel reads the accents; what looks like a formula begins with an apostrophe."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows([_guarded(printable(value).strip()) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text
