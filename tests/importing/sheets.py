"""Sheets as offices keep them, each of the same three people, and what is right: these three, or which refusal."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from bot.documents.imports import recognise
from bot.documents.tables import UnreadableTable
from bot.domain.importing.roster import RosterLine, roster_line
from bot.domain.office.districts import DistrictNames

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

CASES = Path(__file__).parent / "cases"
DISTRICTS = DistrictNames(["Wonodadi", "Udanawu", "Srengat"])
HEAD = ("nama", "telepon", "kecamatan", "jabatan", "divisi", "peran")
ROWS = (
    ("Siti Uji", "081234500001", "Wonodadi", "Ketua Panwascam", "SDMO", "anggota"),
    ("Budi Uji", "081234500002", "Wonodadi", "Anggota Panwascam", "HP2H", "anggota"),
    ("Rina Uji", "081234500003", "Udanawu", "Ketua Panwascam", "SDMO", "anggota"),
)
THREE = [(name, f"+62{phone[1:]}", district, position) for name, phone, district, position, *_ in ROWS]
# What is right: these three people, or the key or reason of a refusal.
RIGHT = ""


def book(
    *sheets: Sequence[tuple[Any, ...]],
    after: Callable[[Worksheet], None] | None = None,
    names: Sequence[str] = "ABCDE",
    **states: str,
) -> bytes:
    """A workbook of sheets A, B, ... or of other `names`; `states` hides some."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for letter, rows in zip(names, sheets, strict=False):
        sheet = made.create_sheet(letter)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = states.get(letter, "visible")
        if after is not None:
            after(sheet)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def text(rows: Sequence[tuple[str, ...]], between: str = ",", line_end: str = "\r\n") -> str:
    return line_end.join(between.join(f'"{cell}"' if between in cell else cell for cell in row) for row in rows)


def changed(**cells: str) -> list[tuple[str, ...]]:
    """The three, each with some columns written otherwise."""
    return [tuple(cells.get(name, value) for name, value in zip(HEAD, row, strict=True)) for row in ROWS]


def named(**names: str) -> tuple[str, ...]:
    """The header with some columns named otherwise."""
    return tuple(names.get(name, name) for name in HEAD)


def merged(*ranges: str) -> Callable[[Worksheet], None]:
    def merge(sheet: Worksheet) -> None:
        for one in ranges:
            sheet.merge_cells(one)

    return merge


def _case(name: str) -> bytes:
    return next(CASES.glob(f"{name}-*")).read_bytes()


PLAIN = [HEAD, *ROWS]
_NUMBERED = [("No", *HEAD), *((number, *row) for number, row in enumerate(ROWS, 1))]
_TWO_OF_WONODADI = [HEAD, ROWS[0], (ROWS[1][0], ROWS[1][1], None, *ROWS[1][3:]), ROWS[2]]
_SIGNED = [
    (),
    ("Mengetahui,", None, None, None, "Blitar, 13 November 2023"),
    ("Ketua", None, None, None, "Kepala Sekretariat"),
    (),
    ("SITI CONTOH, S.H.", None, None, None, "BUDI CONTOH"),
    ("NIP. 19800101",),
]

