"""The rows of a sheet, and its total."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from bot.documents.row_heights import height_of, lines_of, surely_fits, width_of
from bot.documents.xlsx.cells import cell_xml, text_cell
from bot.documents.xlsx.styles import ROW, TOTAL
from bot.domain.workbooks import CellKind, Column, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.domain.workbooks import Value


_TOGETHER = 500


def gathered_pieces(pieces: Iterator[str]) -> Iterator[str]:
    """Some hundred rows at a time: compressing each by itself takes as long as making it."""
    while found := "".join(itertools.islice(pieces, _TOGETHER)):
        yield found


def sheet_rows(sheet: Sheet, letters: Sequence[str], first: int) -> Iterator[str]:
    """Each row as XML."""
    writers = [
        _writer(letter, column, _templated(column.formula, sheet.columns, letters))
        for letter, column in zip(letters, sheet.columns, strict=True)
    ]
    worded = [
        (place, width_of(column), surely_fits(width_of(column)))
        for place, column in enumerate(sheet.columns)
        if column.kind is CellKind.TEXT
    ]
    for number, row in enumerate(sheet.rows, first):
        at = str(number)
        cells = "".join([write(at, value) for write, value in zip(writers, row, strict=True)])
        tall = [
            lines_of(text, width)
            for place, width, sure in worded
            if (text := row[place]) and isinstance(text, str) and (len(text) > sure or "\n" in text)
        ]
        yield f'<row r="{at}"{height_of(max(tall)) if tall else ""}>{cells}</row>'


def _writer(letter: str, column: Column, formula: str) -> Callable[[str, Value], str]:
    """Writes the cells of a column, given the row's number: half a million of them are a large workbook."""
    kind, style = column.kind, ROW[column.kind]
    computed = f"<f>{escape(formula)}</f>" if formula else ""

    def _write(at: str, value: Value) -> str:
        if isinstance(value, str) and not formula:
            return text_cell(letter + at, value, style)
        if isinstance(value, int):
            shown = value / 100 if kind is CellKind.PERCENT else value
            return f'<c r="{letter}{at}" s="{style}">{computed.replace("#", at)}<v>{shown}</v></c>'
        return cell_xml(letter + at, value, kind, style, formula.replace("#", at))

    return _write


def total_row(sheet: Sheet, letters: Sequence[str], first: int, last: int) -> str:
    """The row below all others."""
    number = last + 1
    cells = []
    for letter, column, value in zip(letters, sheet.columns, sheet.total, strict=True):
        formula = _templated(column.formula, sheet.columns, letters).replace("#", str(number))
        if column.kind is CellKind.COUNT and not formula and value is not None and sheet.rows:
            formula = f"SUM({letter}{first}:{letter}{last})"
        cells.append(cell_xml(f"{letter}{number}", value, column.kind, TOTAL[column.kind], formula))
    return f'<row r="{number}" ht="18" customHeight="1">{"".join(cells)}</row>'


def _templated(formula: str, columns: Sequence[Column], letters: Sequence[str]) -> str:
    """`{came}/{invited}` as `J#/E#`: the row's number is to take the place of `#`."""
    if not formula:
        return ""
    places = {column.key: f"{letter}#" for column, letter in zip(columns, letters, strict=True)}
    return formula.format_map(places)
