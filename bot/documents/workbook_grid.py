"""Workbooks (XLSX, also with macros, which are never run): each sheet's cells with the values stored in them.

Not by openpyxl: it fills every gap up to the last row and column that a file names, so a file of two kilobytes takes
gigabytes; and it cannot tell an empty cell from a formula without a stored result, nor a sheet's merged cells, while it streams.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bot.documents.bounds import LAST_ROW, MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, MAX_SHEETS, UnreadableTable
from bot.documents.excel_values import Shown, column_letters, iso_text, number_text, reference, shown_as
from bot.documents.file_kinds import refuse_other_archives
from bot.documents.grids import FAILED, UNSTORED, Book, Grid, unguarded
from bot.documents.xml_parts import PartHandler, broken_is_unreadable, read_part
from bot.domain.importing.columns import LeftOut

if TYPE_CHECKING:
    from bot.documents.bounds import Budget
    from bot.documents.xml_parts import Attributes

_MOST_STYLES = 65_536
# Longer than the number of any cell.
_LONGEST_WRITTEN = 32_767
# More texts than that no file may have.
_LONGEST_INDEX = 9
_CARRIAGE_RETURN = "_x000D_"


def workbook_book(content: bytes, budget: Budget) -> Book:
    """Every sheet of a workbook, in its order."""
    with broken_is_unreadable(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = frozenset(archive.namelist())
        refuse_other_archives(names)
        main = _main_part(archive, budget)
        if main not in names:
            raise UnreadableTable("import-file-unreadable")
        links = _links(archive, main, budget)
        workbook = _Workbook()
        read_part(archive, main, workbook, budget)
        if len(workbook.sheets) > MAX_SHEETS:
            raise UnreadableTable("import-file-sheets", most=MAX_SHEETS)
        strings, styles = _Strings(budget), _Styles()
        read_part(archive, links.by_kind.get("sharedStrings", ""), strings, budget)
        read_part(archive, links.by_kind.get("styles", ""), styles, budget)
        book = Book([], _remarks(names))
        for name, state, link in workbook.sheets:
            part = links.by_id.get(link, "")
            if links.kinds.get(link) != "worksheet":
                # A sheet that is one chart.
                continue
            sheet = _Sheet(Grid(name, state != "visible"), strings, styles, workbook, budget)
            read_part(archive, part, sheet, budget)
            sheet.grid.spread()
            book.grids.append(sheet.grid)
        return book


def _main_part(archive: zipfile.ZipFile, budget: Budget) -> str:
    return _links(archive, "", budget).by_kind.get("officeDocument", "")


def _remarks(names: frozenset[str]) -> list[LeftOut]:
    remarks = []
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        remarks.append(LeftOut("macros"))
    if any(name.startswith("xl/externalLinks/") for name in names):
        remarks.append(LeftOut("external"))
    return remarks


class _Links(PartHandler):
    """Relationships of a part: where the others are."""

    def __init__(self, of: str) -> None:
        self._folder = posixpath.dirname(of)
        self.by_id: dict[str, str] = {}
        self.by_kind: dict[str, str] = {}
        self.kinds: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = unquote(attributes.get("Target", ""))
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(self._folder, target))
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.by_id[attributes.get("Id", "")] = path
        self.kinds[attributes.get("Id", "")] = kind
        self.by_kind.setdefault(kind, path)


def _links(archive: zipfile.ZipFile, of: str, budget: Budget) -> _Links:
    found = _Links(of)
    folder, name = posixpath.split(of)
    read_part(archive, posixpath.join(folder, "_rels", f"{name}.rels"), found, budget)
    return found


class _Workbook(PartHandler):
    """Which sheets there are: name, state, link."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in {"1", "true"}
        elif name == "sheet":
            link = next((value for key, value in attributes.items() if key.rpartition("|")[2] == "id"), "")
            self.sheets.append((attributes.get("name", "")[:31], attributes.get("state", "visible"), link))


class _Strings(PartHandler):
    """The table of texts, without the readings that are given beside Japanese ones."""

    def __init__(self, budget: Budget) -> None:
        self.texts: list[str] = []
        self._budget = budget
        self._pieces: list[str] = []
        self._in_text = self._aside = False

    def start(self, name: str, _attributes: Attributes) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._aside = True
        elif name == "t":
            self._in_text = not self._aside

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            if len(self.texts) >= MAX_CELLS:
                raise UnreadableTable("import-file-cells", most=MAX_CELLS)
            self.texts.append("".join(self._pieces))

    def text(self, text: str) -> None:
        if self._in_text:
            self._budget.characters(len(text))
            self._pieces.append(text)


