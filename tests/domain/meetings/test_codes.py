"""Codes with and without the plan's year: what is shown means the same thing when it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings.codes import (
    Code,
    in_force,
    leading_code,
    named_year,
    plan_in_force,
    read_code,
    spellings,
    write_code,
)

YEARS = st.integers(2000, 2099)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SDMO-02", Code("SDMO-02")),
        (" sdmo-02/1 ", Code("SDMO-02", None, 1)),
        ("SDMO-02@2023", Code("SDMO-02", 2023)),
        ("sdmo-02@2023/12", Code("SDMO-02", 2023, 12)),
        ("SDMO-02 /1", Code("SDMO-02", None, 1)),
        # No code at all names nothing that exists.
        ("SDMO-02/satu", Code("SDMO-02/SATU")),
        ("SDMO-02@23", Code("SDMO-02@23")),
        ("", Code("")),
    ],
)
def test_a_code_is_read_as_written(text: str, code: Code) -> None:
    assert read_code(text) == code


@given(YEARS, st.booleans(), st.none() | st.integers(1, 9999))
def test_what_is_shown_is_read_back(year: int, bare: bool, number: int | None) -> None:
    shown = write_code("P2H-25", year, in_force=bare, number=number)
    assert read_code(shown) == Code("P2H-25", None if bare else year, number)


@given(st.sets(YEARS, min_size=1), YEARS)
def test_the_present_years_plan_is_in_force_and_where_there_is_none_the_latest(years: set[int], present: int) -> None:
    assert plan_in_force(years, present) == (present if present in years else max(years))


def test_each_code_means_one_activity() -> None:
    plans = [(1, "SDMO-01", 2023), (2, "SDMO-02", 2023), (3, "SDMO-01", 2024), (4, "SDMO-09", 2024)]
    assert in_force(plans, 2023) == {1, 2, 4}
    assert in_force(plans, 2024) == {3, 2, 4}
    assert in_force(plans, 2030) == {3, 2, 4}
    assert in_force([], 2024) == set()


@pytest.mark.parametrize(
    ("times", "year"),
    [
        (["12 Oktober 2023 (Minggu ke 2 Bulan Oktober)", "November", ""], 2023),
        (["Desember 2023 s/d Januari 2024", "Desember 2023", "Januari 2024"], 2023),
        (["2024-02-14"], 2024),
        (["Oktober 2023", "Oktober 2024"], None),
        (["Setiap bulan", "minggu ke 3", "120231"], None),
        ([], None),
    ],
)
def test_the_words_of_a_plan_name_its_year(times: list[str], year: int | None) -> None:
    assert named_year(times) == year


@pytest.mark.parametrize(
    ("text", "code", "following"),
    [
        ("SDMO-02", "SDMO-02", ""),
        ("sdmo02", "SDMO-02", ""),
        ("sdmo 02", "SDMO-02", ""),
        ("Sdmo - 02", "SDMO-02", ""),
        ("sdmo–02", "SDMO-02", ""),
        ("sdmo.02", "SDMO-02", ""),
        ("sdmo_2", "SDMO-2", ""),
        ("SDMO-02, ya", "SDMO-02", "ya"),
        ("sdmo02/1 sakit, pak", "SDMO-02/1", "sakit, pak"),
        ("sdmo 02 / 1\nsakit", "SDMO-02/1", "sakit"),
        ("sdmo-02@2023/12 x", "SDMO-02@2023/12", "x"),
        ("p2h14 17 Nov jam 9 Aula", "P2H-14", "17 Nov jam 9 Aula"),
        ("p2h 14 17/11/2023", "P2H-14", "17/11/2023"),
        ("SDMO-02 2023-10-06 09:00", "SDMO-02", "2023-10-06 09:00"),
        ("sdmo\u00a002: Wonodadi", "SDMO-02", "Wonodadi"),
        ("sakit 3 hari", "SAKIT-3", "hari"),
        ("2023-10-06", "", "2023-10-06"),
        ("17 Nov", "", "17 Nov"),
        ("SDMO Budi", "", "SDMO Budi"),
        ("SDMO-02x", "", "SDMO-02x"),
        ("November 2023", "", "November 2023"),
        ("", "", ""),
    ],
)
def test_a_code_leads_however_it_is_parted(text: str, code: str, following: str) -> None:
    assert leading_code(text) == (code, following)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("SDMO-02", ("SDMO-02", "SDMO-2", "SDMO-002")),
        ("SDMO02", ("SDMO02", "SDMO-02", "SDMO-2", "SDMO-002")),
        ("SDM0-2", ("SDM0-2", "SDMO-02", "SDMO-2", "SDMO-002")),
        ("P2H14", ("P2H14", "P2H-14", "P2H-014")),
        ("SATU", ("SATU",)),
        ("", ("",)),
    ],
)
def test_a_code_that_is_nearly_one_may_mean_these(typed: str, meant: tuple[str, ...]) -> None:
    assert spellings(typed) == meant
