"""Files as people send them: every encoding and separator, cells with dates and numbers, and files that are broken."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.documents.imports import recognise
from bot.documents.tables import Table, UnreadableTable, read_table, write_csv, write_xlsx
from tests.importing.kinds import KINDS

DUTY = ("tanggal", "kecamatan", "shift", "nama")


def values(table: Table) -> list[tuple[str, ...]]:
    return [tuple(row.values.values()) for row in table.rows]


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def refusal(content: bytes, kind: str | None = None) -> tuple[str, dict[str, Any]]:
    with pytest.raises(UnreadableTable) as caught:
        recognise(content, kind)
    return caught.value.key, caught.value.values


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_csv_of_every_office_program(encoding: str, separator: str, line_end: str) -> None:
    lines = [("nama", "telepon"), ("André Nuñez – “Dé”", "0812-3456-7890"), ("Siti", "")]
    content = line_end.join(separator.join(line) for line in lines).encode(encoding)
    table = read_table(content)
    assert table.columns == ("nama", "telepon")
    assert values(table) == [("André Nuñez – “Dé”", "0812-3456-7890"), ("Siti", "")]


def test_what_a_text_that_is_not_utf_8_is_read_as_is_told() -> None:
    text = "nama,telepon,kecamatan,jabatan\r\nMa’ruf “Uji”,081234500001,Wonodadi,PKD\r\nMa’ruf,,Wonodadi,PKD\r\n"
    for encoding, told in (("utf-8", []), ("utf-8-sig", []), ("cp1252", [{"words": "Ma’ruf, “Uji”"}])):
        reading = recognise(text.encode(encoding))[1].reading
        assert [one.values for one in reading.left_out if one.reason == "encoding"] == told


def test_a_mark_of_utf_8_before_other_letters_is_none_of_the_header() -> None:
    table = read_table(b"\xef\xbb\xbfnama,telepon\nJos\xe9,0812\n")
    assert (table.columns, values(table)) == (("nama", "telepon"), [("José", "0812")])


def test_a_comma_in_quotes_and_lines_within_a_cell_count_as_lines_of_the_file() -> None:
    content = b'nama,alamat\r\n"Budi, S.H.","Jl. A\r\nBlitar"\r\n\r\n,\r\nSiti,"kata ""kutip"""\r\n'
    table = read_table(content)
    assert [(row.line, row.values["nama"], row.values["alamat"]) for row in table.rows] == [
        (2, "Budi, S.H.", "Jl. A\r\nBlitar"),
        (6, "Siti", 'kata "kutip"'),
    ]


def test_a_comma_in_a_title_does_not_make_a_semicolon_file_a_comma_file() -> None:
    assert values(read_table(b"judul;tempat\nRapat, rakor, bimtek;Aula, Blitar\n")) == [
        ("Rapat, rakor, bimtek", "Aula, Blitar")
    ]


def test_headers_in_any_case_and_order_with_blanks_and_columns_that_nobody_asked_for() -> None:
    kind, table = recognise(b"\n\n No ;  NAMA ;Shift; Kecamatan;TANGGAL;;\n1;Budi;pagi;Wonodadi;2023-10-12;;\n")
    assert kind == "duty"
    assert table.rows[0].line == 4
    assert table.rows[0].values == {
        "no": "1",
        "nama": "Budi",
        "shift": "pagi",
        "kecamatan": "Wonodadi",
        "tanggal": "2023-10-12",
    }


def test_a_short_line_lacks_values_and_a_long_one_has_a_surplus() -> None:
    table = read_table(b"nama,telepon,kecamatan\nBudi\nSiti,0812,Wonodadi,, X , Y\n")
    assert [(list(row.values.values()), row.surplus) for row in table.rows] == [
        (["Budi", "", ""], ""),
        (["Siti", "0812", "Wonodadi"], "X, Y"),
    ]


