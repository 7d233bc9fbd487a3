"""Workbooks as programs other than Excel show them: nothing is cut, and each printed page says what its columns are."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bot.documents.plain_workbook import PlainSheet, plain_workbook
from bot.documents.xlsx.workbook import workbook_file
from bot.domain.workbooks import CellKind, Column, Sheet, Workbook
from bot.views.recap import sheets
from tests.documents import samples

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Bold letters of 11 points, and what a filter's arrow hides, in the digits that widths are counted in.
BOLD, ARROW, LINE = 1.15, 3, 15
# Turned titles, in points: a bold letter along, the filter's arrow below, and a digit of the width.
TURNED, LETTER, ARROW_POINTS, DIGIT = 90, 8, 18, 5.6


def read(book: Workbook) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(workbook_file(book))).worksheets}


def width(sheet: Worksheet, column: int) -> float:
    found: float = sheet.column_dimensions[get_column_letter(column)].width
    return found


def header(sheet: Worksheet) -> tuple[int, list[Any]]:
    """Its row, and the titles in it: the first row below the frozen line."""
    row = int(str(sheet.freeze_panes)[1:]) - 1
    return row, [cell.value for cell in sheet[row]]


def test_every_title_of_a_column_is_seen_whole() -> None:
    books = [sheets.session(samples.recap(came=True)), sheets.period(samples.period(recorded=True))]
    for sheet in (sheet for book in books for sheet in read(book).values()):
        row, titles = header(sheet)
        height = sheet.row_dimensions[row].height or LINE
        for place, title in enumerate(titles, 1):
            if sheet.cell(row, place).alignment.textRotation == TURNED:
                # Along the row's height, in two lines at most, each as wide as its letters are tall.
                lines = textwrap.wrap(title, int((height - ARROW_POINTS) / LETTER))
                assert len(lines) * LINE <= width(sheet, place) * DIGIT
                continue
            room = width(sheet, place) - ARROW
            assert max(map(len, title.split())) * BOLD <= room + 0.5
            assert len(title) * BOLD / room <= 2 * height / LINE
        assert sheet.print_title_rows == f"$1:${row}"
        assert sheet.page_setup.orientation == "landscape"


def test_a_row_is_as_tall_as_its_longest_words_and_no_taller() -> None:
    columns = (Column("name", "Nama", 20), Column("count", "Jumlah", 8, CellKind.COUNT))
    names = ("Siti", "R. Bambang Soetrisno Hadikoesoemo Tjokronegoro", "dua\nbaris", "x" * 400)
    book = Workbook((Sheet("Isi 'A'", "Judul", (), columns, tuple((name, 1) for name in names), ("Jumlah", 4)),))
    sheet = read(book)["Isi 'A'"]
    row, _ = header(sheet)
    heights = [sheet.row_dimensions[row + number].height for number in range(1, 5)]
    assert heights == [None, 4 * LINE, 2 * LINE, 24 * LINE]
    assert sheet.print_title_rows == "$1:$3"


def test_one_font_writes_all_and_titles_stand_over_their_figures() -> None:
    sheet = read(sheets.session(samples.recap(came=True)))["Per kecamatan"]
    row, _ = header(sheet)
    cells = [cell for line in sheet.iter_rows(min_row=1, max_row=row + 3) for cell in line if cell.value is not None]
    assert {cell.font.name for cell in cells} == {"Calibri"}
    assert [cell.alignment.horizontal for cell in sheet[row]] == [None] + ["center"] * (sheet.max_column - 1)


def test_a_table_to_fill_in_prints_whole_on_lying_pages_with_its_titles() -> None:
    long = "Rapat Koordinasi Penyusunan Laporan Akhir Pengawasan Pemilihan Umum Tahun 2024 di Kabupaten Blitar"
    made = plain_workbook([PlainSheet("Isian", ["kode", "judul"], [("SDMO-01", "Rapat"), ("SDMO-02", long)])])
    sheet = load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    setup = sheet.page_setup
    assert (sheet.print_title_rows, setup.orientation, setup.fitToHeight) == ("$1:$1", "landscape", 0)
    fitting = sheet.sheet_properties.pageSetUpPr
    assert fitting is not None
    assert fitting.fitToPage
    assert [sheet.row_dimensions[row].height for row in (2, 3)] == [None, 3 * LINE]
    assert [(cell.number_format, cell.alignment.wrap_text) for cell in sheet[3]] == [("@", True)] * 2
    assert (width(sheet, 1), width(sheet, 2)) == (10, 48)
