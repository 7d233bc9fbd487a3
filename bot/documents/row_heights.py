"""How wide columns and how tall rows of a workbook are, so that no client cuts what stands in them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.workbooks import Column

# Characters: what the arrow of a filter hides, and how much wider bold letters are.
ARROW, _BOLD = 3, 1.15
# What surely fits of a column's width, which counts digits: many letters are wider, as is the font where there is no Calibri.
_SURE = 0.88
# Points: a bold letter of a turned title, what the filter's arrow takes below it; in letters, what two short words take.
_LETTER, _ABOVE_ARROW, _LEAST = 8, 18, 14
# Points: a line of 11 points, and the tallest row that there is (ECMA-376, 18.3.1.73).
_LINE, _TALLEST = 15, 409


def width_of(column: Column) -> int:
    """In characters: at least the longest word of its title, which is bold, beside the filter's arrow, unless it is turned."""
    if column.upright:
        return column.width
    return max(column.width, round(max(map(len, column.title.split()), default=0) * _BOLD) + ARROW)


def upright_height(titles: Iterable[str]) -> str:
    """Of the row of titles where some are turned: as tall as their longest word, above the filter's arrow; others break."""
    longest = max((len(word) for title in titles for word in title.split()), default=0)
    return f' ht="{_ABOVE_ARROW + _LETTER * max(longest, _LEAST):.0f}" customHeight="1"'


def lines_of(text: str, width: float) -> int:
    """How many lines a cell of so many characters shows the text in."""
    room = surely_fits(width)
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, len(textwrap.wrap(line, room))) for line in text.split("\n"))


def height_of(lines: int) -> str:
    """Given where a row is taller than one line: LibreOffice and phones cut what is not said."""
    return f' ht="{min(_LINE * lines, _TALLEST):g}" customHeight="1"' if lines > 1 else ""


def surely_fits(width: float) -> int:
    """How many letters fit into a column of that width, whichever they are."""
    return max(1, int(width * _SURE))
