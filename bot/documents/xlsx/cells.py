"""Cells and their text as XML: only characters that a workbook can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from bot.domain.workbooks import CellKind

if TYPE_CHECKING:
    from bot.domain.workbooks import Value


# What openpyxl refuses (`openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE`), without loading it.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINE_END = re.compile(r"\r\n?")


def printable(text: str) -> str:
    """`text` without control characters (which XML cannot hold) and with plain line ends."""
    return _ILLEGAL.sub("", _LINE_END.sub("\n", text))


def cell_xml(place: str, value: Value, kind: CellKind, style: int, formula: str) -> str:
    """A value as a cell."""
    if isinstance(value, str):
        if not formula:
            return text_cell(place, value, style)
        return f'<c r="{place}" s="{style}" t="str"><f>{escape(formula)}</f><v>{escape(printable(value))}</v></c>'
    if value is None and not formula:
        return f'<c r="{place}" s="{style}"/>'
    shown = "" if value is None else f"<v>{value / 100 if kind is CellKind.PERCENT else value}</v>"
    computed = f"<f>{escape(formula)}</f>" if formula else ""
    return f'<c r="{place}" s="{style}">{computed}{shown}</c>'


def text_cell(place: str, text: str, style: int) -> str:
    """Always text, whatever it looks like; with the quote prefix of its format it stays so when edited."""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_xml_text(text)}</t></is></c>'


# What cannot stand in XML as it is; most text has none of it.
_SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f]")


def _xml_text(text: str) -> str:
    """A text between tags."""
    return escape(printable(text)) if _SPECIAL.search(text) else text


def column_letter(number: int) -> str:
    """1 is A, 27 is AA."""
    number, rest = divmod(number - 1, 26)
    return (column_letter(number) if number else "") + chr(ord("A") + rest)
