"""One sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.documents.row_heights import ARROW, height_of, lines_of, upright_height, width_of
from bot.documents.xlsx.cells import column_letter, text_cell
from bot.documents.xlsx.rows import sheet_rows, total_row
from bot.documents.xlsx.styles import HEADER, HEADER_OF_NUMBERS, MAIN, PRINTED, TITLE, UPRIGHT, XML_HEAD
from bot.domain.workbooks import CellKind, Column, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator


def sheet_part(sheet: Sheet) -> Iterator[str]:
    """The sheet's XML, in pieces."""
    header = sheet_header(sheet)
    letters = [column_letter(number) for number in range(1, len(sheet.columns) + 1)]
    last = header + len(sheet.rows)
    yield f'{XML_HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    yield f'<dimension ref="A1:{letters[-1]}{last + bool(sheet.total)}"/><sheetViews><sheetView workbookViewId="0">'
    yield f'<pane ySplit="{header}" topLeftCell="A{header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    widths = (
        f'<col min="{number}" max="{number}" width="{width_of(column)}" customWidth="1"/>'
        for number, column in enumerate(sheet.columns, 1)
    )
    yield f'<sheetFormatPr defaultRowHeight="15"/><cols>{"".join(widths)}</cols><sheetData>'
    for number, line in enumerate((sheet.title, *sheet.lines), 1):
        yield f'<row r="{number}">{text_cell(f"A{number}", line, TITLE if number == 1 else 0)}</row>'
    heads = (
        text_cell(f"{letter}{header}", column.title, _header_style(column))
        for letter, column in zip(letters, sheet.columns, strict=True)
    )
    yield f'<row r="{header}"{_header_height(sheet)}>{"".join(heads)}</row>'
    yield from sheet_rows(sheet, letters, header + 1)
    if sheet.total:
        yield total_row(sheet, letters, header + 1, last)
    yield "</sheetData>"
    if sheet.rows:
        yield f'<autoFilter ref="A{header}:{letters[-1]}{last}"/>'
    yield f"{PRINTED}</worksheet>"


def _header_style(column: Column) -> int:
    if column.upright:
        return UPRIGHT
    return HEADER if column.kind is CellKind.TEXT else HEADER_OF_NUMBERS


def _header_height(sheet: Sheet) -> str:
    upright = [column.title for column in sheet.columns if column.upright]
    if upright:
        return upright_height(upright)
    return height_of(max(lines_of(column.title, width_of(column) - ARROW) for column in sheet.columns))


def sheet_header(sheet: Sheet) -> int:
    """In which row the titles of the columns stand."""
    return len(sheet.lines) + 3
