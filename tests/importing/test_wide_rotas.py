"""Rotas as offices keep them: officers or shifts beside each other, people and the days of a month."""

from __future__ import annotations

from typing import Any

import pytest

from bot.documents.imports import recognise
from bot.documents.tables import UnreadableTable
from tests.importing.sheets import book

Lines = list[tuple[Any, ...]]
DAYS = tuple(range(1, 31))
TITLE = ("JADWAL PIKET PANWASLU KECAMATAN WONODADI",)


def read(*sheets: Lines, names: tuple[str, ...] = ("A", "B")) -> list[tuple[str, ...]]:
    kind, table = recognise(book(*sheets, names=names))
    assert kind == "duty"
    return [tuple(row.values.get(one, "") for one in ("tanggal", "kecamatan", "shift", "nama")) for row in table.rows]


def said(*sheets: Lines) -> list[tuple[str, dict[str, Any]]]:
    reading = recognise(book(*sheets))[1].reading
    return [(one.reason, one.values) for one in reading.left_out if one.reason.startswith("rota-")]


def month(*people: tuple[str, dict[int, str]], days: tuple[int, ...] = DAYS) -> Lines:
    return [(number, name, *(on.get(day) for day in days)) for number, (name, on) in enumerate(people, 1)]


BESIDE: Lines = [
    ("No", "Tanggal", "Kecamatan", "Petugas Piket 1", "Petugas Piket 2"),
    (1, "12 Oktober 2023", "Wonodadi", "Budi", "Siti"),
    (2, "13 Oktober 2023", "Wonodadi", "Siti", "-"),
]
PEOPLE = (("Budi", {1: "P", 2: "M", 30: "P"}), ("Siti", {1: "S", 3: "L"}))
MATRIX: Lines = [TITLE, ("Bulan : November 2023",), ("No", "Nama", *DAYS), *month(*PEOPLE)]
OF_MATRIX = [
    ("2023-11-01", "WONODADI", "pagi", "Budi"),
    ("2023-11-02", "WONODADI", "malam", "Budi"),
    ("2023-11-30", "WONODADI", "pagi", "Budi"),
    ("2023-11-01", "WONODADI", "siang", "Siti"),
]


def test_two_officers_of_a_day_have_a_shift_each() -> None:
    assert read(BESIDE) == [
        ("12 Oktober 2023", "Wonodadi", "petugas 1", "Budi"),
        ("12 Oktober 2023", "Wonodadi", "petugas 2", "Siti"),
        ("13 Oktober 2023", "Wonodadi", "petugas 1", "Siti"),
    ]
    assert said([*BESIDE, (), ("Tanggal", "Kecamatan", "Petugas Piket 1", "Petugas Piket 2")])[0][0] == "rota-together"
    assert said(BESIDE) == [("rota-together", {"sheet": "", "columns": "Petugas Piket 1, Petugas Piket 2", "count": 3})]


def test_officers_beside_each_other_are_of_the_lines_shift() -> None:
    head = ("Tanggal", "Kecamatan", "Shift", "Nama Petugas I", "Nama Petugas II")
    line = ("12 Oktober 2023", "Wonodadi", "pagi", "Budi", "Siti")
    assert [row[2:] for row in read([head, line])] == [("pagi petugas i", "Budi"), ("pagi petugas ii", "Siti")]


def test_shifts_beside_each_other() -> None:
    head = ("Hari/Tanggal", "Pagi (08.00-14.00)", "Siang", "Malam")
    foot = ("", "", "Mengetahui,")
    lines: Lines = [
        TITLE,
        head,
        ("12 Oktober 2023", "Budi", "Siti", "Libur"),
        ("13 Oktober 2023", None, "Budi", None),
        (),
        foot,
    ]
    assert read(lines) == [
        ("12 Oktober 2023", "WONODADI", "pagi (08.00-14.00)", "Budi"),
        ("12 Oktober 2023", "WONODADI", "siang", "Siti"),
        ("13 Oktober 2023", "WONODADI", "siang", "Budi"),
    ]


def test_people_and_the_days_of_a_month() -> None:
    assert read(MATRIX) == OF_MATRIX
    assert said(MATRIX) == [
        (
            "rota-month",
            {"sheet": "", "month": "November 2023", "people": 2, "count": 4, "codes": "M = malam, P = pagi, S = siang"},
        )
    ]


def test_two_of_one_shift_on_one_day_are_on_duty_together() -> None:
    lines: Lines = [*MATRIX[:3], *month(*PEOPLE, ("Tono", {1: "P", 2: "P", 30: "P"}), ("Umi", {1: "P"}))]
    assert [(row[0][-2:], row[2], row[3]) for row in read(lines) if row[3] in ("Tono", "Umi")] == [
        ("01", "pagi petugas 2", "Tono"),
        ("02", "pagi", "Tono"),
        ("30", "pagi petugas 2", "Tono"),
        ("01", "pagi petugas 3", "Umi"),
    ]


