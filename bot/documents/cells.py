"""Text in cells of a workbook: always text, whatever it looks like, and only characters a workbook can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

# What openpyxl refuses (`openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE`), without loading it.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINE_END = re.compile(r"\r\n?")


def printable(text: str) -> str:
    """`text` without control characters (which XML cannot hold) and with plain line ends."""
    return _ILLEGAL.sub("", _LINE_END.sub("\n", text))


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Write `text` as it stands: `=1+1` is no formula, `0812` no number; nor do they become one when edited."""
    cell.value = printable(text)
    cell.data_type = "s"
    cell.quotePrefix = True
