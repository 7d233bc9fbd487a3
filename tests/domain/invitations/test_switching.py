"""How much room a batch has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.invitations.switching import Filled
from tests.documents import samples


@pytest.mark.parametrize(
    ("seats", "coming", "left"), [(None, 5, None), (3, 0, 3), (3, 2, 1), (3, 3, 0), (3, 4, 0), (0, 0, 0)]
)
def test_seats_that_nobody_has_taken(seats: int | None, coming: int, left: int | None) -> None:
    assert Filled(replace(samples.session(), seats=seats), 9, coming).left == left
