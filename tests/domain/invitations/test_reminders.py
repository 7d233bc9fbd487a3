"""What waits for a morning comes at its usual hour; a session is days away from the third day on."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.invitations.reminders import joined_invitation, usual_hour

WIB = ZoneInfo("Asia/Jakarta")


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2023, 10, day, hour, minute, tzinfo=WIB)


def test_the_usual_hour_of_a_morning_and_what_is_days_away_then() -> None:
    assert usual_hour(_at(3, 5), WIB) == (_at(3, 8), _at(6, 0))


@pytest.mark.parametrize(
    ("starts_at", "now", "comes"),
    [
        (_at(5, 9), _at(2, 7, 59), _at(2, 8)),
        (_at(5, 9), _at(2, 8), None),
        (_at(6, 9), _at(2, 8), _at(3, 8)),
        (_at(5, 0), _at(2, 1), _at(2, 8)),
        (_at(5, 0) - timedelta(minutes=1), _at(2, 1), None),
    ],
)
def test_an_invitation_to_what_is_days_away_may_wait_for_the_next_usual_hour(
    starts_at: datetime, now: datetime, comes: datetime | None
) -> None:
    assert joined_invitation(starts_at, now, WIB) == comes
