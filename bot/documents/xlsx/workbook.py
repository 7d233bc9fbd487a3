"""Workbooks, written by ourselves."""

from __future__ import annotations

from bot.documents.xlsx.package import packed
from bot.documents.xlsx.sheets import sheet_header, sheet_part
from bot.domain.workbooks import Workbook


def workbook_file(book: Workbook) -> bytes:
    """The workbook as an XLSX file."""
    return packed(
        [(sheet.name, sheet_part(sheet)) for sheet in book.sheets], headers=[sheet_header(one) for one in book.sheets]
    )
