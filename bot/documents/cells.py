"""Text in cells of a workbook: always text, whatever it looks like, and only characters a workbook can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

_LINE_END = re.compile(r"\r\n?")


def printable(text: str) -> str:
    """`text` without control characters (which XML cannot hold) and with plain line ends."""
    return ILLEGAL_CHARACTERS_RE.sub("", _LINE_END.sub("\n", text))


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Write `text` as it stands: `=1+1` is no formula, `0812` no number; nor do they become one when edited."""
    cell.value = printable(text)
    cell.data_type = "s"
    cell.quotePrefix = True
