"""Workbooks that people fill in and send back: a header line, text in every cell, lists to choose fixed words from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.documents.grids import GUARDED
from bot.documents.row_heights import ARROW, height_of, lines_of
from bot.documents.xlsx.cells import column_letter, text_cell
from bot.documents.xlsx.package import packed, quoted
from bot.documents.xlsx.styles import HEADER, MAIN, PRINTED, TYPED, XML_HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Wider columns would push the others off the screen; in narrower ones nobody sees what he types.
_NARROWEST, _WIDEST, _LINES_WIDE = 10, 48, 60
# Below the header so many lines offer their lists: more than a file may have.
_OFFERED = 20_001
CHOICES = "Pilihan"


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """`choices` are the words that a column offers; other words may be typed. Columns in `lined` hold several lines."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lined: frozenset[str] = frozenset()


def plain_workbook(sheets: Sequence[PlainSheet]) -> bytes:
    """An XLSX file; the words to choose from stand in a hidden sheet, for a list in the cell itself may have 255 letters."""
    lists: list[Sequence[str]] = []
    made = [(sheet.name, _pieces(sheet, lists)) for sheet in sheets]
    if any(sheet.choices for sheet in sheets):
        made.append((CHOICES, _listed(lists)))
    return packed(made, hidden=(CHOICES,), headers=[1] * len(sheets))


def _pieces(sheet: PlainSheet, lists: list[Sequence[str]]) -> Iterator[str]:
    letters = [column_letter(number) for number in range(1, len(sheet.columns) + 1)]
    widths = [_width(sheet, place) for place in range(len(sheet.columns))]
    yield f'{XML_HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    yield f"<cols>{''.join(_columns(widths))}</cols><sheetData>"
    yield f'<row r="1">{"".join(text_cell(f"{letter}1", name, HEADER) for letter, name in zip(letters, sheet.columns, strict=True))}</row>'
    for number, row in enumerate(sheet.rows, 2):
        cells = [
            text_cell(f"{letter}{number}", _guarded(value), TYPED)
            for letter, value in zip(letters, row, strict=False)
            if value
        ]
        tallest = max((lines_of(value, width) for value, width in zip(row, widths, strict=False)), default=1)
        yield f'<row r="{number}"{height_of(tallest)}>{"".join(cells)}</row>'
    yield "</sheetData>"
    offered = []
    for letter, name in zip(letters, sheet.columns, strict=True):
        if words := sheet.choices.get(name):
            lists.append(words)
            place = column_letter(len(lists))
            offered.append(
                '<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" '
                f'sqref="{letter}2:{letter}{_OFFERED}">'
                f"<formula1>{quoted(CHOICES)}!${place}$1:${place}${len(words)}</formula1></dataValidation>"
            )
    if offered:
        yield f'<dataValidations count="{len(offered)}">{"".join(offered)}</dataValidations>'
    yield f"{PRINTED}</worksheet>"


def _listed(lists: Sequence[Sequence[str]]) -> Iterator[str]:
    """One list a column."""
    yield f'{XML_HEAD}<worksheet xmlns="{MAIN}"><sheetData>'
    for number in range(max(map(len, lists), default=0)):
        cells = [
            text_cell(f"{column_letter(column)}{number + 1}", words[number], TYPED)
            for column, words in enumerate(lists, 1)
            if number < len(words)
        ]
        yield f'<row r="{number + 1}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def _width(sheet: PlainSheet, place: int) -> int:
    name = sheet.columns[place]
    if name in sheet.lined:
        return _LINES_WIDE
    texts = [row[place] for row in sheet.rows if len(row) > place] or sheet.choices.get(name, ())
    return max(_NARROWEST, len(name) + ARROW, min(max(map(len, texts), default=0) + 2, _WIDEST))


def _columns(widths: Sequence[int]) -> Iterator[str]:
    for number, width in enumerate(widths, 1):
        yield f'<col min="{number}" max="{number}" width="{width}" style="{TYPED}" customWidth="1"/>'


def _guarded(value: str) -> str:
    """A leading apostrophe would be taken for a guard when read."""
    return (f"'{value}" if GUARDED.match(value.strip()) else value).strip()
