"""A workbook as it is handed to another process."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from bot.domain.workbooks import CellKind, Column, Sheet, Workbook


def to_json(book: Workbook) -> str:
    """The workbook for another process; `dataclasses.asdict` would copy every cell."""
    return json.dumps([[getattr(sheet, one.name) for one in fields(Sheet)] for sheet in book.sheets], default=_columns)


def from_json(text: str) -> Workbook:
    """The reverse of `to_json`."""
    sheets = []
    for name, title, lines, columns, rows, total in json.loads(text):
        named = tuple(
            Column(key, head, width, CellKind(kind), formula, upright)
            for key, head, width, kind, formula, upright in columns
        )
        sheets.append(Sheet(name, title, tuple(lines), named, tuple(map(tuple, rows)), tuple(total)))
    return Workbook(tuple(sheets))


def _columns(column: Column) -> list[Any]:
    """What a column is."""
    return [getattr(column, one.name) for one in fields(Column)]
