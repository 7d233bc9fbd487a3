"""What two meetings may both want at the same time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.meetings.clashes import Clash, Engagement, clash, overlap, same_room
from bot.domain.meetings.days import meeting_days
from bot.domain.timing import local_instant
from bot.domain.vocabulary import Division

WIB = ZoneInfo("Asia/Jakarta")
DAY = date(2023, 11, 14)
SDMO, HPS = Division.SDMO, Division.HPS


def engaged(
    begin: str,
    end: str,
    place: str = "Aula",
    division: Division = SDMO,
    people: tuple[int, ...] = (1, 2),
    days: int = 1,
) -> Engagement:
    first, last = time.fromisoformat(begin), time.fromisoformat(end)
    over = DAY + timedelta(days=days - 1 + (last <= first))
    span = meeting_days(local_instant(DAY, first, WIB), local_instant(over, last, WIB), WIB)
    return Engagement(span, place, division, frozenset(people))


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (engaged("10:00", "13:00", "Hotel", HPS, (2, 3)), Clash(frozenset({2}))),
        (engaged("10:00", "13:00", "aula.", HPS, (3,)), Clash(room=True)),
        (engaged("10:00", "13:00", "Hotel", SDMO, (3,)), Clash(head=True)),
        (engaged("10:00", "13:00", "Hotel", HPS, (3,)), Clash()),
        # One goes from the one to the other.
        (engaged("12:00", "15:00"), Clash()),
        (engaged("06:00", "09:00"), Clash()),
        (engaged("11:59", "15:00", "Hotel", HPS), Clash(frozenset({1, 2}))),
        # Nobody is in a room of Zoom.
        (engaged("09:00", "12:00", "Zoom", HPS, (3,)), Clash()),
        # A night begins when the morning is over.
        (engaged("22:00", "02:00"), Clash()),
        (engaged("08:00", "10:00", "Hotel", HPS, (1,), days=3), Clash(frozenset({1}))),
        # The mornings of days after it.
        (engaged("12:30", "14:00", days=3), Clash()),
    ],
)
def test_a_meeting_from_nine_to_twelve_and_another(other: Engagement, found: Clash) -> None:
    own = engaged("09:00", "12:00")
    assert clash(own, other) == clash(other, own) == found
    assert bool(found) == (found != Clash())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Aula Bawaslu", "AULA  BAWASLU", True),
        ("Aula Bawaslu,", "Aula-Bawaslu", True),
        ("Aula Bawaslu", "Aula", False),
        ("Zoom Meeting", "Zoom meeting", False),
        ("Aula dan Zoom", "aula dan zoom", True),
        ("-", "-", False),
        ("Ruang 1", "Ruang 11", False),
    ],
)
def test_rooms_are_known_however_they_are_typed(one: str, other: str, *, same: bool) -> None:
    assert same_room(one, other) == same_room(other, one) == same


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 100)), min_size=2, max_size=2), st.integers(0, 300))
def test_two_that_overlap_have_a_moment_in_common(spans: list[tuple[int, int]], at: int) -> None:
    start = datetime(2023, 11, 14, tzinfo=WIB)
    days = [
        meeting_days(start + timedelta(minutes=10 * begin), start + timedelta(minutes=10 * (begin + length)), WIB)
        for begin, length in spans
    ]
    moment = start + timedelta(minutes=10 * at)
    on = [any(day.starts_at <= moment < day.ends_at for day in of) for of in days]
    if all(on):
        assert overlap(*days)
    if overlap(*days):
        begins = [day.starts_at for of in days for day in of]
        assert any(all(any(day.starts_at <= one < day.ends_at for day in of) for of in days) for one in begins)
