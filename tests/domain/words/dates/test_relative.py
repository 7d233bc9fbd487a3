"""Days as seen from today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words.dates.one_day import parse_date
from bot.domain.words.dates.relative import coming_weekday, from_today, may_be_another_day
from bot.domain.words.weekdays import WEEKDAYS

TODAY = date(2023, 10, 2)


@pytest.mark.parametrize(
    ("word", "ahead"),
    [
        ("hari ini", 0),
        ("Besok", 1),
        (" lusa ", 2),
        ("Senin depan", 7),
        ("besok, Selasa", 1),
        ("Kamis depan", 10),
        ("Kamis ini", 3),
        ("Kamis yang akan datang", 3),
    ],
)
def test_near_days_have_names(word: str, ahead: int) -> None:
    assert parse_date(word, today=TODAY) == TODAY + timedelta(days=ahead)


@pytest.mark.parametrize(
    ("said", "today", "asked"),
    [
        ("Senin depan", "2023-10-02", False),
        ("Senin depan", "2023-10-06", False),
        ("Senin depan", "2023-10-08", True),
        ("Selasa depan", "2023-10-08", False),
        ("Kamis depan", "2023-10-02", True),
        ("hari Rabu depan", "2023-10-02", True),
        ("Kamis minggu depan", "2023-10-02", False),
        ("besok", "2023-10-02", False),
        ("12 Oktober 2023", "2023-10-02", False),
    ],
)
def test_a_day_that_means_different_days_to_different_people(said: str, today: str, asked: bool) -> None:
    assert may_be_another_day(said, date.fromisoformat(today)) is asked


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_of_this_week_or_the_next_or_the_first_that_comes(today: date, weekday: int) -> None:
    name, monday = WEEKDAYS[weekday], today - timedelta(days=today.weekday())
    (first,) = [day for day in (today + timedelta(days=ahead) for ahead in range(1, 8)) if day.weekday() == weekday]
    # "Minggu depan" is a week, "hari Minggu depan" a day of it.
    for which in ("ini", "depan"):
        day = monday + timedelta(days=weekday + 7 * (which == "depan"))
        assert from_today(f"{name} {which}", today) == (None if name == "minggu" else day)
        assert from_today(f"hari {name} {which}", today) == day
        assert from_today(f"{name} minggu {which}", today) == day
        assert from_today(f"{name} pekan {which}", today) == day
    for which in ("mendatang", "akan datang", "yang akan datang"):
        assert from_today(f"hari {name} {which}", today) == first
    assert coming_weekday(weekday, today) == first


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 99))
def test_days_are_counted_from_today(today: date, ahead: int) -> None:
    assert from_today(f"{ahead} hari lagi", today) == today + timedelta(days=ahead)
    assert from_today(f"{ahead} hari lagi", None) is None


@pytest.mark.parametrize(
    ("words", "ahead"), [("hari ini", 0), ("besok", 1), ("esok", 1), ("hari esok", 1), ("lusa", 2), ("besok lusa", 2)]
)
def test_days_that_have_names_of_their_own(words: str, ahead: int) -> None:
    assert from_today(words, TODAY) == TODAY + timedelta(days=ahead)
