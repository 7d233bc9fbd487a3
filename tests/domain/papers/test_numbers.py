from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.papers.numbers import DEFAULT_PATTERN, BadPattern, check_pattern, letter_number

DAY = date(2023, 10, 2)


def test_the_default_is_what_bawaslu_offices_write() -> None:
    number = letter_number(5, DAY, classification="PM.00.02", office="K.JI-05")

    assert number == "005/PM.00.02/K.JI-05/10/2023"


def test_codes_an_office_has_not_set_leave_no_gap() -> None:
    assert letter_number(5, DAY) == "005/10/2023"


def test_an_office_may_write_months_in_roman_figures() -> None:
    pattern = "{urut}/UND/{kantor}/{bulan_romawi}/{tahun}"

    assert letter_number(1234, DAY, office="BWS-BLT", pattern=pattern) == "1234/UND/BWS-BLT/X/2023"
    year = [letter_number(1, date(2023, month, 1), pattern="{urut}/{bulan_romawi}/{tahun}") for month in range(1, 13)]
    assert [number.split("/")[1] for number in year] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        "{urut:03d}",
        "{tahun}/{bulan}",
        "{urut}/{tahun}/{nama}",
        "{urut}/{tahun}/{}",
        "{urut.__class__}/{tahun}",
        "{urut!r}/{tahun}",
        "{urut:>900000}/{tahun}",
        "{urut}/{tahun",
    ],
)
def test_a_pattern_that_cannot_number_a_series_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        check_pattern(pattern)


@given(st.lists(st.integers(1, 9999), unique=True, max_size=20), st.dates())
def test_numbers_of_one_series_differ(sequences: list[int], day: date) -> None:
    numbers = {letter_number(one, day, pattern=DEFAULT_PATTERN) for one in sequences}

    assert len(numbers) == len(sequences)


def test_letters_are_numbered_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        letter_number(0, DAY)
