"""A sheet as it was read, before anybody asks what its columns mean: rows that hold something, by their number."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.documents.bounds import MAX_CELLS, UnreadableTable

if TYPE_CHECKING:
    from bot.domain.importing.columns import LeftOut

# Before what is shown of a value that is none: text of files holds no NUL. A formula of which no result is stored, a formula
# in a text file, and a formula that failed.
UNSTORED = "\x00?"
FORMULA = "\x00="
FAILED = "\x00!"
# Top, left, bottom, right, from 1.
Merged = tuple[int, int, int, int]
# An apostrophe keeps a spreadsheet from taking such text for a formula.
GUARDED = re.compile(r"\A'(?='*[=+\-@])")


@dataclass(slots=True, eq=False)
class Grid:
    """One sheet: rows with their numbers in the file (from 1), values as text, without blanks around them. Each is itself alone.

    `name` is empty where there is but one and it has none; `hidden_rows` counts those that a filter hides and that hold
    something; `formulas` counts cells that do, with their result stored.
    """

    name: str = ""
    hidden: bool = False
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: int = 0
    formulas: int = 0
    _across: dict[int, list[tuple[int, int]]] | None = None

    def spread(self) -> None:
        """What a merged cell says holds for each of its rows that says anything: for the first of its columns."""
        numbers = [number for number, _ in self.rows]
        filled = 0
        for top, left, bottom, _ in self.merged:
            start = bisect_right(numbers, top)
            if top == bottom or not start or numbers[start - 1] != top:
                continue
            value = _at(self.rows[start - 1][1], left)
            for number, values in self.rows[start : bisect_right(numbers, bottom)] if value else ():
                filled += 1
                if filled > MAX_CELLS:
                    raise UnreadableTable("import-file-cells", most=MAX_CELLS)
                if number > top and not _at(values, left):
                    values.extend([""] * (left - len(values)))
                    values[left - 1] = value

    def across(self) -> dict[int, list[tuple[int, int]]]:
        """Cells that go across columns of one row: the first and the last column, by the row's number."""
        if self._across is None:
            self._across = {}
            for top, left, bottom, right in self.merged:
                if top == bottom and left < right:
                    self._across.setdefault(top, []).append((left, right))
        return self._across

    def below_merged(self, column: int) -> set[int]:
        """Numbers of the rows for which a cell of `column` holds that is merged from a row above; in one pass of both."""
        ranges = sorted((top, bottom) for top, left, bottom, _ in self.merged if left == column and top < bottom)
        found: set[int] = set()
        reach, at = 0, 0
        for number, _ in self.rows:
            while at < len(ranges) and ranges[at][0] < number:
                reach, at = max(reach, ranges[at][1]), at + 1
            if number <= reach:
                found.add(number)
        return found


@dataclass(slots=True)
class Book:
    """The sheets of a file, and what is to be said of it as a whole."""

    grids: list[Grid]
    remarks: list[LeftOut] = field(default_factory=list)


def shown(value: str) -> str:
    """Without the mark before a value that is none."""
    return value[2:] if value.startswith("\x00") else value


def unguarded(value: str) -> str:
    """Without the apostrophe that keeps `=1+1` from being a formula."""
    return GUARDED.sub("", value)


def _at(values: list[str], column: int) -> str:
    return values[column - 1] if column <= len(values) else ""
