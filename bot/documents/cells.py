"""Text in cells of a workbook: only characters that a workbook can hold."""

from __future__ import annotations

import re

# What openpyxl refuses (`openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE`), without loading it.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINE_END = re.compile(r"\r\n?")


def printable(text: str) -> str:
    """`text` without control characters (which XML cannot hold) and with plain line ends."""
    return _ILLEGAL.sub("", _LINE_END.sub("\n", text))