SHEETS: dict[str, tuple[bytes, str]] = {
    **{
        name: (_case(name), RIGHT)
        for name in ("13", "13b", "13c", "14", "14b", "15", "15b", "15c", "16", "16b", "16c", "18")
    },
    "26 PDF": (_case("26"), "import-file-pdf"),
    "26b old XLS": (_case("26b"), "import-file-xls"),
    "plain": (book(PLAIN), RIGHT),
    "title, subtitle and an empty line": (book([("DAFTAR NAMA",), ("Tahun 2023",), (), *PLAIN]), RIGHT),
    "title with commas in a CSV": (f'"DAFTAR, NAMA, PANWASCAM, 2023",,,,,\r\n{text(PLAIN)}'.encode(), RIGHT),
    "title with commas over semicolons": (f"DAFTAR, NAMA, SEMUA, ORANG, 2023\n{text(PLAIN, ';')}".encode(), RIGHT),
    "title in every column": (book([("nama",) * 6, *PLAIN]), RIGHT),
    "numbers of columns": (book([*_NUMBERED[:1], tuple(range(1, 8)), *_NUMBERED[1:]]), RIGHT),
    "numbers of columns in brackets": (
        book([*_NUMBERED[:1], tuple(f"({n})" for n in range(1, 8)), *_NUMBERED[1:]]),
        RIGHT,
    ),
    "letters of columns": (book([*_NUMBERED[:1], tuple("abcdefg"), *_NUMBERED[1:]]), RIGHT),
    "numbers of columns with a sum": (book([HEAD, (1, 2, 3, 4, "5=3+4", 6), *ROWS]), RIGHT),
    "Roman numbers of columns": (book([HEAD, ("I", "II", "III", "IV", "V", "VI"), *ROWS]), RIGHT),
    "a header on three lines": (
        book(
            [
                ("DAFTAR ANGGOTA",),
                ("TAHUN 2023",),
                (),
                ("Nama", "Nomor", "Asal", "Jabatan", "Divisi", "Peran"),
                ("Lengkap", "HP/", None, None, None, None),
                ("(dengan gelar)", "WA", "Kecamatan", None, None, None),
                (1, 2, 3, 4, 5, 6),
                *ROWS,
            ],
            after=merged("A1:F1", "A2:F2"),
        ),
        RIGHT,
    ),
    "a title above parts above what is wanted": (
        book(
            [
                ("Identitas", None, "Tugas", None, None, None),
                ("Nama", "Telepon", "Kecamatan", "Jabatan", "Divisi", "Peran"),
                ("Lengkap", "(WA aktif)", None, None, "(inisial)", None),
                *ROWS,
            ],
            after=merged("A1:B1", "C1:F1"),
        ),
        RIGHT,
    ),
    "units in brackets, then numbers": (
        book([HEAD, (None, "(angka)", None, None, "(singkatan)", None), (1, 2, 3, 4, 5, 6), *ROWS]),
        RIGHT,
    ),
    "numbers that Excel took for negative": (book([HEAD, (-1, -2, -3, -4, -5, -6), *ROWS]), RIGHT),
    "more of the header below it": (
        book([HEAD, ("Lengkap", "(WA)", "Asal", None, None, None), *ROWS]),
        RIGHT,
    ),
    "a letterhead": (
        book(
            [
                ("BADAN PENGAWAS PEMILIHAN UMUM",),
                ("KABUPATEN BLITAR",),
                ("Jl. Contoh No. 1 Telp. (0342) 801234",),
                (),
                ("Lampiran : Surat Nomor 1/KP/2023",),
                *PLAIN,
            ]
        ),
        RIGHT,
    ),
    "a remark above the header": (book([("Catatan: kolom telepon wajib diisi",), *PLAIN]), RIGHT),
    "columns moved about": (book([tuple(reversed(row)) for row in PLAIN]), RIGHT),
    "a photo's column between": (
        book([(*row[:2], "" if number else "Foto", *row[2:]) for number, row in enumerate(PLAIN)]),
        RIGHT,
    ),
    "ket. at the end": (book([(*row, "Ket." if not n else "") for n, row in enumerate(PLAIN)]), RIGHT),
    "empty lines between people": (book([HEAD, ROWS[0], (), ROWS[1], (), ROWS[2]]), RIGHT),
    "empty columns before": (book([(None, None, *row) for row in PLAIN]), RIGHT),
    "numbers with WA before them": (
        book([HEAD, *((row[0], f"WA {row[1]}", *row[2:]) for row in ROWS)]),
        RIGHT,
    ),
    "two numbers in a cell": (
        book([HEAD, *((row[0], f"{row[1]} / 081399990001", *row[2:]) for row in ROWS)]),
        "phone-two",
    ),
    "a header on four lines": (
        book([("Nama",), (None, "Telepon"), (None, None, "Kecamatan"), (None, None, None, "Jabatan"), *ROWS]),
        "import-file-columns",
    ),
    "a header above two columns": (
        book(
            [(*HEAD[:4], "Alamat", None, None), *((*row[:4], "Jl. A", "RT 1", "RW 2") for row in ROWS)],
            after=merged("E1:G1"),
        ),
        RIGHT,
    ),
    "place and date in figures": (
        book([*PLAIN, (None, None, None, None, "Wonodadi, 13-11-2023"), (None, None, None, None, "Ketua")]),
        RIGHT,
    ),
    "signatures in two columns": (book([*PLAIN, *_SIGNED]), RIGHT),
    "signatures without a gap": (book([*PLAIN, *_SIGNED[1:]]), RIGHT),
    "sum at the end": (book([*PLAIN, ("Jumlah", 3)]), RIGHT),
    "sums between": (book([HEAD, *ROWS[:2], ("Jumlah", 2), ROWS[2], ("Total", 3)]), RIGHT),
    "header on each page": (book([HEAD, *ROWS[:2], HEAD, ROWS[2]]), RIGHT),
    "headings between": (
        book([("No", *HEAD), ("A. WONODADI",), (1, *ROWS[0]), (2, *ROWS[1]), ("B. UDANAWU",), (1, *ROWS[2])]),
        RIGHT,
    ),
    "numbered lines not filled in": (book([*_NUMBERED, (4,), (5,), (6,)]), RIGHT),
    "a person without a position at the end": (book([*PLAIN, ("Dewi Uji", "081234500004", "Wonodadi")]), "required"),
    "a person without all after a gap": (book([*PLAIN, (), ("Dewi Uji", "081234500004", "Wonodadi")]), "required"),
    "names of columns in capitals with colons": (book([tuple(f"{name.upper()} :" for name in HEAD), *ROWS]), RIGHT),
    "names of columns with what is wanted": (book([tuple(f"{name} (wajib diisi)" for name in HEAD), *ROWS]), RIGHT),
    "names of columns with invisible signs": (
        book([tuple(f"\ufeff{name}\u200b\u00a0" for name in HEAD), *ROWS]),
        RIGHT,
    ),
    "names of columns on two lines": (book([named(nama="Nama\nLengkap", telepon="No.\nTelp./WA"), *ROWS]), RIGHT),
    "nama dan gelar, nomor handphone": (book([named(nama="Nama dan Gelar", telepon="Nomor Handphone"), *ROWS]), RIGHT),
    "kec., wilayah": (book([named(kecamatan="Kec.", nama="Nama Anggota"), *ROWS]), RIGHT),
    "two numbers that may be meant": (
        book([("WA", *named(telepon="No HP")), *((row[1], *row) for row in ROWS)]),
        "import-file-duplicate-columns",
    ),
    "a column lacks": (book([row[:3] for row in PLAIN]), "import-file-columns"),
    "sheets with other columns": (book([HEAD, *ROWS[:2]], [HEAD[:4], ROWS[2][:4]]), RIGHT),
    "a sheet lacks a column": (book([HEAD, *ROWS[:2]], [HEAD[:3], ROWS[2][:3]]), "import-file-columns-sheet"),
    "recap beside it": (book([("Kecamatan", "Jumlah"), ("Wonodadi", 2)], PLAIN), RIGHT),
    "rota beside it": (book(PLAIN, [("tanggal", "kecamatan", "nama"), ("13/11/2023", "Wonodadi", "Siti Uji")]), RIGHT),
    "very hidden": (book([("x",)], PLAIN, A="veryHidden"), RIGHT),
    "all hidden but an empty one": (book(PLAIN, [], A="hidden"), "import-file-hidden"),
    "merged kecamatan": (book(_TWO_OF_WONODADI, after=merged("C2:C3")), RIGHT),
    "merged title": (book([("DAFTAR NAMA", *[None] * 5), *PLAIN], after=merged("A1:F1")), RIGHT),
    "merged header of two lines": (
        book([HEAD, (None,) * 6, *ROWS], after=merged(*(f"{c}1:{c}2" for c in "ABCDEF"))),
        RIGHT,
    ),
    "a name merged over two numbers": (
        book([*PLAIN, (None, "0840 0000 1999", *ROWS[-1][2:])], after=merged("A4:A5")),
        "name-above",
    ),
    "a name repeated by a sign": (book([*PLAIN, ('"', "0840 0000 1999", *ROWS[-1][2:])]), "name-above"),
    "a gap that is not merged": (book(_TWO_OF_WONODADI), "needs-district"),
    "ditto marks": (book([HEAD, ROWS[0], (*ROWS[1][:2], '"', *ROWS[1][3:]), ROWS[2]]), RIGHT),
    "sda": (text([HEAD, ROWS[0], (*ROWS[1][:2], "s.d.a", *ROWS[1][3:]), ROWS[2]]).encode(), RIGHT),
    "ditto with dashes": (book([HEAD, ROWS[0], (*ROWS[1][:2], '-"-', *ROWS[1][3:]), ROWS[2]]), RIGHT),
    "ditto on the first line": (book([HEAD, (*ROWS[0][:2], '"', *ROWS[0][3:]), *ROWS[1:]]), "ditto-first"),
    "dashes and n/a": (book([HEAD, *changed(divisi="–", peran="n/a")]), RIGHT),
    "nothing in brackets": (book([HEAD, *changed(divisi="(kosong)", peran="[ - ]")]), RIGHT),
    "UTF-16 big end first": (text(PLAIN, "\t").encode("utf-16"), RIGHT),
    "UTF-16 without its mark": (text(PLAIN, "\t").encode("utf-16-le"), RIGHT),
    "bars": (text(PLAIN, "|").encode(), RIGHT),
    "old Mac line ends": (text(PLAIN, ";", "\r").encode(), RIGHT),
    "sep=, in quotes": (f'"sep=,"\r\n{text(PLAIN)}'.encode(), RIGHT),
    "numbers as numbers": (book([HEAD, *((row[0], int(row[1]), *row[2:]) for row in ROWS)]), RIGHT),
    "numbers as formulas for text": (
        text([HEAD, *((row[0], f'="{row[1]}"', *row[2:]) for row in ROWS)], ";").encode(),
        RIGHT,
    ),
    "a formula in a text": (
        text([HEAD, *((f"=A{n}", *row[1:]) for n, row in enumerate(ROWS))]).encode(),
        "formula-text",
    ),
    "a formula for the name without a result": (book([HEAD, ("=A9", *ROWS[0][1:]), *ROWS[1:]]), "formula-unstored"),
    "a failed formula in a text": (text([HEAD, ("#N/A", *ROWS[0][1:]), *ROWS[1:]]).encode(), "formula-failed"),
    "offices' spellings": (
        book(
            [
                HEAD,
                *(
                    (name, phone, f"Kec. {d}", p.replace("Panwascam", f"Panwaslu Kecamatan {d}"), v, r)
                    for name, phone, d, p, v, r in ROWS
                ),
            ]
        ),
        RIGHT,
    ),
    "an office's own in a kecamatan": (book([HEAD, *changed(jabatan="Staf Bawaslu")]), "office-position"),
    "a position of elsewhere": (book([HEAD, *changed(jabatan="Ketua Panwascam Srengat")]), "position-elsewhere"),
    "another office's kecamatan": (book([HEAD, *changed(kecamatan="Atlantis")]), "unknown-district"),
    "a slip in a kecamatan": (book([HEAD, *changed(kecamatan="Wonodady")]), "unknown-district-slip"),
    "a name of invisible signs": (book([HEAD, *changed(nama="\u200b\u200e\ufeff")]), "required"),
    "web page called XLS": (b"<html><table><tr><td>nama</td></tr></table></html>", "import-file-web"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "import-file-picture"),
    "no table at all": (b"Assalamualaikum, mohon dibantu.\r\nTerima kasih.", "import-file-columns"),
}


def outcome(content: bytes) -> tuple[list[tuple[str, str | None, str | None, str]], str]:
    """The people that are read, or the first reason why nothing is."""
    try:
        _, table = recognise(content, "roster")
    except UnreadableTable as problem:
        return [], problem.key
    lines = [roster_line(row, DISTRICTS) for row in table.rows]
    problems = [one[0].reason for one in lines if isinstance(one, list)]
    read = [(one.name, one.phone, one.district, one.position.value) for one in lines if isinstance(one, RosterLine)]
    return ([], problems[0]) if problems else (read, RIGHT)
