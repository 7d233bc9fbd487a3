"""One line of the list of who has come."""

from __future__ import annotations

import pytest

from bot.domain.door.facts import ArrivalLine
from tests.documents import samples

HELD = samples.session()


@pytest.mark.parametrize(("at", "instead", "came"), [(None, False, ""), (1, False, "Siti"), (1, True, "Budi")])
def test_who_is_marked_as_present(at: int | None, instead: bool, came: str) -> None:
    one = ArrivalLine(1, "Siti", "Wonodadi", "Budi", None if at is None else HELD.starts_at, instead)
    assert one.came == came
