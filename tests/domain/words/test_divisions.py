"""Divisions by their letters or names."""

from __future__ import annotations

import pytest

from bot.domain.vocabulary import DISTRICT_DIVISIONS, OFFICE_DIVISIONS, Division
from bot.domain.words.divisions import read_division
from bot.domain.words.unknown import UnknownWord


def test_divisions_by_letters_and_by_name() -> None:
    assert {
        read_division(one, DISTRICT_DIVISIONS)
        for one in ("PP-PS", "pp/ps", "Div. Penanganan Pelanggaran & Penyelesaian Sengketa")
    } == {Division.PPPS}
    assert read_division("SDMO-Diklat", OFFICE_DIVISIONS) is Division.SDMO
    with pytest.raises(UnknownWord):
        read_division("HPS", DISTRICT_DIVISIONS)


@pytest.mark.parametrize(
    ("written", "division"),
    [
        ("SDMO dan Diklat", Division.SDMO),
        ("SDM dan Organisasi", Division.SDMO),
        ("SDM, Organisasi dan Diklat", Division.SDMO),
        ("SDM, Organisasi, Pendidikan dan Pelatihan", Division.SDMO),
        ("Sumber Daya Manusia dan Organisasi", Division.SDMO),
    ],
)
def test_a_division_has_many_names(written: str, division: Division) -> None:
    assert read_division(written, OFFICE_DIVISIONS) is division


@pytest.mark.parametrize(
    ("division", "ways"),
    [
        (Division.SDMO, "SDMO; SDMO & Diklat; SDM dan Organisasi; SDM, Organisasi, Diklat"),
        (Division.SDMO, "SDM, Organisasi, Pendidikan dan Pelatihan; Sumber Daya Manusia dan Organisasi"),
        (Division.SDMO, "Sumber Daya Manusia, Organisasi dan Diklat"),
        (Division.SDMO, "Kordiv Sumber Daya Manusia, Organisasi, Pendidikan dan Pelatihan"),
        (Division.HPS, "HPS; Divisi Hukum dan Penyelesaian Sengketa"),
        (Division.PPDI, "PPDI; PP-DI; Div. Penanganan Pelanggaran dan Data Informasi"),
        (Division.PPDI, "Bidang Penanganan Pelanggaran dan Datin"),
        (Division.P2H, "P2H; Pencegahan, Parmas dan Humas; Pencegahan, Partisipasi Masyarakat dan Humas"),
        (Division.P2H, "Pencegahan, Partisipasi Masyarakat dan Hubungan Masyarakat"),
        (Division.HP2H, "HP2H; Hukum, Pencegahan, Parmas dan Humas"),
        (Division.HP2H, "Hukum, Pencegahan, Partisipasi Masyarakat dan Humas"),
        (Division.HP2H, "Hukum, Pencegahan, Partisipasi Masyarakat dan Hubungan Masyarakat"),
        (Division.PPPS, "PPPS; PP-PS; Penanganan Pelanggaran dan Penyelesaian Sengketa"),
    ],
)
def test_every_way_to_write_a_division(division: Division, ways: str) -> None:
    assert {one: read_division(one, tuple(Division)) for one in ways.split("; ")} == dict.fromkeys(
        ways.split("; "), division
    )
