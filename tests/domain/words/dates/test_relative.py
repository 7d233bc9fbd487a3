"""Days as seen from today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.words.dates.one_day import parse_date
from bot.domain.words.dates.relative import may_be_another_day

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
