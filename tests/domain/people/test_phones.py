"""Phone numbers of the roster and of shared contacts are one and the same."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.people.phones import PhoneProblem, normalise_phone, phone_of_contact, read_phone, readable_phone

# Indonesian mobile numbers: 8, then 8 to 11 digits.
MOBILES = st.from_regex(r"8[1-35-9][0-9]{7,10}", fullmatch=True)


_NUMBERS = (Path(__file__).parents[2] / "data" / "numbers.csv").read_bytes().decode()
TABLE = [(row["written"], row["right"]) for row in csv.DictReader(io.StringIO(_NUMBERS, newline=""))]


@pytest.mark.parametrize(("written", "right"), TABLE)
def test_a_number_is_read_as_what_it_is_or_openly_refused(written: str, right: str) -> None:
    assert normalise_phone(written) == (None if right == "tolak" else right)


@pytest.mark.parametrize(
    ("written", "code", "values"),
    [
        ("tidak ada", "bad-phone", {}),
        ("0812 345", "phone-length", {"count": 7}),
        ("0840-1234-5678", "phone-prefix", {}),
        ("12345", "bad-phone", {}),
        ("123456", "phone-prefix", {}),
        ("+60 12-345 6789", "phone-foreign", {"country": "+60"}),
        ("+1 202 555 0123", "phone-foreign", {"country": "+1"}),
        ("O81277770001", "phone-letters", {}),
        ("081277770003;081277770004", "phone-two", {"first": "+62 812-7777-0003", "second": "+62 812-7777-0004"}),
        ("081277770003/04", "phone-more", {"number": "+62 812-7777-0003", "more": "04"}),
        ("081277770003-4", "phone-more", {"number": "+62 812-7777-0003", "more": "4"}),
        ("6.28128E+12", "phone-excel", {}),
    ],
)
def test_a_refusal_says_what_is_wrong(written: str, code: str, values: dict[str, str | int]) -> None:
    with pytest.raises(PhoneProblem) as problem:
        read_phone(written)
    assert (problem.value.code, problem.value.values) == (code, values)


def test_numbers_of_samples_and_trials_are_taken_though_no_operator_has_them() -> None:
    assert normalise_phone("0840 0000 1001") == "+6284000001001"
    assert normalise_phone("0840 0010 1001") is None


@pytest.mark.parametrize(
    ("shared", "number"),
    [
        ("6281277770001", "+6281277770001"),
        ("+6581234567", "+6581234567"),
        ("6581234567", "+6581234567"),
        ("", None),
        ("abc", None),
    ],
)
def test_a_shared_contact_is_of_any_country(shared: str, number: str | None) -> None:
    assert phone_of_contact(shared) == number


@given(MOBILES, st.sampled_from(["0", "62", "+62", "+62 ", "0062", ""]), st.data())
def test_a_number_is_the_same_with_any_prefix_and_any_gaps(number: str, prefix: str, data: st.DataObject) -> None:
    # Not behind what is a number already: what follows may be of a second one.
    cut = data.draw(st.integers(1, 8))
    gap = data.draw(st.sampled_from(["", " ", "-", "."]))
    # "6281000000.0" is a number that a spreadsheet has given a fraction.
    assume(gap != "." or number[cut:].strip("0"))
    assert normalise_phone(f"{prefix}{number[:cut]}{gap}{number[cut:]}") == f"+62{number}"


@given(st.text() | st.text(alphabet="+0628 -()./ext", max_size=30))
def test_any_text_is_a_number_or_none_and_stays_what_it_became(text: str) -> None:
    number = normalise_phone(text)
    if number is not None:
        assert re.fullmatch(r"\+[1-9]\d{5,14}", number)
        assert normalise_phone(number) == number
        # As Telegram gives it: without the plus sign where it is Indonesian.
        assert not number.startswith("+62") or normalise_phone(number[1:]) == number


@pytest.mark.parametrize(
    ("kept", "number"),
    [
        # Two zeros may be the last figures of the number, one is none.
        ("8127777000.00", None),
        ("812777700000.00", "+62812777700000"),
        ("812777700.0", "+62812777700"),
        ("8127777000,0", "+628127777000"),
        ('="081277770001"', "+6281277770001"),
        ("8.1277770001E+10", "+6281277770001"),
        ("8,1277770001e10", "+6281277770001"),
    ],
)
def test_what_a_spreadsheet_has_left_of_a_number(kept: str, number: str | None) -> None:
    assert normalise_phone(kept) == number


_LABELS = """
    no nomor nomer nom hp h.p hape handphone ponsel tel telp telpn telpon telepon tlp phone mobile cell wa w.a wap
    whatsapp sms call nohp nowa telegram telkomsel aktif pribadi kantor
