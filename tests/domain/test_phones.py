"""Phone numbers of the roster and of shared contacts are one and the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.phones import normalise_phone

# Indonesian mobile numbers: 8, then 8 to 11 digits.
MOBILES = st.from_regex(r"8[1-9][0-9]{7,10}", fullmatch=True)


@pytest.mark.parametrize(
    "written",
    [
        "0812-3456-7890", "0812 3456 7890", "0812.3456.7890", "(0812) 34567890", "+62 812-3456-7890", "6281234567890",
        "62 812 3456 7890", "81234567890", "+62 0812 3456 7890", "006281234567890", "'081234567890", "6281234567890.0",
        "WA 0812-3456-7890", "0812-3456-7890 (WA)", "No. HP: 081234567890", "\u202a+62 812-3456-7890\u202c", "٠٨١٢٣٤٥٦٧٨٩٠",
    ],
)  # fmt: skip
def test_all_ways_of_writing_a_number_are_the_same_number(written: str) -> None:
    assert normalise_phone(written) == "+6281234567890"


@pytest.mark.parametrize(("written", "kept"), [("(0342) 801-234", "+62342801234"), ("+65 8123 4567", "+6581234567")])
def test_landlines_and_foreign_numbers_are_kept(written: str, kept: str) -> None:
    assert normalise_phone(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "", "-", "tidak ada", "0", "62", "110", "6281", "081234567890 / 081398765432", "081234567890, 081398765432",
        # Rounded by a spreadsheet: which number it was, nobody knows.
        "6.28123E+12", "6,28123E+12",
        # Not to be read as the keys of these letters.
        "0812-ABC-DEFG", "081234567890 ext 5",
        "08123456789012345",
    ],
)  # fmt: skip
def test_what_is_no_one_number_is_refused(written: str) -> None:
    assert normalise_phone(written) is None


@given(MOBILES, st.sampled_from(["0", "62", "+62", "+62 ", "0062", ""]), st.data())
def test_a_number_is_the_same_with_any_prefix_and_any_gaps(number: str, prefix: str, data: st.DataObject) -> None:
    # Not before the last figure: "….0" is how a spreadsheet ends a number.
    cut = data.draw(st.integers(1, len(number) - 2))
    gap = data.draw(st.sampled_from(["", " ", "-", "."]))
    assert normalise_phone(f"{prefix}{number[:cut]}{gap}{number[cut:]}") == f"+62{number}"


@given(st.text() | st.text(alphabet="+0628 -()./ext", max_size=30))
def test_any_text_is_a_number_or_none_and_stays_what_it_became(text: str) -> None:
    number = normalise_phone(text)
    if number is not None:
        assert re.fullmatch(r"\+[1-9]\d{5,14}", number)
        assert normalise_phone(number) == number
        # As Telegram gives it: without the plus sign where it is Indonesian.
        assert not number.startswith("+62") or normalise_phone(number[1:]) == number
