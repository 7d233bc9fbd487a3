"""Of which shift somebody reports at an instant: the one that is on, over midnight too, and none that is ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.duty.shift_facts import ShiftFacts
from bot.domain.duty.shifts import SHIFT_NAMES, is_ahead, is_on, reported_now, shift_begins, shift_ends, told_of
from tests.domain.duty.test_overview import OFFICER

WIB = ZoneInfo("Asia/Jakarta")
DAY = date(2023, 12, 31)
SHIFTS = st.lists(
    st.builds(lambda days, name: (DAY + timedelta(days=days), name), st.integers(-3, 1), st.sampled_from(SHIFT_NAMES)),
    unique=True,
)
INSTANTS = st.integers(0, 48 * 60).map(lambda minutes: datetime(2023, 12, 31, tzinfo=WIB) + timedelta(minutes=minutes))


def _shifts(made: list[tuple[date, str]]) -> list[ShiftFacts]:
    newest = sorted(made, reverse=True)
    return [ShiftFacts(nth, day, name, 1, "Wonodadi", OFFICER, 1) for nth, (day, name) in enumerate(newest, 1)]


@given(SHIFTS, INSTANTS)
def test_each_shift_is_told_of_or_ahead_and_the_one_that_is_on_comes_first(
    made: list[tuple[date, str]], now: datetime
) -> None:
    shifts = _shifts(made)
    begun, ahead = told_of(shifts, now, WIB)
    assert sorted(one.id for one in [*begun, *ahead]) == sorted(one.id for one in shifts)
    on = [is_on(one.day, one.shift, now, WIB) for one in begun]
    assert on == sorted(on, reverse=True)
    for one in ahead:
        assert shift_begins(one.day, one.shift, WIB) - now > timedelta(hours=1)
    for one in begun:
        assert shift_begins(one.day, one.shift, WIB) - now <= timedelta(hours=1)
    # Of those that are on, and of those that are not, the newest first.
    for group in (True, False):
        days = [one.day for one, is_it in zip(begun, on, strict=True) if is_it is group]
        assert days == sorted(days, reverse=True)


@given(SHIFTS, INSTANTS)
def test_the_reported_shift_that_is_on_is_spoken_of_before_any_other(
    made: list[tuple[date, str]], now: datetime
) -> None:
    shifts = [replace(one, report_number="PKT/1") for one in _shifts(made)]
    found = reported_now(shifts, now, WIB)
    on = [one for one in shifts if is_on(one.day, one.shift, now, WIB)]
    today = [one for one in shifts if now.date() in (one.day, shift_ends(one.day, one.shift, WIB).date())]
    assert (found is None) == (not on and not today)
    if on:
        assert found in on


@pytest.mark.parametrize(
    ("name", "at", "on", "ahead"),
    [
        ("malam", "2023-12-31 18:59", False, True),
        ("malam", "2023-12-31 19:00", False, False),
        ("malam", "2023-12-31 20:00", True, False),
        ("malam", "2024-01-01 02:00", True, False),
        ("malam", "2024-01-01 07:59", True, False),
        ("malam", "2024-01-01 08:00", False, False),
        ("harian", "2023-12-31 06:59", False, True),
        ("harian", "2023-12-31 07:00", False, False),
        ("24 jam", "2024-01-01 07:59", True, False),
        ("pagi petugas 2", "2023-12-31 08:00", True, False),
    ],
)
def test_when_a_shift_is_on_or_ahead(name: str, at: str, on: bool, ahead: bool) -> None:
    now = datetime.fromisoformat(at).replace(tzinfo=WIB)
    assert (is_on(DAY, name, now, WIB), is_ahead(DAY, name, now, WIB)) == (on, ahead)
