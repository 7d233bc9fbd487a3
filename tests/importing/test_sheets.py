"""Sheets as offices keep them: read as they are meant, or refused by name; and what is said of what was left out."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from bot.documents.excel_values import number_text, shown_as
from bot.documents.imports import recognise
from bot.documents.tables import UnreadableTable
from tests.importing.desk import counts
from tests.importing.sheets import CASES, HEAD, PLAIN, RIGHT, ROWS, SHEETS, THREE, book, outcome, text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.importing.desk import Desk
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="test")


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet(name: str) -> None:
    content, right = SHEETS[name]
    assert outcome(content) == (THREE if right == RIGHT else [], right)


def said(content: bytes) -> list[tuple[str, ...]]:
    return [
        (one.reason, *(str(value) for key, value in one.values.items() if key not in {"count", "sheet"}))
        for one in recognise(content)[1].reading.left_out
    ]


def test_what_is_left_out_is_said() -> None:
    content = book(
        [("DAFTAR",), (), HEAD, ("1", "2", "3", "4", "5", "6"), *ROWS, (), ("Jumlah", 3), (), ("Ketua",)],
        [HEAD, *ROWS],
        [("Petunjuk",)],
        [("tanggal", "kecamatan", "nama"), ("13/11/2023", "Wonodadi", "Siti Uji")],
        B="hidden",
    )
    assert said(content) == [
        ("sheet-read", "A"),
        ("sheet-other", "C"),
        ("sheet-kind", "D", "duty"),
        ("sheet-hidden", "B"),
        ("above", "1", "1", "DAFTAR"),
        ("numbers", "4", "4", "1"),
        ("foot", "9", "11", "Jumlah · 3 · Ketua"),
    ]


def test_columns_that_nobody_reads_are_said_but_not_line_numbers() -> None:
    assert said(book([("No", "NIK", *HEAD), *((n, "x", *row) for n, row in enumerate(ROWS, 1))])) == [
        ("columns", "nik")
    ]


def with_parts(content: bytes, *names: str) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def with_results(content: bytes, results: dict[str, str]) -> bytes:
    """A workbook whose formulas have been counted: the result for each."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            part = source.read(name).decode()
            for formula, result in results.items():
                part = part.replace(f"<f>{formula}</f><v />", f"<f>{formula}</f><v>{result}</v>")
            target.writestr(name, part)
    return buffer.getvalue()


def test_macros_links_and_formulas_are_said() -> None:
    content = with_parts(book(PLAIN), "xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml")
    assert said(content) == [("macros",), ("external",)]
    counted = with_results(book([HEAD, (ROWS[0][0], "=1+1", *ROWS[0][2:]), *ROWS[1:]]), {"1+1": "81234500001"})
    assert (said(counted), outcome(counted)) == ([("formulas",)], (THREE, RIGHT))


def test_a_month_in_a_cell_of_a_date_is_that_month() -> None:
    assert recognise((CASES / "09-month-cell.xlsx").read_bytes())[1].rows[0].values["waktu"] == "November 2023"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("mmmm", "November 2023"),
        ("mmm-yy", "November 2023"),
        ("yyyy", "2023"),
        ("d mmmm", "2023-11-01"),
        ("mm:ss", "1085544:00:00"),
        ("[$-421]mmmm yyyy;@", "November 2023"),
    ],
)
def test_a_date_is_read_as_far_as_its_cell_shows_it(code: str, text: str) -> None:
    assert number_text("45231", shown_as(164, code), from_1904=False) == text


def test_rows_that_a_filter_hides_are_read_and_said() -> None:
    def _hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        # Holds nothing, so nothing of it is read.
        sheet.row_dimensions[9].hidden = True

    content = book(PLAIN, after=_hide)
    assert outcome(content) == (THREE, RIGHT)
    (found,) = recognise(content)[1].reading.left_out
    assert (found.reason, found.values["count"]) == ("hidden-rows", 1)


def test_a_formula_that_failed_is_a_fault() -> None:
    def _fail(sheet: Worksheet) -> None:
        sheet["A2"].value, sheet["A2"].data_type = "#REF!", "e"

    assert outcome(book(PLAIN, after=_fail)) == ([], "formula-failed")


def test_merged_days_of_a_rota() -> None:
    _, table = recognise((CASES / "18b-merged-date.xlsx").read_bytes())
    assert [one.values["tanggal"] for one in table.rows] == ["13/11/2023", "13/11/2023"]


