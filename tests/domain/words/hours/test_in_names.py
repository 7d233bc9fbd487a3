"""Hours in the name of a shift."""

from __future__ import annotations

from datetime import time

import pytest

from bot.domain.words.hours.in_names import find_hours


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("sore 13.00-21.00", (13, 21)),
        ("malam (22-6)", (22, 6)),
        ("malam (8-4)", (20, 4)),
        ("sore 2-8", (14, 20)),
        ("pagi 7-2", (7, 14)),
        ("24 jam 08.00-08.00", (8, 8)),
        ("shift 2: 13.00 s/d 21.00", (13, 21)),
        ("piket 1", None),
        ("99-100", None),
        ("harian", None),
        ("malam 20.00 s.d. 08.00 WIB", (20, 8)),
    ],
)
def test_hours_in_the_name_of_a_shift(name: str, hours: tuple[int, int] | None) -> None:
    assert find_hours(name) == (None if hours is None else (time(hours[0]), time(hours[1])))
