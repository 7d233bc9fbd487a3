"""The office's stationery from settings: what is refused, by name, and that no two series print one number."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from bot.cli.refused import Refused
from bot.cli.work import load_settings
from bot.domain.vocabulary import OFFICE_DIVISIONS, Division
from bot.settings import Settings
from bot.stationery import BadStationery, stationery_of
from tests.documents.samples import DATED

if TYPE_CHECKING:
    from pathlib import Path


def settings(**values: str) -> Settings:
    return Settings.model_validate(values)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"letter_pattern": "{urut}/{bulan}"}, "LETTER_PATTERN"),
        ({"letter_pattern": "{urut}/{tahun}/{0}"}, "LETTER_PATTERN"),
        ({"letter_classifications": "SDMO"}, "'SDMO' bukan divisi"),
        ({"letter_classifications": "SDMO=KP, XYZ=1"}, "'XYZ=1' bukan divisi"),
        ({"letter_classifications": f"SDMO={'9' * 31}"}, "paling banyak 30"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_by_name(values: dict[str, str], named: str) -> None:
    with pytest.raises(BadStationery, match=named):
        stationery_of(settings(**values))


@pytest.mark.parametrize("pattern", ["", "{urut}/{tahun}", "{urut:03d}-{klasifikasi}-{bulan_romawi}-{tahun}"])
@pytest.mark.parametrize("codes", ["", "SDMO=KP.04, HPS=KP.04", "PPDI=PP.00"])
def test_papers_of_different_series_never_print_the_same_number(pattern: str, codes: str) -> None:
    office = stationery_of(settings(letter_pattern=pattern, letter_classifications=codes))
    series = [of(division) for division in OFFICE_DIVISIONS for of in (office.letter_series, office.certificate_series)]
    printed = {name: office.number(7, name, DATED) for name in series}
    for one, two in product(series, repeat=2):
        assert (one == two) == (printed[one] == printed[two])


def test_a_code_of_the_archive_stands_for_the_division() -> None:
    office = stationery_of(settings(letter_classifications=" HPS = HK.02 ", letter_code="K.JI-05"))
    assert office.number(5, office.letter_series(Division.HPS), DATED) == "005/HK.02/K.JI-05/10/2023"
    assert office.number(5, office.letter_series(Division.SDMO), DATED) == "005/SDMO/K.JI-05/10/2023"
    assert office.number(5, office.certificate_series(Division.HPS), DATED) == "005/SERT/HK.02/K.JI-05/10/2023"


def test_the_shell_refuses_it_without_a_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LETTER_PATTERN", "{urut}")
    with pytest.raises(Refused, match="LETTER_PATTERN"):
        load_settings()