"""


@pytest.mark.parametrize(
    "label",
    _LABELS.split(),
)
def test_what_people_write_beside_a_number(label: str) -> None:
    assert normalise_phone(f"{label.title()}: 0812-7777-0001") == "+6281277770001"
    assert normalise_phone(f"0812-7777-0001 ({label})") == "+6281277770001"


@pytest.mark.parametrize(
    ("written", "read", "kept"),
    [
        ("0812-3456-7890", "+62 812-3456-7890", "+6281234567890"),
        ("00628123456789", "+62 812-3456-789", "+628123456789"),
        ("+6581234567", "+65 8123 4567", None),
        # With the zeros of a call abroad it is of no country.
        ("00812345678901", "00812345678901", None),
        ("bukan nomor", "bukan nomor", None),
    ],
)
def test_a_number_is_shown_as_people_write_it_and_anything_else_as_it_came(
    written: str, read: str, kept: str | None
) -> None:
    assert (readable_phone(written), normalise_phone(written)) == (read, kept)


def _problem(written: str) -> tuple[str, dict[str, str | int]] | str:
    try:
        return read_phone(written)
    except PhoneProblem as problem:
        return problem.code, problem.values


@pytest.mark.parametrize("sign", ["/", ",", ";", "|", "&", "\\", " dan ", " atau ", " or ", " and ", " DAN "])
def test_what_parts_two_numbers(sign: str) -> None:
    one, other = "081277770001", "081277770002"
    two = ("phone-two", {"first": "+62 812-7777-0001", "second": "+62 812-7777-0002"})
    assert _problem(f"{one}{sign}{other}") == two
    assert _problem(f"{one}{sign}{one}") == "+6281277770001"
    more = ("phone-more", {"number": "+62 812-7777-0001", "more": "03"})
    assert (_problem(f"{one}{sign}03"), _problem(f"03{sign}{one}")) == (more, more)
    named = ("phone-more", {"number": "+62 812-7777-0001", "more": "Budi"})
    assert (_problem(f"{one}{sign}Budi"), _problem(f"{one}{sign}()")) == (named, "+6281277770001")


@pytest.mark.parametrize("figures", range(2, 17))
def test_a_mobile_number_has_nine_to_twelve_figures_behind_the_zero(figures: int) -> None:
    # No operator has this beginning.
    written = "084".ljust(figures + 1, "1")
    wrong = ("phone-prefix", {}) if 9 <= figures <= 12 else ("phone-length", {"count": figures + 1})
    assert _problem(written) == wrong


@pytest.mark.parametrize("written", ["0", "8", "08", "62"])
def test_a_beginning_alone_is_no_number_that_is_too_short(written: str) -> None:
    assert _problem(written) == ("bad-phone", {})
    assert _problem("081") == ("phone-length", {"count": 3})


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ("081277770002", ("phone-two", {"first": "+62 812-7777-0001", "second": "+62 812-7777-0002"})),
        ("6281277770002", ("phone-two", {"first": "+62 812-7777-0001", "second": "+62 812-7777-0002"})),
        # Without its beginning it may be anything.
        ("81277770002", ("phone-more", {"number": "+62 812-7777-0001", "more": "81277770002"})),
        ("02", ("phone-more", {"number": "+62 812-7777-0001", "more": "02"})),
        ("2", ("phone-more", {"number": "+62 812-7777-0001", "more": "2"})),
        # Once more the same.
        ("081277770001", "+6281277770001"),
        ("6281277770001", "+6281277770001"),
        ("81277770001", "+6281277770001"),
    ],
)
def test_more_figures_behind_a_number_are_another_or_too_many(
    other: str, problem: tuple[str, dict[str, str | int]] | str
) -> None:
    assert _problem(f"081277770001 {other}") == problem


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("+999 12345", ("phone-foreign", {"country": "+99"})),
        ("00 999 12345", ("phone-foreign", {"country": "+99"})),
        ("+60 12345", ("phone-foreign", {"country": "+60"})),
        ("+0840 1234", ("phone-length", {"count": 8})),
        ("+0 12345", ("phone-prefix", {})),
        # Of a town that is called by 0622, and one of 062 with all of the number behind it.
        ("0622 123456", "+62622123456"),
        ("062 081277770001", "+6281277770001"),
    ],
)
def test_a_country_is_told_from_the_zero_of_a_town(written: str, problem: object) -> None:
    assert _problem(written) == problem


def test_of_several_that_are_no_numbers_the_first_says_why() -> None:
    assert _problem("0812 345 / Ani") == ("phone-length", {"count": 7})
    assert _problem("Ani / 0812 345") == ("bad-phone", {})


@pytest.mark.parametrize(("figures", "code"), [(5, "bad-phone"), (6, "phone-prefix")])
def test_a_few_figures_are_no_number_at_all(figures: int, code: str) -> None:
    assert _problem("1" * figures) == (code, {})


@pytest.mark.parametrize(("hidden", "code"), [("##", "bad-phone"), ("###", "phone-excel"), ("########", "phone-excel")])
def test_a_column_that_was_too_narrow_has_hidden_the_number(hidden: str, code: str) -> None:
    assert _problem(hidden) == (code, {})


def test_what_is_longer_than_any_number_and_what_stands_beside_it_is_not_looked_into() -> None:
    assert _problem("081277770001".ljust(160)) == "+6281277770001"
    assert _problem("081277770001".ljust(161)) == ("bad-phone", {})


@pytest.mark.parametrize("area", ["0342", "(0342)", "(0342"])
@pytest.mark.parametrize("sign", ["/", " / ", "/ "])
def test_a_stroke_behind_the_area_parts_no_numbers(area: str, sign: str) -> None:
    code = area.strip("()").removeprefix("0")
    for rest in ("801234", "80-1234", "80 12 34"):
        assert normalise_phone(f"{area}{sign}{rest}") == f"+62{code}801234"
    assert _problem(f"{area}{sign}8012x34") == ("bad-phone", {})
