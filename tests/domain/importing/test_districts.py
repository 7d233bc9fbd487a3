"""A line of an office's kecamatan: its code, its name, and the desa that stand in one cell."""

from __future__ import annotations

import pytest

from bot.domain.importing.columns import Row
from bot.domain.importing.districts import DistrictLine, district_line
from bot.domain.importing.rows import RowProblem

LINE = {"kode": "35.05.01", "kecamatan": "Wonodadi", "desa_kelurahan": ""}


@pytest.mark.parametrize(
    ("written", "villages"),
    [
        ("", ()),
        ("Pikatan", ("Pikatan",)),
        ("Pikatan; Jaten", ("Pikatan", "Jaten")),
        ("Pikatan, Jaten,", ("Pikatan", "Jaten")),
        ("Pikatan\nJaten\r\nGandekan", ("Pikatan", "Jaten", "Gandekan")),
        ("Pikatan dan Jaten", ("Pikatan", "Jaten")),
        ("1. Pikatan 2. Jaten 12) Gandekan", ("Pikatan", "Jaten", "Gandekan")),
        ("- Pikatan\n* Jaten\n\u2013 Rejosari", ("Pikatan", "Jaten", "Rejosari")),
        (f"{'x' * 3998};y", ("x" * 3998, "y")),
        ("a. Pikatan; B. Yani", ("Pikatan", "B. Yani")),
        ("Karang  Anyar; Dandangan; Mandesan", ("Karang Anyar", "Dandangan", "Mandesan")),
    ],
)
def test_the_desa_of_a_kecamatan(written: str, villages: tuple[str, ...]) -> None:
    found = district_line(Row(7, {**LINE, "desa_kelurahan": written}), "35.05")
    assert found == DistrictLine(7, "35.05.01", "Wonodadi", villages)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"kode": "35.5.1"}, RowProblem(7, "kode", "35.5.1", "bad-district-code", {"example": "35.05.01"})),
        ({"kode": "35.05.011"}, RowProblem(7, "kode", "35.05.011", "bad-district-code", {"example": "35.05.01"})),
        ({"kode": "63.10.01"}, RowProblem(7, "kode", "63.10.01", "district-of-other-office", {"office": "35.05"})),
        ({"kode": ""}, RowProblem(7, "kode", "", "required")),
        ({"kecamatan": ""}, RowProblem(7, "kecamatan", "", "required")),
        (
            {"desa_kelurahan": "x" * 4001},
            RowProblem(7, "desa_kelurahan", "x" * 80, "too-long", {"length": 4001, "most": 4000}),
        ),
        ({"kecamatan": "x" * 81}, RowProblem(7, "kecamatan", "x" * 80, "too-long", {"length": 81, "most": 80})),
    ],
)
def test_what_is_wrong_with_a_kecamatan_is_named(changed: dict[str, str], problem: RowProblem) -> None:
    assert district_line(Row(7, {**LINE, **changed}), "35.05") == [problem]


@pytest.mark.parametrize(
    "bullet",
    "\u2022\u25aa\u25ab\u2023\u25e6\u25cf\u25cb\u25a0\u25a1\u25c6\u25c7\u27a2\u27a4\u25ba\u25b6\u2192\u2713\u2714\u00b7\u2219\u2043\uf0b7\uf0a7\uf0d8",
)
def test_every_bullet_parts_names(bullet: str) -> None:
    found = district_line(Row(7, {**LINE, "desa_kelurahan": f"{bullet} Pikatan {bullet}Jaten"}), "35.05")
    assert found == DistrictLine(7, "35.05.01", "Wonodadi", ("Pikatan", "Jaten"))


@pytest.mark.parametrize("between", [";", ",", "|", "&", "\n", "\r", " dan ", " serta ", " 2. ", " (2) ", "; 2) "])
@pytest.mark.parametrize("lead", ["", "Desa ", "Kelurahan ", "desa: ", "Ds. ", "Kel. ", "a. ", "12 ", "o "])
def test_what_stands_between_desa_and_before_them(between: str, lead: str) -> None:
    found = district_line(Row(7, {**LINE, "desa_kelurahan": f"{lead}Pikatan{between}{lead}Jaten"}), "35.05")
    assert found == DistrictLine(7, "35.05.01", "Wonodadi", ("Pikatan", "Jaten"))


@pytest.mark.parametrize(
    "name",
    ["Jaten/Pikatan", "Jaten: 3", "Jaten = 3", "Jaten [3]", "Jaten + 1", "Jaten - Pikatan", "3", "Jaten 123", "?"],
)
@pytest.mark.parametrize("also", ["{}", "Pikatan; {}", "Pikatan, {}"])
def test_what_no_desa_is_called_is_pointed_out(name: str, also: str) -> None:
    _refuses(also.format(name))


@pytest.mark.parametrize("rest", ["dll", "dkk.", "DST", "dsb"])
def test_a_list_of_desa_that_goes_on_is_none(rest: str) -> None:
    _refuses(f"Pikatan, Jaten {rest}")


def _refuses(written: str) -> None:
    found = district_line(Row(7, {**LINE, "desa_kelurahan": written}), "35.05")
    assert isinstance(found, list)
    assert [one.reason for one in found] == ["bad-village"]


def test_of_a_name_that_is_none_sixty_letters_are_shown() -> None:
    found = district_line(Row(7, {**LINE, "desa_kelurahan": f"{'x' * 70}/y"}), "35.05")
    assert isinstance(found, list)
    assert [one.values for one in found] == [{"name": "x" * 60}]
