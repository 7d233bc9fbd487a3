"""How long people took, in words."""

from __future__ import annotations

import pytest

from bot.views.recap.words import duration


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "kurang dari 1 menit"),
        (1, "1 menit"),
        (59, "59 menit"),
        (60, "1 jam"),
        (200, "3 jam 20 menit"),
        (24 * 60, "1 hari"),
        (25 * 60 + 59, "1 hari 1 jam"),
        (51 * 60, "2 hari 3 jam"),
    ],
)
def test_a_duration_has_its_two_largest_units_and_no_zeros(minutes: int, said: str) -> None:
    assert duration(minutes) == said
