"""Sheets whose kecamatan stand above their people, with and without a column for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.documents.imports import recognise
from bot.documents.tables import UnreadableTable
from tests.importing.sheets import RIGHT, ROWS, THREE, book, merged, outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

SITI, BUDI, RINA = ((row[0], row[1], row[3]) for row in ROWS)
HEAD = ("Nama", "No. HP", "Jabatan")
NUMBERED = ("No", *HEAD)
Lines = list[tuple[Any, ...]]

SHEETS: dict[str, tuple[Lines, tuple[str, ...]]] = {
    "in the column of numbers": (
        [NUMBERED, ("KECAMATAN WONODADI",), (1, *SITI), (2, *BUDI), ("KECAMATAN UDANAWU",), (1, *RINA)],
        (),
    ),
    "with a letter, below the numbers of columns": (
        [
            NUMBERED,
            (1, 2, 3, 4),
            ("A.", "PANWASLU KECAMATAN WONODADI"),
            (1, *SITI),
            (2, *BUDI),
            ("B.", "PANWASLU KECAMATAN UDANAWU"),
            (3, *RINA),
        ],
        (),
    ),
    "a name alone across the columns": (
        [NUMBERED, ("WONODADI",), (1, *SITI), (2, *BUDI), ("UDANAWU",), (1, *RINA)],
        ("A2:D2", "A5:D5"),
    ),
    "a name alone in the first column across": (
        [HEAD, ("Wonodadi",), SITI, BUDI, ("2. Udanawu",), RINA],
        ("A2:C2", "A5:C5"),
    ),
    "word and name in two cells": (
        [NUMBERED, ("Kecamatan", ": Wonodadi"), (1, *SITI), (2, *BUDI), ("Kecamatan", ": Udanawu"), (3, *RINA)],
        (),
    ),
    "groups within a kecamatan": (
        [
            NUMBERED,
            ("I", "KECAMATAN WONODADI"),
            (None, "Komisioner"),
            (1, *SITI),
            (None, "Sekretariat Panwaslu Kecamatan"),
            (2, *BUDI),
            ("II", "KECAMATAN UDANAWU"),
            (1, *RINA),
        ],
        ("B3:D3", "B5:D5"),
    ),
    "a column that is filled in the headings alone": (
        [
            ("Nama", "Telepon", "Kecamatan", "Jabatan"),
            (None, None, "Wonodadi"),
            *((row[0], row[1], None, row[3]) for row in ROWS[:2]),
            (None, None, "Kec. Udanawu"),
            *((row[0], row[1], None, row[3]) for row in ROWS[2:]),
        ],
        (),
    ),
    "a column, and headings where it is empty": (
        [
            ("Nama", "Telepon", "Kecamatan", "Jabatan"),
            (ROWS[0][0], ROWS[0][1], "Wonodadi", ROWS[0][3]),
            ("Kecamatan Wonodadi",),
            (ROWS[1][0], ROWS[1][1], None, ROWS[1][3]),
            ("Kecamatan Srengat",),
            (ROWS[2][0], ROWS[2][1], "Udanawu", ROWS[2][3]),
        ],
        (),
    ),
    "a foot": (
        [
            NUMBERED,
            ("Kecamatan Wonodadi",),
            (1, *SITI),
            (2, *BUDI),
            ("Kecamatan Udanawu",),
            (3, *RINA),
            (),
            (None, None, None, "Blitar, 13 November 2023"),
            (None, None, None, "Ketua Panwaslu Kecamatan Srengat"),
        ],
        (),
    ),
}


def made(lines: Sequence[tuple[Any, ...]], ranges: Sequence[str] = ()) -> bytes:
    return book(lines, after=merged(*ranges))


@pytest.mark.parametrize("name", SHEETS)
def test_headings_name_the_kecamatan_of_those_below(name: str) -> None:
    lines, ranges = SHEETS[name]
    assert outcome(made(lines, ranges)) == (THREE, RIGHT)


def test_a_title_names_it_for_the_sheet_that_has_no_column() -> None:
    wonodadi = [("DAFTAR NAMA PANWASLU KECAMATAN WONODADI",), ("TAHUN 2023",), (), NUMBERED, (1, *SITI), (2, *BUDI)]
    udanawu = [("Kecamatan", ": Udanawu"), ("Kabupaten", ": Blitar"), NUMBERED, (1, *RINA)]
    assert outcome(book(wonodadi, udanawu)) == (THREE, RIGHT)


def test_what_they_named_is_said() -> None:
    told = recognise(made(*SHEETS["a name alone across the columns"]))[1].reading.left_out
    assert [(one.reason, one.values["names"]) for one in told] == [("districts", "WONODADI, UDANAWU")]


def test_a_name_with_a_slip_is_a_fault_of_those_below_and_not_the_kecamatan_above() -> None:
    lines = [NUMBERED, ("WONODADI",), (1, *SITI), ("UDANAWUU",), (2, *RINA)]
    assert outcome(made(lines, ("A2:D2", "A4:D4"))) == ([], "unknown-district-slip")


def test_the_offices_own_people_are_of_no_kecamatan() -> None:
    staff = ("Tono Uji", "081234500009", "Staf Bawaslu")
    below = [NUMBERED, ("KECAMATAN WONODADI",), (1, *SITI), ("BAWASLU KABUPATEN BLITAR",), (2, *staff)]
    without = [NUMBERED, ("KECAMATAN WONODADI",), (1, *SITI), (2, *staff)]
    for lines in (below, without):
        assert outcome(made(lines)) == ([THREE[0], ("Tono Uji", "+6281234500009", None, "Staf Bawaslu")], RIGHT)


def test_somebody_alone_on_a_line_is_no_heading() -> None:
    lines = [NUMBERED, ("KECAMATAN WONODADI",), (1, *SITI), (2, "Rina Uji"), (3, *BUDI)]
    assert outcome(made(lines)) == ([], "required")


@pytest.mark.parametrize(
    "lines",
    [
        [NUMBERED, (1, *SITI), (2, *BUDI), ("Ketua Panwaslu Kecamatan Wonodadi",)],
        [("DAFTAR ANGGOTA PANWASLU KECAMATAN SE-KABUPATEN BLITAR",), NUMBERED, (1, *SITI)],
        [NUMBERED, (None, "Komisioner"), (1, *SITI)],
    ],
)
def test_a_sheet_that_names_none_lacks_the_column(lines: Lines) -> None:
    assert outcome(made(lines)) == ([], "import-file-columns")


def test_lines_that_are_not_filled_in_yet_are_no_headings() -> None:
    head = ("Nama", "Telepon", "Kecamatan", "Jabatan")
    lines = [head, (ROWS[0][0], ROWS[0][1], "Wonodadi", ROWS[0][3]), (None, None, "Udanawu"), (None, None, "Srengat")]
    assert len(recognise(made([*lines, (ROWS[2][0], ROWS[2][1], "Udanawu", ROWS[2][3])]))[1].rows) == 4


def test_a_rota_of_one_kecamatan_and_a_list_of_who_came_there() -> None:
    head, line = ("Tanggal", "Nama"), ("13/11/2023", "Siti Uji")
    kind, table = recognise(book([("JADWAL PIKET PANWASLU KECAMATAN WONODADI",), head, line]))
    assert (kind, table.rows[0].values) == (
        "duty",
        {"tanggal": "13/11/2023", "nama": "Siti Uji", "kecamatan": "WONODADI"},
    )
    with pytest.raises(UnreadableTable):
        recognise(book([("DAFTAR HADIR DI KECAMATAN WONODADI",), head, line]))


@pytest.mark.parametrize(
    "names", [("Wonodadi", "Udanawu"), ("01. Wonodadi", "02. UDANAWU"), ("Kec. Wonodadi", "Panwascam Udanawu")]
)
def test_a_sheet_a_kecamatan_is_read_by_its_name(names: tuple[str, str]) -> None:
    sheets = [HEAD, SITI, BUDI], [HEAD, RINA]
    assert outcome(book(*sheets, names=names)) == (THREE, RIGHT)
    table = recognise(book(*sheets, names=names), "roster")[1]
    assert {row.values["kecamatan"].casefold() for row in table.rows} == {"wonodadi", "udanawu"}
    assert [one.reason for one in table.reading.left_out if one.reason == "districts"] == ["districts"] * 2


@pytest.mark.parametrize("name", ["Sheet1", "Data", "Lembar 1", "November", "Komisioner", "A", "Anggota", "Bawaslu"])
def test_a_sheet_that_names_no_kecamatan_lacks_the_column(name: str) -> None:
    with pytest.raises(UnreadableTable, match="import-file-columns"):
        recognise(book([HEAD, SITI], names=[name]), "roster")


def test_a_title_is_told_where_the_sheet_is_called_otherwise() -> None:
    content = book([("PANWASLU KECAMATAN WONODADI",), HEAD, SITI], names=["Udanawu"])
    _, table = recognise(content, "roster")
    assert [row.values["kecamatan"] for row in table.rows] == ["WONODADI"]
    said = next(one for one in table.reading.left_out if one.reason == "sheet-district")
    assert said.values == {"sheet": "", "name": "Udanawu", "title": "WONODADI"}


def test_a_rota_of_a_sheet_a_kecamatan_is_read_by_its_name() -> None:
    head, line = ("Tanggal", "Nama Petugas Piket"), ("12 Oktober 2023", "Budi")
    kind, table = recognise(book([head, line], [head, line], names=["Wonodadi", "Udanawu"]))
    assert kind == "duty"
    assert [row.values["kecamatan"] for row in table.rows] == ["Wonodadi", "Udanawu"]
