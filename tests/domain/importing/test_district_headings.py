"""Kecamatan above their people: what a line of its own names, and what it does not."""

from __future__ import annotations

import pytest

from bot.domain.importing.district_headings import heading_of, named_district


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
