"""A session of several days: the day that is or comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.meetings.days import MeetingDay
from bot.domain.vocabulary import SessionStatus
from tests.documents import samples

HELD = samples.session()

THREE_DAYS = samples.session(ends_at=HELD.ends_at + timedelta(days=2))
FIRST, SECOND, THIRD = THREE_DAYS.days


@pytest.mark.parametrize(
    ("minutes", "coming"), [(-1, FIRST), (179, FIRST), (180, SECOND), (24 * 60, SECOND), (9999, THIRD)]
)
def test_the_day_that_is_or_comes_next(minutes: int, coming: MeetingDay) -> None:
    assert THREE_DAYS.coming_day(THREE_DAYS.starts_at + timedelta(minutes=minutes)) == coming


def test_no_days_check_in_is_open_of_what_is_called_off() -> None:
    assert THREE_DAYS.open_day(SECOND.starts_at) == SECOND
    assert replace(THREE_DAYS, status=SessionStatus.CANCELLED).open_day(SECOND.starts_at) is None