def test_cells_of_a_workbook_with_dates_and_numbers() -> None:
    content = workbook(
        DUTY,
        (date(2023, 10, 12), "Wonodadi", None, "Budi"),
        (datetime(2023, 10, 13, 0, 0), "Wonodadi", 2.0, 81234567890),  # noqa: DTZ001 (cells have no zone)
        (datetime(2023, 10, 14, 9, 30), time(9, 30), 1.5, 8.1234567890e10),  # noqa: DTZ001
        (None, None, None, None),
        ("2023-10-16", True, "  pagi ", "Siti"),
    )
    assert [(row.line, *row.values.values()) for row in read_table(content).rows] == [
        (2, "2023-10-12", "Wonodadi", "", "Budi"),
        (3, "2023-10-13", "Wonodadi", "2", "81234567890"),
        (4, "2023-10-14 09:30:00", "09:30:00", "1.5", "81234567890"),
        (6, "2023-10-16", "True", "pagi", "Siti"),
    ]


def test_a_workbook_that_states_wrong_dimensions_is_read_to_its_end() -> None:
    original = workbook(DUTY, ("2023-10-12", "Wonodadi", "pagi", "Budi"))
    shrunk = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(original)) as source, zipfile.ZipFile(shrunk, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(b'ref="A1:D2"', b'ref="A1"') if "sheet1" in name else part)
    assert b'ref="A1:D2"' not in shrunk.getvalue()
    assert values(read_table(shrunk.getvalue())) == [("2023-10-12", "Wonodadi", "pagi", "Budi")]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "import-file-empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "import-file-empty"),
        (b";;;\n;;;\n", "import-file-empty"),
        (workbook(), "import-file-empty"),
        (b"nama\x00telepon", "import-file-unreadable"),
        (b"\xff\xfen\x00a", "import-file-unreadable"),
        (b"PK\x03\x04 and then nothing", "import-file-unreadable"),
        (workbook(DUTY)[:-200], "import-file-unreadable"),
    ],
)
def test_what_is_no_table_is_said_to_be_none(content: bytes, key: str) -> None:
    assert refusal(content)[0] == key


@pytest.mark.parametrize(("content", "key"), KINDS.values(), ids=KINDS)
def test_what_is_another_kind_of_file_is_called_by_its_name(content: bytes, key: str) -> None:
    assert refusal(content) == (f"import-file-{key}", {})


@pytest.mark.parametrize("first", ["BMKG", "MZ", "ID3", "From: ", "[nama]", "{nama}", "index.xml", "Date: hari"])
def test_a_heading_that_looks_like_the_beginning_of_another_kind_is_one(first: str) -> None:
    content = f"{first},nama,telepon,kecamatan,jabatan\nx,Budi,,Wonodadi,PKD\n".encode()
    assert values(recognise(content)[1]) == [("x", "Budi", "", "Wonodadi", "PKD")]


def test_a_workbook_that_unpacks_to_a_flood_is_not_unpacked() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(201):
            part.write(b" " * 1024 * 1024)
    assert len(buffer.getvalue()) < 1024 * 1024
    assert refusal(buffer.getvalue())[0] == "import-file-unreadable"


@settings(max_examples=150)
@given(st.integers(), st.integers(1, 40))
def test_a_damaged_workbook_is_read_or_refused_but_never_a_crash(seed: int, hits: int) -> None:
    dice = random.Random(seed)
    content = bytearray(workbook(DUTY, ("2023-10-12", "Wonodadi", "pagi", "Budi")))
    for _ in range(hits):
        content[dice.randrange(len(content))] = dice.randrange(256)
    try:
        recognise(bytes(content))
    except UnreadableTable:
        return


@given(st.binary(max_size=400))
def test_garbage_is_read_or_refused_but_never_a_crash(content: bytes) -> None:
    try:
        recognise(content)
    except UnreadableTable:
        return


def test_an_open_quotation_mark_is_found_where_it_begins() -> None:
    content = b'nama,telepon\nBudi,0811\n"Siti,0812\nRina,0813\n'
    assert refusal(content) == ("import-file-quotes", {"line": 3})


