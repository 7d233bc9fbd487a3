"""What stands below a table, and lines that only begin like it: a line that fills the table is one of it."""

from __future__ import annotations

import pytest

from bot.documents.imports import recognise

DUTY = "tanggal,kecamatan,shift,nama"
ROSTER = "nama;telepon;kecamatan;jabatan"
FIRST = {DUTY: "13 November 2023,Wonodadi,harian,Siti Uji", ROSTER: "Siti Uji;081234567890;Wonodadi;PKD"}


def read(head: str, *lines: str) -> tuple[list[int], list[tuple[str, int, int, str]]]:
    """Numbers of the lines below the first that are read, and what is said of others."""
    table = recognise("\n".join((head, FIRST[head], *lines)).encode())[1]
    told = [
        (one.reason, int(one.values["first"]), int(one.values["last"]), str(one.values["text"]))
        for one in table.reading.left_out
    ]
    return [row.line for row in table.rows[1:]], told


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (DUTY, '"Jumat, 17 November 2023",Wonodadi,harian,Siti Uji'),
        (DUTY, '"Jumat, 17 November 2023",Wonodadi,,Siti Uji'),
        (DUTY, '"Kamis Wage, 16 November 2023",Wonodadi,harian,Budi'),
        (DUTY, '"Jum’at, 17-11-2023",Wonodadi,harian,Siti Uji'),
        (DUTY, '"Rabu, 16 November 2023",Wonodadi,harian,Siti Uji'),
        (DUTY, '"Blitar, 16 November 2023",Wonodadi,harian,Siti Uji'),
        (DUTY, '"Sabtu, 18 November 2023",Wonodadi,harian,Tidak Ada'),
        (DUTY, '"Sabtu, 18 November 2023",Wonodadi,harian,Mengetahui Sari'),
        (DUTY, '"Sabtu, 18 November 2023",,,Siti Uji'),
        (DUTY, '"Sabtu, 18 November 2023",Wonodadi,,'),
        (DUTY, '"Sabtu, 18 November 2023",,,'),
        (DUTY, '"Blitar, 16 November 2023",,,Siti Uji'),
        (DUTY, "Jumlah,Wonodadi,harian,Siti Uji"),
        (ROSTER, "Mengetahui Sari;081277770012;Wonodadi;PKD"),
        (ROSTER, "Mengetahui Sari;081277770012;;"),
        (ROSTER, "Jumlah Rahayu;081277770013;Wonodadi;PKD"),
        (ROSTER, "Total Subagyo;081277770014;Wonodadi;"),
        (ROSTER, "Total Subagyo;081277770014;;"),
        (ROSTER, "Nip Wibowo;;Wonodadi;PKD"),
        (ROSTER, "Keterangan Joyo;0812-7777-0014;;PKD"),
        (ROSTER, "Sumber;081277770014;Wonodadi;PKD"),
        (ROSTER, "Dibuat Susilo;081277770014;Wonodadi;PKD"),
        (ROSTER, "Catatan Ayu;081277770014;Wonodadi;PKD"),
        (ROSTER, "Blitar, 1 Mei 2023;081277770014;Wonodadi;PKD"),
    ],
)
def test_a_line_of_the_table_that_begins_like_a_foot(head: str, line: str) -> None:
    assert read(head, line) == ([3], [])
    assert read(head, line, FIRST[head]) == ([3, 4], [])


@pytest.mark.parametrize(
    ("head", "lines", "reason", "text"),
    [
        (DUTY, ["Jumlah,,,2"], "foot", "Jumlah · 2"),
        (DUTY, ["Jumlah,12,3,2"], "foot", "Jumlah · 12 · 3 · 2"),
        (ROSTER, ["Total PKD;12 orang;22;66"], "foot", "Total PKD · 12 orang · 22 · 66"),
        (DUTY, [',,,"Blitar, 16 November 2023"', ",,,Ketua"], "foot", "Blitar, 16 November 2023 · Ketua"),
        (DUTY, ['Mengetahui,,,"Blitar, 16 November 2023"'], "foot", "Mengetahui · Blitar, 16 November 2023"),
        (
            ROSTER,
            ["Mengetahui,;Menyetujui,;Dibuat oleh,;Blitar, 16 November 2023"],
            "foot",
            "Mengetahui, · Menyetujui, · Dibuat oleh, · Blitar, 16 November 2023",
        ),
        (
            ROSTER,
            ["Blitar, 16 November 2023;;;", "Ketua;;;", "NIP. 19870101;;;"],
            "foot",
            "Blitar, 16 November 2023 · Ketua · NIP. 19870101",
        ),
        (
            ROSTER,
            ["Mengetahui Kepala Sekretariat;;Blitar, 16 November 2023;"],
            "foot",
            "Mengetahui Kepala Sekretariat · Blitar, 16 November 2023",
        ),
        (ROSTER, ["Keterangan: PKD belum lengkap;;;"], "foot", "Keterangan: PKD belum lengkap"),
    ],
)
def test_a_foot_is_left_out_and_told_in_its_words(head: str, lines: list[str], reason: str, text: str) -> None:
    assert read(head, *lines) == ([], [(reason, 3, 2 + len(lines), text)])


def test_a_sum_between_lines_is_told_in_its_words() -> None:
    assert read(ROSTER, "Jumlah;12 orang;;", FIRST[ROSTER]) == ([4], [("sum", 3, 3, "Jumlah · 12 orang")])


def test_a_table_whose_every_line_begins_like_a_foot() -> None:
    content = f'{DUTY}\n"Jumat, 17 November 2023",Wonodadi,harian,Siti Uji\n"Sabtu, 18 November 2023",Wonodadi,harian,Siti Uji\n'
    assert [row.line for row in recognise(content.encode())[1].rows] == [2, 3]
