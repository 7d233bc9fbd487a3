"""Months by their names, abbreviations and old spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words.months import MONTHS, month_number


def test_months_as_an_english_excel_writes_them() -> None:
    english = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    assert [month_number(name) for name in english] == list(range(1, 13))
    long = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
    assert [month_number(name) for name in long] == list(range(1, 13))
    assert [month_number(name) for name in MONTHS] == list(range(1, 13))


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("januari februari maret april mei juni juli agustus september oktober november desember", [*range(1, 13)]),
        ("Jan. Feb. Mar. Apr. Jun. Jul. Agu. Sep. Okt. Nov. Des.", [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12]),
        ("nopember pebruari agt ags nop peb sept", [11, 2, 8, 8, 11, 2, 9]),
        ("may march june july august aug october oct december dec", [5, 3, 6, 7, 8, 8, 10, 10, 12, 12]),
        ("ja ju m x", [None, None, None, None]),
    ],
)
def test_every_name_of_a_month(written: str, numbers: list[int | None]) -> None:
    assert [month_number(word) for word in written.split()] == numbers


# Old spellings and English ones of six letters or more, too.
_LONG = [*enumerate(MONTHS, 1), (2, "pebruari"), (8, "august"), (10, "october"), (11, "nopember"), (12, "december")]


@given(st.sampled_from(_LONG), st.data())
def test_one_slip_in_a_long_month_is_forgiven(month: tuple[int, str], data: st.DataObject) -> None:
    number, name = month
    at = data.draw(st.integers(1, len(name) - 2))
    letter = data.draw(st.sampled_from("aeioubtnr"))
    slips = [
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    ]
    for slip in slips:
        if len(slip) >= 6:
            assert month_number(slip) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("Nopember", 11),
        ("nop", 11),
        ("Pebruari", 2),
        ("Febuari", 2),
        ("ags", 8),
        ("agt.", 8),
        ("Sept", 9),
        ("mei", 5),
        ("jun", 6),
        ("jul", 7),
        ("ju", None),
        ("ma", None),
        ("", None),
        ("juli", 7),
        ("julu", None),
        ("senin", None),
        ("gelombang", None),
    ],
)
def test_months_are_known_by_name_abbreviation_and_old_spelling(word: str, number: int | None) -> None:
    assert month_number(word) == number


@pytest.mark.parametrize(("slip", "number"), [("nopembar", 11), ("pebruary", 2), ("octobar", 10), ("decembar", 12)])
def test_a_slip_in_an_old_or_english_month_is_forgiven(slip: str, number: int) -> None:
    assert month_number(slip) == number
