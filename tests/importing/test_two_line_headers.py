"""Headers on two lines with no cell merged, remarks below a header, and signs that nobody sees in names."""

from __future__ import annotations

import pytest

from bot.documents.imports import recognise
from bot.documents.tables import UnreadableTable, write_xlsx

BUDI = {"nama": "Budi", "telepon": "0812", "kecamatan": "Srengat", "jabatan": "PKD"}


def read(*lines: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows below a header, by the columns that count."""
    _, table = recognise(write_xlsx(lines[0], lines[1:]))
    return [{name: value for name, value in row.values.items() if name in BUDI} for row in table.rows]


@pytest.mark.parametrize(
    "header",
    [
        (("No", "Nama", "Kontak", "", "Jabatan"), ("", "", "No HP", "Kecamatan", "")),
        (("No", "Nama Lengkap", "Nomor", "Kecamatan", "Jabatan"), ("", "", "Telepon", "", "")),
        (("NO", "NAMA", "NOMOR", "ASAL", "JABATAN"), ("", "LENGKAP", "TELEPON", "KECAMATAN", "/POSISI")),
        (("No", "Identitas", "", "Tugas", ""), ("", "Nama", "Telepon", "Kecamatan", "Jabatan")),
        (("Daftar Panwascam", "", "", "", ""), ("No", "Nama", "Nomor", "Kec.", "Jabatan"), ("", "", "WA", "", "")),
        (("No", "Nama", "Telepon", "Kecamatan", "Jabatan"), ("", "(dengan gelar)", "(WA aktif)", "", "")),
    ],
)
def test_a_header_on_two_lines_is_read(header: tuple[tuple[str, ...], ...]) -> None:
    assert read(*header, ("1", "Budi", "0812", "Srengat", "PKD")) == [BUDI]


def test_a_rota_with_hari_above_tanggal_is_read() -> None:
    lines = (("Hari/", "Nama", "Nama"), ("Tanggal", "Kecamatan", "Petugas"), ("12-10-2023", "Srengat", "Budi"))
    kind, table = recognise(write_xlsx(lines[0], lines[1:]))
    assert (kind, [row.values for row in table.rows]) == (
        "duty",
        [{"tanggal": "12-10-2023", "kecamatan": "Srengat", "nama": "Budi"}],
    )


PLAN = {
    "kode": "SDMO-02",
    "divisi": "SDMO",
    "judul": "Rapat koordinasi",
    "waktu": "13 November 2023",
    "jenis": "rapat",
}
ROTA = {"tanggal": "12-10-2023", "kecamatan": "Srengat", "shift": "Pagi", "nama": "Budi"}


@pytest.mark.parametrize(
    ("kind", "row", "header"),
    [
        (
            "roster",
            BUDI,
            (("Nama", "Nomor", "Asal", "Jabatan"), ("Lengkap", "HP/", "", "dan"), ("", "WA", "Kecamatan", "Posisi")),
        ),
        (
            "calendar",
            PLAN,
            (
                ("KODE", "DIVISI", "KEGIATAN", "", ""),
                ("", "PENANGGUNG", "URAIAN", "RENCANA", ""),
                ("", "JAWAB", "KEGIATAN", "WAKTU", "JENIS"),
            ),
        ),
        (
            "calendar",
            PLAN,
            (
                ("Kode", "Divisi", "Judul", "Waktu", "Jenis"),
                ("Kegiatan", "Penanggung", "Kegiatan", "Pelaksanaan", "Kegiatan"),
                ("", "Jawab", "", "(tgl/bln)", ""),
            ),
        ),
        (
            "duty",
            ROTA,
            (
                ("Hari/", "Nama", "Shift", "Nama"),
                ("Tanggal", "Kecamatan", "", "Petugas"),
                ("(tgl-bln-thn)", "", "(WIB)", "Piket"),
            ),
        ),
        (
            "duty",
            ROTA,
            (("Hari/", "Nama", "Shift", "Petugas"), ("Tanggal", "Panwaslu", "", ""), ("", "Kecamatan", "", "Nama")),
        ),
    ],
)
def test_a_header_on_three_lines_below_titles_and_above_numbers_is_read(
    kind: str, row: dict[str, str], header: tuple[tuple[str, ...], ...]
) -> None:
    rest = [""] * (len(row) - 1)
    titles = (("DAFTAR PANWASLU KECAMATAN", *rest), ("KABUPATEN BLITAR TAHUN 2023", *rest))
    numbers = tuple(str(number) for number in range(1, len(row) + 1))
    found, table = recognise(write_xlsx(titles[0], (*titles[1:], *header, numbers, tuple(row.values()))))
    assert (found, [one.values for one in table.rows]) == (kind, [row])


def test_a_line_of_data_completes_no_header() -> None:
    with pytest.raises(UnreadableTable) as refused:
        read(("No", "Nama", "Asal", "Jabatan"), ("1", "Budi", "Kecamatan Srengat", "PKD"), ("2", "Ani", "x", "PKD"))
    assert refused.value.key == "import-file-columns"


@pytest.mark.parametrize(
    "name",
    [
        "\u202eBudi\u202c",
        "\u2067Bu\u2069di",
        "Budi\u200f",
        "\u200eBudi",
        "Bu\u034fdi\u3164",
        "\u061cBudi",
    ],
)
def test_signs_that_nobody_sees_are_no_part_of_a_name(name: str) -> None:
    for content in (
        write_xlsx(list(BUDI), [(name, *list(BUDI.values())[1:])]),
        f"nama,telepon,kecamatan,jabatan\n{name},0812,Srengat,PKD\n".encode(),
    ):
        assert [row.values for row in recognise(content)[1].rows] == [BUDI]