def test_weekdays_below_the_days_a_legend_and_signatures_are_no_people() -> None:
    weekdays = ("", "", *("RKJSMSS" * 5)[:30])
    legend: Lines = [
        (),
        ("", "Keterangan: P = Pagi (07.00-14.00), S = Sore, M = Malam, L = Libur"),
        (),
        ("", "Mengetahui,"),
        ("", "TONO"),
    ]
    rows = read([*MATRIX[:3], weekdays, *MATRIX[3:], *legend])
    assert [(row[2], row[3]) for row in rows] == [
        ("pagi (07.00-14.00)", "Budi"),
        ("malam", "Budi"),
        ("pagi (07.00-14.00)", "Budi"),
        ("sore", "Siti"),
    ]


def test_the_month_may_stand_on_the_sheet_and_the_days_below_a_heading() -> None:
    lines: Lines = [TITLE, ("No", "Nama", "Tanggal"), ("", "", *DAYS), *month(("Budi", {5: "x"}))]
    assert read(lines, names=("November 2023",)) == [("2023-11-05", "WONODADI", "harian", "Budi")]


def test_a_kecamatan_above_its_people() -> None:
    first, second = month(("Budi", {1: "x"})), month(("Siti", {2: "x"}))
    lines: Lines = [
        ("PIKET NOVEMBER 2023",),
        ("No", "Nama", *DAYS),
        ("", "KECAMATAN WONODADI"),
        *first,
        ("", "KECAMATAN UDANAWU"),
        *second,
    ]
    assert [row[1] for row in read(lines)] == ["WONODADI", "UDANAWU"]


@pytest.mark.parametrize(
    ("lines", "key", "values"),
    [
        ([*MATRIX[:3], *month(("Budi", {1: "Z"}))], "import-file-rota-cell", {"cell": "C4", "given": "Z"}),
        # Alone an S may be "sakit".
        ([*MATRIX[:3], *month(("Budi", {2: "S"}))], "import-file-rota-cell", {"cell": "D4", "given": "S"}),
        ([TITLE, *MATRIX[2:]], "import-file-rota-month", {}),
        ([*MATRIX[:2], ("Desember 2023",), *MATRIX[2:]], "import-file-rota-month", {}),
        (
            [*MATRIX[:2], ("No", "Nama", *DAYS, 31), *month(("Budi", {31: "x"}), days=(*DAYS, 31))],
            "import-file-rota-day",
            {"cell": "AG4", "day": 31, "month": "November"},
        ),
    ],
)
def test_what_may_mean_two_things_is_refused_with_its_cell(lines: Lines, key: str, values: dict[str, Any]) -> None:
    with pytest.raises(UnreadableTable) as found:
        recognise(book(lines))
    assert (found.value.key, found.value.values) == (key, values)


def test_two_tables_on_a_sheet_and_a_header_on_each_page() -> None:
    head = ("No", "Nama", *DAYS)
    lines: Lines = [
        *MATRIX[:3],
        *month(PEOPLE[0]),
        (),
        ("JADWAL PIKET PANWASLU KECAMATAN UDANAWU",),
        head,
        *month(("Rina", {4: "M"})),
    ]
    assert [(row[1], row[3]) for row in read(lines)][-1] == ("UDANAWU", "Rina")
    # Of another month.
    with pytest.raises(UnreadableTable, match="import-file-rota-month"):
        recognise(book([*lines[:5], ("Bulan : Desember 2023",), *lines[6:]]))
    again: Lines = [*BESIDE[:2], BESIDE[0], *BESIDE[2:]]
    assert len(read(again)) == 3


def test_a_kecamatan_above_days_is_of_the_lines_below() -> None:
    head = ("Tanggal", "Pagi", "Malam")
    lines: Lines = [
        head,
        ("KECAMATAN WONODADI",),
        ("12 Oktober 2023", "Budi", "Siti"),
        ("Kecamatan Udanawu",),
        ("12 Oktober 2023", "Rina", None),
    ]
    assert [row[1] for row in read(lines)] == ["WONODADI", "WONODADI", "Udanawu"]


def test_a_name_without_its_day_and_a_day_that_is_none_are_not_passed_over() -> None:
    head = ("Tanggal", "Pagi", "Malam")
    lines: Lines = [TITLE, head, ("12 Oktober 2023", "Budi", "Siti"), (None, "Tono", None), ("Lebaran", None, None)]
    assert read(lines)[2:] == [("", "WONODADI", "pagi", "Tono"), ("Lebaran", "WONODADI", "pagi", "")]


def test_a_name_alone_above_numbered_people_is_their_kecamatan() -> None:
    lines: Lines = [
        ("PIKET NOVEMBER 2023",),
        ("No", "Nama", *DAYS),
        ("", "WONODADI"),
        *month(("Budi", {1: "x"}), ("Siti", {})),
        ("", "UDANAWU"),
        *month(("Rina", {2: "x"})),
    ]
    assert [(row[1], row[3]) for row in read(lines)] == [("WONODADI", "Budi"), ("UDANAWU", "Rina")]


