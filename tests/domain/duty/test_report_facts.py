from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.duty.report_facts import raised_at
from bot.domain.vocabulary import Situation

SAFE, INCIDENT, URGENT = Situation.SAFE, Situation.INCIDENT, Situation.URGENT


@pytest.mark.parametrize(
    ("said", "raised"),
    [
        ([SAFE], None),
        ([SAFE, SAFE], None),
        ([SAFE, URGENT], 0),
        ([INCIDENT, SAFE], None),
        ([INCIDENT, SAFE, INCIDENT], 1),
        ([SAFE, INCIDENT, INCIDENT], 0),
        ([SAFE, INCIDENT, URGENT, URGENT], 1),
        ([SAFE, URGENT, INCIDENT], 0),
    ],
)
def test_when_a_report_became_graver_than_it_was(said: list[Situation], raised: int | None) -> None:
    *before, now = said
    at = [datetime(2023, 10, 3, hour, tzinfo=UTC) for hour in range(len(before))]
    assert raised_at(zip(before, at, strict=True), now) == (None if raised is None else at[raised])
