"""Weekdays by their names and abbreviations."""

from __future__ import annotations

import pytest

from bot.domain.words.weekdays import WEEKDAYS, is_pasaran, weekday_number


def test_weekdays_by_name_and_by_three_letters() -> None:
    assert [weekday_number(name.upper()) for name in WEEKDAYS] == list(range(7))
    assert [weekday_number(name) for name in ("Sen", "sel.", "Rab", "kam", "Jum", "sab", "Ahad")] == list(range(7))
    assert [weekday_number(name) for name in ("min", "hari", "", "sen1")] == [None] * 4
    days = ("legi", "manis", "pahing", "paing", "pon", "wage", "kliwon", "rabu", "pons")
    assert [one for one in days if not is_pasaran(one)] == ["rabu", "pons"]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("senin selasa rabu kamis jumat sabtu minggu", [*range(7)]),
        ("Sen Sel. Rab Kam Jum'at Jum Sab Ahad", [0, 1, 2, 3, 4, 4, 5, 6]),
        ("monday tuesday wednesday thursday friday saturday sunday", [*range(7)]),
        ("Mon Tue Wed Thu Fri Sat Sun", [*range(7)]),
        ("Tues Thur Thurs", [1, 3, 3]),
        ("senen slasa rebo kemis jemuwah jumuwah setu akad", [0, 1, 2, 3, 4, 4, 5, 6]),
        ("min se x", [None, None, None]),
    ],
)
def test_every_name_of_a_weekday(written: str, numbers: list[int | None]) -> None:
    assert [weekday_number(word) for word in written.split()] == numbers
