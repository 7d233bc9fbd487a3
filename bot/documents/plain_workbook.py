"""Workbooks that people fill in and send back: a header line, text in every cell, lists to choose fixed words from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.documents.grids import GUARDED
from bot.documents.xlsx import HEADER, MAIN, TYPED, WRAPPED, XML_HEAD, column_letter, packed, quoted, text_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Wider columns would push the others off the screen.
_WIDEST, _LINES_WIDE = 48, 60
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
    return packed(made, hidden=(CHOICES,))


def _pieces(sheet: PlainSheet, lists: list[Sequence[str]]) -> Iterator[str]:
    letters = [column_letter(number) for number in range(1, len(sheet.columns) + 1)]
    yield f'{XML_HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    yield f"<cols>{''.join(_widths(sheet))}</cols><sheetData>"
    yield f'<row r="1">{"".join(text_cell(f"{letter}1", name, HEADER) for letter, name in zip(letters, sheet.columns, strict=True))}</row>'
    styles = [WRAPPED if name in sheet.lined else TYPED for name in sheet.columns]
    for number, row in enumerate(sheet.rows, 2):
        cells = zip(letters, row, styles, strict=False)
        yield f'<row r="{number}">{"".join([text_cell(f"{letter}{number}", _guarded(value), style) for letter, value, style in cells if value])}</row>'
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
    yield "</worksheet>"


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


def _widths(sheet: PlainSheet) -> Iterator[str]:
    for number, name in enumerate(sheet.columns, 1):
        longest = max([len(name), *(len(row[number - 1]) for row in sheet.rows if len(row) >= number)])
        width = _LINES_WIDE if name in sheet.lined else min(longest + 2, _WIDEST)
        yield f'<col min="{number}" max="{number}" width="{width}" style="{TYPED}" customWidth="1"/>'


def _guarded(value: str) -> str:
    """A leading apostrophe would be taken for a guard when read."""
    return (f"'{value}" if GUARDED.match(value.strip()) else value).strip()