def test_missing_columns_are_named_with_those_that_were_read() -> None:
    assert refusal(b"nama;hp;kecamatan\nBudi;0812;Wonodadi\n", "roster") == (
        "import-file-columns",
        {"missing": "jabatan", "found": "nama, telepon, kecamatan"},
    )


def test_a_column_twice() -> None:
    content = b"nama,no hp,kecamatan,jabatan,No. WA\nBudi,0812,Wonodadi,PKD,0813\n"
    assert refusal(content) == ("import-file-duplicate-columns", {"columns": "no hp, No. WA"})
    # The one that is written as the template has it is meant.
    assert recognise(content.replace(b"no hp", b"telepon"))[1].rows[0].values["telepon"] == "0812"


def test_a_slip_in_a_column_that_may_be_left_out_is_not_passed_over() -> None:
    content = b"kode,divisi,judul,waktu,jenis,sasarn\nSDMO-01,SDMO,Rapat,,rapat,komisioner\n"
    assert refusal(content) == ("import-file-slip", {"column": "sasarn", "meant": "sasaran"})


def test_a_template_that_was_not_filled_in() -> None:
    assert refusal(write_xlsx(DUTY, []))[0] == "import-file-no-rows"


@pytest.mark.parametrize("kind", ["calendar", "roster", "duty", "attendance"])
def test_the_kind_is_known_by_the_columns(kind: str) -> None:
    heads = {
        "calendar": ("kode", "divisi", "judul", "jenis"),
        "roster": ("nama", "telepon", "kecamatan", "jabatan"),
        "duty": ("tanggal", "kecamatan", "nama"),
        "attendance": ("sesi", "kecamatan", "nama"),
    }
    assert recognise(write_csv(heads[kind], [("x",) * len(heads[kind])]))[0] == kind


# Everything but control characters and surrogates; half of it of signs that files or spreadsheets take for their own.
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n")
    | st.sampled_from("=+-@'\",;\n 0é\U0001f600"),
    max_size=30,
)
ROWS = st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=6)
TRICKY = [
    ("=1+1", "+6281234567890", "-5"),
    ("@SUM(A1)", "'=x", "''+y"),
    ("0812", "_x0041_", "1e5"),
    ("'", "''", "\n=1"),
    ("Jum'-at", "0'=1", ""),
]


@given(ROWS)
def test_what_is_written_reads_back_the_same(rows: list[tuple[str, str, str]]) -> None:
    for write in (write_csv, write_xlsx):
        wanted = [tuple(value.strip() for value in row) for row in [*TRICKY, *rows]]
        found = read_table(write(("a", "b", "c"), [*TRICKY, *rows]))
        assert values(found) == [row for row in wanted if any(row)]


def test_control_characters_and_line_ends_do_not_break_a_file() -> None:
    for write in (write_csv, write_xlsx):
        assert values(read_table(write(("a", "b"), [("ba\x00ris\x0b", "satu\r\ndua\rtiga")]))) == [
            ("baris", "satu\ndua\ntiga")
        ]


def test_an_exported_csv_holds_nothing_that_a_spreadsheet_would_run() -> None:
    content = write_csv(("nama", "telepon"), [("=HYPERLINK(1)", "+6281234567890"), ("\t=1", " @x"), ("aman", "0812")])
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r")] == []
    assert cells[-2:] == ["aman", "0812"]


def test_columns_are_as_wide_as_what_they_hold_and_no_wider_than_a_screen() -> None:
    sheet = load_workbook(
        io.BytesIO(write_xlsx(("nama", "jam"), [("Endah Wijaya, S.Sos.", ""), ("x" * 90, "")]))
    ).active
    assert sheet is not None
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [48, 10]


def test_an_exported_workbook_holds_text_only() -> None:
    content = write_xlsx(("nama", "telepon"), [("=HYPERLINK(1)", "+6281234567890"), ("-5", "0812")])
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert {(cell.value, cell.data_type) for row in sheet.iter_rows(min_row=2) for cell in row} == {
        ("=HYPERLINK(1)", "s"),
        ("+6281234567890", "s"),
        ("-5", "s"),
        ("0812", "s"),
    }
