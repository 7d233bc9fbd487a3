"""Hours that keep people away: those of the Friday prayer."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.meetings.days import meeting_days
from bot.domain.meetings.office_days import meets_prayer
from bot.domain.timing import local_instant

WIT = ZoneInfo("Asia/Jayapura")
FRIDAY, THURSDAY = date(2023, 11, 10), date(2023, 11, 9)


@pytest.mark.parametrize(
    ("day", "begin", "end", "meets"),
    [
        (FRIDAY, time(9), time(11, 30), False),
        (FRIDAY, time(9), time(11, 31), True),
        (FRIDAY, time(12, 59), time(15), True),
        (FRIDAY, time(13), time(15), False),
        (THURSDAY, time(9), time(15), False),
    ],
)
def test_hours_of_a_friday_meet_the_prayer(day: date, begin: time, end: time, *, meets: bool) -> None:
    (held,) = meeting_days(local_instant(day, begin, WIT), local_instant(day, end, WIT), WIT)
    assert meets_prayer(held, WIT) is meets
