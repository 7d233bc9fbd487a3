"""Years of two figures."""

from __future__ import annotations

import pytest

from bot.domain.words.years import full_year


@pytest.mark.parametrize(
    ("figures", "near", "year"),
    [
        ("24", 2023, 2024),
        ("23", 2023, 2023),
        ("18", 2023, 2018),
        ("17", 2023, None),
        ("28", 2023, 2028),
        ("29", 2023, None),
        ("99", 2099, 2099),
        ("03", 2098, 2103),
        ("99", 2003, 1999),
        ("2024", 1990, 2024),
        ("45", 2023, None),
        ("13", 2023, None),
        ("0000", 2023, None),
        ("0001", 2023, 1),
        ("123", 2023, None),
        ("7", 2023, None),
    ],
)
def test_two_figures_are_a_year_that_is_near(figures: str, near: int, year: int | None) -> None:
    assert full_year(figures, near) == year
