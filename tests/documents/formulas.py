"""Computes the formulas of a workbook as a spreadsheet would: the few functions that ours use."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_PLACE = re.compile(r"([A-Z]+\d+)(?::([A-Z]+\d+))?|\"[^\"]*\"")


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """Every sheet's rows with formulas computed anew, and not as they were written beside them."""
    return {sheet.title: _computed(sheet) for sheet in load_workbook(io.BytesIO(content)).worksheets}


def written(content: bytes) -> dict[str, list[list[Any]]]:
    """Every sheet's rows with the values written beside the formulas: what a phone shows."""
    book = load_workbook(io.BytesIO(content), data_only=True)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def formulas(content: bytes) -> list[str]:
    """All formulas."""
    book = load_workbook(io.BytesIO(content))
    return [
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and isinstance(cell.value, str)
    ]


def _computed(sheet: Worksheet) -> list[list[Any]]:
    return [[_value(sheet, cell.coordinate) for cell in row] for row in sheet.iter_rows()]


def _value(sheet: Worksheet, place: str) -> Any:
    cell = sheet[place]
    if cell.data_type != "f":
        return cell.value
    return eval(_python(sheet, str(cell.value)[1:]), {"__builtins__": {}}, _FUNCTIONS)  # noqa: S307 (our own formulas)


def _python(sheet: Worksheet, formula: str) -> str:
    def _put(match: re.Match[str]) -> str:
        first, last = match[1], match[2]
        if first is None:
            return match[0]
        if last is None:
            return repr(_value(sheet, first))
        cells = [_value(sheet, cell.coordinate) for row in sheet[f"{first}:{last}"] for cell in row]
        return repr([one for one in cells if isinstance(one, int | float)])

    return _lazily(re.sub(r"(?<![<>])=", "==", _PLACE.sub(_put, formula)))


def _lazily(text: str) -> str:
    """`IF(test,yes,no)` as Python's conditional: the side that is not taken is not computed."""
    start = text.find("IF(")
    if start < 0:
        return text
    parts, depth, at = [""], 1, start + 3
    while depth:
        sign = text[at]
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 1:
            parts.append("")
        elif depth:
            parts[-1] += sign
        at += 1
    test, yes, no = map(_lazily, parts)
    return f"{text[:start]}(({yes}) if ({test}) else ({no})){_lazily(text[at:])}"


_FUNCTIONS = {"SUM": sum, "MIN": min, "MAX": max, "INT": int}
