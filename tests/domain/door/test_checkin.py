from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.door.checkin import (
    Punctuality,
    distance_m,
    is_on_globe,
    is_open,
    is_pin,
    is_token,
    pin,
    punctuality,
    rounded_distance,
    token,
    typed_pin,
)

START = datetime(2023, 10, 6, 2, tzinfo=UTC)
END = START + timedelta(hours=3)
SECRET = "f" * 64
moments = st.integers(0, 10**6).map(lambda seconds: START + timedelta(seconds=seconds))
latitudes = st.floats(-89, 89)
longitudes = st.floats(-180, 180)


@pytest.mark.parametrize(("minutes", "open_"), [(-61, False), (-60, True), (0, True), (179, True), (180, False)])
def test_people_check_in_from_an_hour_before_until_the_end(minutes: int, open_: bool) -> None:
    assert is_open(START, END, START + timedelta(minutes=minutes)) is open_


@pytest.mark.parametrize(
    ("minutes", "when"),
    [
        (-60, Punctuality.EARLY),
        (-1, Punctuality.EARLY),
        (0, Punctuality.ON_TIME),
        (15, Punctuality.ON_TIME),
        (16, Punctuality.LATE),
    ],
)
def test_a_quarter_of_an_hour_is_still_on_time(minutes: int, when: Punctuality) -> None:
    assert punctuality(START + timedelta(minutes=minutes), START) is when


@given(now=moments, session=st.integers(1, 10**6))
def test_what_is_shown_now_is_good_now_and_soon_and_then_no_more(now: datetime, session: int) -> None:
    digits, code = pin(SECRET, session, now), token(SECRET, session, now)
    assert len(digits) == 4
    assert digits.isdecimal()
    for later in (timedelta(), timedelta(minutes=5)):
        assert is_pin(digits, SECRET, session, now + later)
        assert is_token(code, SECRET, session, now + later)
    assert not is_token(code, SECRET, session, now + timedelta(minutes=10))
    assert not is_token(code, SECRET, session + 1, now)
    assert not is_token(code, "0" * 64, session, now)


def test_pins_change_and_differ_between_sessions() -> None:
    steps = [START + timedelta(minutes=5 * n) for n in range(200)]
    assert len({pin(SECRET, 1, at) for at in steps}) > 150
    assert sum(pin(SECRET, 1, at) == pin(SECRET, 2, at) for at in steps) < 5


@pytest.mark.parametrize("given", ["", "12", "abcd", "٠١٢٣", "12345", "-1"])
def test_what_is_no_pin_is_none(given: str) -> None:
    assert not is_token(given, SECRET, 1, START)
    assert not is_pin(given, SECRET, 1, START)


def test_distances_known_from_the_map() -> None:
    # Kanigoro to Wlingi, and across an office's yard.
    assert distance_m(-8.1287, 112.2206, -8.0800, 112.3100) == pytest.approx(11_233.00, abs=0.01)
    assert distance_m(-8.1287, 112.2206, -8.1288, 112.2207) == pytest.approx(15.65, abs=0.01)
    assert distance_m(-8.1, 112.2, -8.1, 112.2) == 0
    # A quarter of the globe, along its middle and up to its top.
    assert distance_m(0, 0, 0, 90) == distance_m(0, 0, 90, 0) == pytest.approx(math.pi * 6_371_000 / 2)


@given(latitudes, longitudes, latitudes, longitudes)
def test_a_distance_is_the_same_both_ways_and_never_more_than_half_the_globe(
    one: float, two: float, three: float, four: float
) -> None:
    there, back = distance_m(one, two, three, four), distance_m(three, four, one, two)
    assert there == pytest.approx(back)
    assert 0 <= there <= 20_016_000


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (0.4, ("0", "meter")),
        (850.2, ("850", "meter")),
        (999.4, ("999", "meter")),
        (999.6, ("1,0", "km")),
        (1_349, ("1,3", "km")),
        (9_900, ("9,9", "km")),
        (111_195, ("111", "km")),
        (12_345_678, ("12.346", "km")),
    ],
)
def test_a_distance_as_people_say_it(metres: float, said: tuple[str, str]) -> None:
    assert rounded_distance(metres) == said


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("0427", "0427"),
        (" 0427\n", "0427"),
        ("0 4 2 7", "0427"),
        ("\uff10\uff14\uff12\uff17", "0427"),
        ("٠٤٢٧", "0427"),
        ("427", None),
        ("04275", None),
        ("081234567890", None),
        ("0427 0428", None),
        ("04²7", None),
        ("-427", None),
        ("", None),
    ],
)
def test_a_pin_is_four_digits_as_they_are_shown_and_anything_else_no_try(typed: str, digits: str | None) -> None:
    assert typed_pin(typed) == digits


@pytest.mark.parametrize(
    ("latitude", "longitude", "there"),
    [
        (90, 180, True),
        (-90, -180, True),
        (90.1, 0, False),
        (-90.1, 0, False),
        (0, 180.1, False),
        (0, -180.1, False),
    ],
)
def test_a_place_is_on_the_globe(latitude: float, longitude: float, *, there: bool) -> None:
    assert is_on_globe(latitude, longitude) is there


def test_the_other_side_of_the_globe_is_half_way_round_it() -> None:
    # Rounding makes more than the whole of this.
    assert distance_m(69.51232454868148, 86.5812282599507, -69.51232454868148, -93.4187717400493) == pytest.approx(
        math.pi * 6_371_000, rel=1e-5
    )