@pytest.mark.parametrize(
    ("case", "kind", "count"),
    [
        ("25-positions", "roster", 5),
        ("25b-kecamatan", "roster", 2),
        ("25c-kinds", "calendar", 1),
        ("25d-audience", "calendar", 2),
        ("25e-heads", "calendar", 1),
        ("17-dash", "roster", 2),
    ],
)
async def test_offices_spellings_are_imported(desk: Desk, case: str, kind: str, count: int) -> None:
    options = {"plan_year": 2023} if kind == "calendar" else {}
    assert counts(await desk.load(kind, (CASES / f"{case}.csv").read_bytes(), **options)) == (count, 0, 0)


async def test_a_formula_without_a_result_leaves_what_is_known_and_says_so(desk: Desk) -> None:
    await desk.load("roster", text(PLAIN))
    done = await desk.load("roster", (CASES / "27-formula-without-value.xlsx").read_bytes())
    assert counts(done) == (0, 0, 3)
    assert [(one.line, one.column, one.reason) for one in done.notes] == [(2, "telepon", "formula-unstored")]
    assert (await desk.phones())["Siti Uji"] == "+6281234500001"


async def test_a_sheet_that_lacks_a_column_of_another_says_nothing_of_it(desk: Desk) -> None:
    await desk.load("roster", text(PLAIN))
    assert counts(await desk.load("roster", book([HEAD, *ROWS[:2]], [HEAD[:4], ROWS[2][:4]]))) == (0, 0, 3)


async def test_lines_of_several_sheets_are_told_apart(desk: Desk) -> None:
    done = await desk.load("roster", book(PLAIN, PLAIN))
    assert {one.reason for one in done.problems} == {"duplicate"}
    assert [(one.line >> 21, one.line & 0xFFFF) for one in done.problems] == [(1, 2), (1, 3), (1, 4)]


TWO_SHEETS = book([*PLAIN[:3], (), ("Jumlah", 2)], [HEAD, (*ROWS[2][:2], "Atlantis", *ROWS[2][3:])], [("Petunjuk",)])
OF_TWO_SHEETS = [
    "Daftar anggota tidak diimpor",
    "• lembar B baris 2, kecamatan: “Atlantis”",
    "• lembar “A”: 2 baris dibaca",
    "• lembar “C” dilewati: kolomnya bukan kolom tabel ini",
    "• lembar “A” baris 5 dilewati: kaki tabel dan tanda tangan (“Jumlah · 2”)",
]


async def test_the_chat_says_how_a_file_was_read(office: Office) -> None:
    admin = await office.admin()
    for name, content, wanted in (
        ("dua.xlsx", TWO_SHEETS, OF_TWO_SHEETS),
        ("surat.pdf", (CASES / "26-not-a-table.pdf").read_bytes(), ["Ini PDF: simpan sebagai XLSX atau CSV"]),
        ("lama.xls", (CASES / "26b-old.xls").read_bytes(), ["Ini XLS lama: simpan sebagai XLSX atau CSV"]),
    ):
        admin.send_document(name, content)
        await office.settle()
        await office.agree(admin)
        assert [part for part in wanted if part not in admin.screen] == [], admin.screen


def test_a_plan_with_the_day_and_the_hour_in_two_columns_has_both() -> None:
    rows = [
        ("SDMO-01", "SDMO", "Rakor", "Rapat", "14 November 2023", "09.00 WIB"),
        ("SDMO-02", "SDMO", "Bimtek", "Bimtek", '"', "13.00 WIB"),
        ("SDMO-03", "SDMO", "Apel", "Rapat", None, "minggu kedua November"),
        ("SDMO-04", "SDMO", "Apel", "Rapat", "16 November 2023", '"'),
    ]
    for day, hour in (("Tanggal", "Waktu"), ("Date", "Time"), ("Hari/Tanggal", "Waktu Pelaksanaan")):
        _, table = recognise(book([("Kode", "Divisi", "Kegiatan", "Bentuk", day, hour), *rows]))
        assert [row.values["waktu"] for row in table.rows] == [
            "14 November 2023 09.00 WIB",
            "14 November 2023 13.00 WIB",
            "minggu kedua November",
            "16 November 2023 minggu kedua November",
        ]
        assert table.reading.left_out == ()
    with pytest.raises(UnreadableTable):
        recognise(book([("Kode", "Divisi", "Kegiatan", "Bentuk", "Tanggal", "Tgl Kegiatan"), *rows]))


def test_a_second_table_whose_columns_stand_in_another_order_is_named() -> None:
    first = [HEAD, *ROWS[:1]]
    second = [tuple(reversed(HEAD)), *(tuple(reversed(row)) for row in ROWS[1:])]
    with pytest.raises(UnreadableTable, match="import-file-header-again") as refused:
        recognise(book([*first, (), *second]))
    assert refused.value.values == {"line": 4}