@pytest.mark.parametrize(
    "title",
    [
        "PIKET KECAMATAN WONODADI NOVEMBER 2023",
        "JADWAL PIKET KEC. WONODADI BULAN NOVEMBER TAHUN 2023",
        "Jadwal Piket Panwaslu Kecamatan Wonodadi, Nopember 2023",
    ],
)
def test_a_title_names_kecamatan_and_month(title: str) -> None:
    lines: Lines = [(title,), ("No", "Nama", *DAYS, "Jumlah"), *month(("Budi", {1: "P"})), ("", "Jumlah", *[1] * 30)]
    assert [(day, district.casefold(), name) for day, district, _, name in read(lines)] == [
        ("2023-11-01", "wonodadi", "Budi")
    ]


def test_a_shift_that_is_free_that_day_makes_no_day_off_of_the_sheet() -> None:
    head = ("Tanggal", "Pagi", "Malam", "Ket")
    lines: Lines = [TITLE, head, ("12 Oktober 2023", "Budi", "libur", "cuti")]
    assert read(lines) == [("12 Oktober 2023", "WONODADI", "pagi", "Budi")]
    assert recognise(book(lines))[1].reading.left_out[1].values == {"sheet": "", "names": "Ket"}


def test_a_months_list_of_who_came_is_no_rota() -> None:
    lines: Lines = [("DAFTAR HADIR KECAMATAN WONODADI",), *MATRIX[1:]]
    with pytest.raises(UnreadableTable, match="import-file-columns"):
        recognise(book(lines))


def test_shifts_without_known_hours_are_not_guessed() -> None:
    head = ("Tanggal", "Shift 1", "Shift 2", "Shift 3")
    line = ("12 Oktober 2023", "Budi", "Siti", "Tono")
    with pytest.raises(UnreadableTable, match="import-file-rota-shifts"):
        recognise(book([TITLE, head, line]))
    legend = ("Shift 1 = 07.00-14.00, Shift 2 = 14.00-21.00, Shift 3 = 21.00-07.00",)
    assert read([TITLE, head, line, (), legend]) == [
        ("12 Oktober 2023", "WONODADI", "shift 1 07.00-14.00", "Budi"),
        ("12 Oktober 2023", "WONODADI", "shift 2 14.00-21.00", "Siti"),
        ("12 Oktober 2023", "WONODADI", "shift 3 21.00-07.00", "Tono"),
    ]


HALF = tuple(range(16, 31))


@pytest.mark.parametrize(
    "days", [tuple(range(1, 16)), HALF, tuple(range(6, 13))], ids=["first half", "second", "a week"]
)
def test_a_part_of_a_month_is_of_its_days(days: tuple[int, ...]) -> None:
    lines: Lines = [*MATRIX[:2], ("No", "Nama", *days), *month(("Budi", {days[0]: "P", days[-1]: "M"}), days=days)]
    assert [(day, shift) for day, _, shift, _ in read(lines)] == [
        (f"2023-11-{days[0]:02}", "pagi"),
        (f"2023-11-{days[-1]:02}", "malam"),
    ]


def test_the_second_half_below_the_first_is_of_its_own_days() -> None:
    first: Lines = [("No", "Nama", *range(1, 16)), *month(("Budi", {1: "P"}), days=tuple(range(1, 16)))]
    second: Lines = [("No", "Nama", *HALF), *month(("Budi", {16: "P", 30: "M"}), days=HALF)]
    right = ["2023-11-01", "2023-11-16", "2023-11-30"]
    assert [day for day, *_ in read([*MATRIX[:2], *first, (), *second])] == right
    assert [day for day, *_ in read([*MATRIX[:2], *first], [*MATRIX[:2], *second])] == right


@pytest.mark.parametrize(
    ("cell", "legend", "shifts"),
    [
        ("P/M", "", ["pagi", "malam"]),
        ("P / S / M", "", ["pagi", "siang", "malam"]),
        ("P, M", "", ["pagi", "malam"]),
        ("P+M", "P = Pagi 07.00-13.00", ["pagi 07.00-13.00", "malam"]),
        ("1/3", "1 = 07.00-14.00, 3 = 21.00-07.00", ["07.00-14.00", "21.00-07.00"]),
        ("S2", "S1: Pagi; S2: Siang (12.00-18.00)", ["siang (12.00-18.00)"]),
        ("2", "2 = Shift 2 (14.00-21.00)", ["shift 2 (14.00-21.00)"]),
        ("L/M", "L = Libur", ["malam"]),
    ],
)
def test_a_cell_with_several_codes_is_as_many_shifts(cell: str, legend: str, shifts: list[str]) -> None:
    lines: Lines = [*MATRIX[:3], *month(("Budi", {3: cell})), (), (legend,)]
    assert [(day, shift) for day, _, shift, _ in read(lines)] == [("2023-11-03", shift) for shift in shifts]


@pytest.mark.parametrize("cell", ["P/Q", "PM", "1", "P/P", "S1", "P M Z"])
def test_a_cell_of_which_a_part_is_not_known_is_named(cell: str) -> None:
    with pytest.raises(UnreadableTable, match="import-file-rota-cell"):
        recognise(book([*MATRIX[:3], *month(("Budi", {3: cell}))]))
