"""How much a file may hold, counted while it is read: what would be too much is refused before it becomes a list.

An office of the largest kind has some hundred people and a thousand shifts a year; these bounds are an order above
that, and small enough that reading takes seconds and no more memory than a phone has. None of the figures is told by the file itself.
"""

from __future__ import annotations

MAX_BYTES = 10 * 1024 * 1024
# Of all sheets together, and only what is filled counts: formatting down to the last row does no harm.
MAX_ROWS = 20_000
# More people than any office has; all of them are written in one transaction, which others wait for.
MAX_PEOPLE = 12_000
MAX_COLUMNS = 100
MAX_CELLS = 500_000
MAX_CHARACTERS = 5_000_000
MAX_SHEETS = 100
# What the XML of a workbook may unpack to, and how many elements it may have: the latter is what takes time.
MAX_UNPACKED = 150 * 1024 * 1024
MAX_ELEMENTS = 2_000_000
# The last row and column of Excel.
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


class UnreadableTable(ValueError):
    """The file is no table; `key` names a message, `values` fill it."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Budget:
    """What one file has used up; each count raises `UnreadableTable` when it passes its bound."""

    def __init__(self) -> None:
        self._rows = self._cells = self._characters = self._elements = self._unpacked = 0

    def row(self) -> None:
        self._rows += 1
        if self._rows > MAX_ROWS:
            raise UnreadableTable("import-file-rows", most=MAX_ROWS)

    def cell(self, text: str) -> None:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise UnreadableTable("import-file-cells", most=MAX_CELLS)
        self.characters(len(text))

    def characters(self, count: int) -> None:
        self._characters += count
        if self._characters > MAX_CHARACTERS:
            raise UnreadableTable("import-file-characters", most=MAX_CHARACTERS)

    def unpacked(self, count: int) -> None:
        self._unpacked += count
        if self._unpacked > MAX_UNPACKED:
            raise UnreadableTable("import-file-heavy")

    def element(self) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise UnreadableTable("import-file-heavy")
