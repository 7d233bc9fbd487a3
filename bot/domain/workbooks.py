"""Workbooks as plain values: sheets with a title, a moment, columns, rows and a line of totals.

A column may be a formula of others in its row, written with their keys: `{came}/{invited}`. Its values are given all the
same: phones show those, spreadsheets compute their own, and both must agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# A percentage is a whole number here; None is an empty cell.
Value = str | int | None


class CellKind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    COUNT = "count"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet; `width` is in characters. The title of an `upright` one is turned, so that figures stand close."""

    key: str
    title: str
    width: int
    kind: CellKind = CellKind.TEXT
    formula: str = ""
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: `lines` stand above the table; `total` is the last row, summed by formula, or empty."""

    name: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in order, each with a name of its own of at most 31 characters."""

    sheets: tuple[Sheet, ...]