class _Styles(PartHandler):
    """How each style shows a number."""

    def __init__(self) -> None:
        self._formats: dict[int, str] = {}
        self._ids: list[int] = []
        self._in_cells = False
        self._known: dict[int, Shown] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt" and len(self._formats) < _MOST_STYLES:
            self._formats[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")[:255]
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells and len(self._ids) < _MOST_STYLES:
            self._ids.append(int(attributes.get("numFmtId", 0)))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def shown(self, style: str) -> Shown:
        number = int(style)
        format_id = self._ids[number] if number < len(self._ids) else 0
        if format_id not in self._known:
            self._known[format_id] = shown_as(format_id, self._formats.get(format_id))
        return self._known[format_id]


class _Sheet(PartHandler):
    """One sheet's rows that hold something."""

    def __init__(self, grid: Grid, strings: _Strings, styles: _Styles, workbook: _Workbook, budget: Budget) -> None:
        self.grid = grid
        self._strings, self._styles, self._workbook, self._budget = strings, styles, workbook, budget
        self._row = self._column = 0
        self._row_hidden = self._row_named = False
        self._values: dict[int, str] = {}
        self._cell: Attributes = {}
        self._has_formula = self._aside = False
        self._into: list[str] | None = None
        self._value: list[str] = []
        self._formula: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: Attributes) -> None:
        match name:
            case "c":
                self._begin_cell(attributes)
            case "v" | "t":
                self._into = None if self._aside else self._value
            case "f":
                self._has_formula = True
                self._into = self._formula
            case "row":
                self._begin_row(attributes)
            case "rPh":
                self._aside = True
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        match name:
            case "v" | "t" | "f":
                self._into = None
            case "rPh":
                self._aside = False
            case "c":
                self._end_cell()
            case "row":
                self._end_row()

    def text(self, text: str) -> None:
        if self._into is not None:
            self._length += len(text)
            if self._length > _LONGEST_WRITTEN * 2:
                raise UnreadableTable("import-file-characters", most=MAX_CHARACTERS)
            self._into.append(text)

    def _begin_row(self, attributes: Attributes) -> None:
        self._row_named = "r" in attributes
        self._row = int(attributes.get("r", self._row + 1))
        self._row_hidden = attributes.get("hidden", "0") in {"1", "true"}
        self._column = 0
        self._values = {}

    def _end_row(self) -> None:
        if not self._values:
            return
        if not 0 < self._row <= LAST_ROW:
            raise UnreadableTable("import-file-row-far", row=str(self._row)[:20])
        if self.grid.rows and self._row <= self.grid.rows[-1][0]:
            raise UnreadableTable("import-file-unreadable")
        self._budget.row()
        self.grid.hidden_rows += self._row_hidden
        width = max(self._values)
        self.grid.rows.append((self._row, [self._values.get(column, "") for column in range(1, width + 1)]))

    def _begin_cell(self, attributes: Attributes) -> None:
        self._column += 1
        if (written := attributes.get("r")) is not None:
            place = reference(written.upper())
            if place is None or (self._row_named and place[1] != self._row):
                raise UnreadableTable("import-file-cell-damaged", cell=written[:20])
            self._column = place[0]
        self._cell = attributes
        self._has_formula = False
        self._length = 0
        self._value, self._formula = [], []

    def _end_cell(self) -> None:
        value = self._read()
        if not value:
            return
        if self._column > MAX_COLUMNS:
            cell = f"{column_letters(self._column)}{self._row}"
            raise UnreadableTable("import-file-cell-far", cell=cell, last=column_letters(MAX_COLUMNS))
        self.grid.formulas += self._has_formula and not value.startswith("\x00")
        self._budget.cell(value)
        self._values[self._column] = value

    def _read(self) -> str:
        kind, written = self._cell.get("t", "n"), "".join(self._value)
        if self._has_formula and not written and kind != "str":
            return f"{UNSTORED}={''.join(self._formula)[:80]}"
        match kind:
            case "s":
                text = self._shared(written.strip())
            case "b":
                return {"1": "True", "0": "False"}.get(written.strip(), written.strip())
            case "e":
                return f"{FAILED}{written.strip()}"
            case "d":
                return iso_text(written.strip())
            case "n":
                return self._number(written.strip())
            case "str" | "inlineStr":
                text = written
            case _:
                raise self._damaged()
        return unguarded(text.replace(_CARRIAGE_RETURN, "").strip())

    def _shared(self, written: str) -> str:
        texts = self._strings.texts
        if not written:
            return ""
        if not written.isdecimal() or len(written) > _LONGEST_INDEX or int(written) >= len(texts):
            raise self._damaged()
        return texts[int(written)]

    def _damaged(self) -> UnreadableTable:
        return UnreadableTable("import-file-cell-damaged", cell=f"{column_letters(self._column)}{self._row}")

    def _number(self, written: str) -> str:
        if not written:
            return ""
        shown = self._styles.shown(self._cell.get("s", "0"))
        return number_text(written, shown, from_1904=self._workbook.from_1904)

    def _merge(self, written: str) -> None:
        start, _, end = written.partition(":")
        first, last = reference(start), reference(end)
        if first is not None and last is not None and first[0] <= MAX_COLUMNS and len(self.grid.merged) < MAX_CELLS:
            self.grid.merged.append((first[1], first[0], last[1], last[0]))
