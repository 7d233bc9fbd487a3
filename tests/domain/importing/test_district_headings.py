"""Kecamatan above their people: what a line of its own names, and what it does not."""

from __future__ import annotations

import pytest

from bot.domain.importing.district_headings import (
    DISTRICT,
    UNDER_DISTRICTS,
    district_of_sheet,
    heading_of,
    named_district,
)
from bot.domain.importing.headings import required


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kecamatan Garum", "Garum"),
        ("KECAMATAN : GARUM", "GARUM"),
        ("A. PANWASLU KECAMATAN GARUM", "GARUM"),
        ("III. Kec. Kota Baru", "Kota Baru"),
        ("Panwascam Garum", "Garum"),
        ("Sekretariat Panwaslu Kecamatan Garum", "Garum"),
        ("PKD Kecamatan Garum", "Garum"),
        ("DAFTAR NAMA PANWASLU KECAMATAN GARUM KABUPATEN BLITAR TAHUN 2023", "GARUM"),
        ("Jadwal Piket Panwaslu Kecamatan Garum, Kab. Blitar", "Garum"),
        ("Jadwal piket Kecamatan Garum bulan November 2023", "Garum"),
        ("Panwaslu Kecamatan Garum (3 orang)", "Garum"),
        ("DAFTAR ANGGOTA PANWASLU KECAMATAN SE-KABUPATEN BLITAR", None),
        ("DAFTAR ANGGOTA PANWASCAM SE KABUPATEN BLITAR", None),
        ("Anggota Panwaslu Kecamatan", None),
        ("Panwaslu Kecamatan Pemilu 2024", None),
        ("Panwaslu Kecamatan Kabupaten Blitar", None),
        ("Panwaslu Kecamatan dan PKD", None),
        ("Komisioner", None),
        ("Siti Aminah", None),
    ],
)
def test_the_name_behind_the_word(text: str, name: str | None) -> None:
    assert named_district(text) == name


@pytest.mark.parametrize(
    ("text", "alone", "name"),
    [
        ("Garum", True, "Garum"),
        ("1. GARUM", True, "GARUM"),
        ("B) Kota Baru", True, "Kota Baru"),
        ("Garum", False, None),
        ("Kecamatan Garum", False, "Garum"),
        ("BAWASLU KABUPATEN BLITAR", True, ""),
        ("Komisioner", True, None),
        ("Sekretariat", True, None),
        ("Anggota Panwaslu Kecamatan", True, None),
        ("Pengawas Desa Slorok", True, None),
        ("Minggu ke-2", True, None),
        ("***", True, None),
        ("x" * 200, True, None),
        (f"Kecamatan {'x' * 200}", True, None),
    ],
)
def test_a_line_of_its_own(text: str, alone: bool, name: str | None) -> None:
    assert heading_of(text, alone=alone) == name


def test_a_line_of_a_hundred_and_twenty_letters_is_no_sentence_yet() -> None:
    lead = "Kecamatan "
    for length, found in ((120, "x" * 110), (121, None)):
        line = lead + "x" * (length - len(lead))
        assert (named_district(line), heading_of(line, alone=True)) == (found, found)
    assert (heading_of("x" * 120, alone=True), heading_of("x" * 121, alone=True)) == ("x" * 120, None)


@pytest.mark.parametrize(("words", "is_name"), [(4, True), (5, False)])
def test_a_name_has_four_words_at_most(words: int, is_name: bool) -> None:
    name = " ".join(["Karang"] * words)
    found = name if is_name else None
    assert (named_district(f"Kecamatan {name}"), heading_of(name, alone=True)) == (found, found)


_NOT_OF_ONE = """
    Sheet1 Lembar1 Lembaran Kertas Hoja1 Feuil1 Tabelle1 Blad1 Data Rekap Rekapitulasi Form Formulir Format Template Contoh Isian Isi Tabel
    Table Nama Roster Jadwal Rota Final Fix Baru Lama Revisi Copy Salinan Draft Semua Januari Februari Maret April Mei Juni Juli Agustus
    September Oktober Nopember November Desember
"""


@pytest.mark.parametrize("name", _NOT_OF_ONE.split())
def test_what_sheets_are_called_that_are_of_no_kecamatan(name: str) -> None:
    word = name.rstrip("1")
    assert district_of_sheet(f"Tiga {word}") is None
    assert district_of_sheet(f"Tiga {word}x") == f"Tiga {word}x"


@pytest.mark.parametrize(("name", "found"), [("Er", None), ("Pal", "Pal"), ("01. Er", None), ("01. Pal", "Pal")])
def test_the_name_of_a_sheet_has_three_letters_or_more(name: str, found: str | None) -> None:
    assert district_of_sheet(name) == found


_LINES_BETWEEN = """
    komisioner pimpinan ketua anggota sekretariat kesekretariatan kepala kasek korsek bendahara staf staff pelaksana teknis pns asn non ppnpn
    pppk pengawas pkd ppkd panwaslu panwas ptps desa kelurahan divisi div koordinator kordiv operator pengemudi sopir tenaga petugas pegawai
    personil jumlah total keterangan catatan minggu pekan bulan tanggal hari senin selasa rabu kamis jumat sabtu shift regu tim kelompok piket
    libur daftar lanjutan gelombang
"""


@pytest.mark.parametrize("word", _LINES_BETWEEN.split())
def test_lines_of_groups_are_no_kecamatan(word: str) -> None:
    assert heading_of(f"II. {word.upper()} Garum", alone=True) is None
    assert heading_of(f"II. {word}x Garum", alone=True) == f"{word}x Garum"


@pytest.mark.parametrize(
    "behind",
    """Kab Blitar; Kabupaten Blitar; Prov. Jatim; Provinsi Jawa Timur; Tahun 2023; Th 2023; Thn. 2023; Tgl 1; Tanggal 1; Bulan Mei; Periode I; Masa Tenang
    Pemilu 2024; Pemilihan 2024; per Mei; pada 2023; dalam Pemilu; untuk Pemilu; Januari 2023; Februari 2023; Maret tahun 2023; April 2023; Mei 2023
    Juni 2023; Juli 2023; Agustus 2023; September 2023; Oktober 2023; November 2023; Nopember 2023; Desember 2023""".replace(
        "\n", ";"
    ).split(";"),
)
def test_what_stands_behind_the_name_in_a_title(behind: str) -> None:
    assert named_district(f"PANWASLU KECAMATAN Garum {behind.strip()}") == "Garum"


@pytest.mark.parametrize(
    "lead", ["Jadwal", "Piket", "Jaga", "Daftar", "Data", "Roster", "Anggota", "Personil", "Panwas", "Panwaslu", "Kec"]
)
def test_what_stands_before_the_name_on_a_sheet(lead: str) -> None:
    assert district_of_sheet(f"01. {lead}_Garum") == "Garum"


def test_lines_of_these_are_of_a_kecamatan() -> None:
    assert sorted(UNDER_DISTRICTS) == ["attendance", "duty", "roster"]
    assert all(DISTRICT in required(kind) for kind in UNDER_DISTRICTS)


@pytest.mark.parametrize("sign", [",", ")", ":", ";", ".", " :", ").", " ."])
def test_a_sign_behind_the_name_is_none_of_it(sign: str) -> None:
    assert named_district(f"PANWASLU KECAMATAN Kota Baru{sign}") == "Kota Baru"
