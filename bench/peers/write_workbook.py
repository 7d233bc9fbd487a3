"""A workbook by XlsxWriter or by openpyxl; prints the seconds of CPU that it took."""

from __future__ import annotations

import io
import sys
import time
from typing import TYPE_CHECKING

import openpyxl
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Sequence


def by_xlsxwriter(rows: Sequence[Sequence[str | int]]) -> None:
    """As its documentation says for large files."""
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()


def by_openpyxl(rows: Sequence[Sequence[str | int]]) -> None:
    """Write-only, its fast way."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(io.BytesIO())


if __name__ == "__main__":
    count, texts, numbers = (int(one) for one in sys.argv[2:])
    made = [[*(f"Kecamatan {row} {n}" for n in range(texts)), *range(row, row + numbers)] for row in range(count)]
    begun = time.process_time()
    {"xlsxwriter": by_xlsxwriter, "openpyxl": by_openpyxl}[sys.argv[1]](made)
    print(time.process_time() - begun)
