"""Meetings of several days and past midnight."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.door.checkin import opening_due
from bot.domain.invitations.answers import may_answer
from bot.domain.invitations.reminders import reminder_due
from bot.domain.ledger import Purpose
from bot.domain.meetings.days import (
    change_due,
    day_at,
    day_of,
    meeting_days,
    next_turn,
    owed_daily,
    reminded_from,
    span_of_days,
)
from bot.domain.timing import Due, local_instant
from bot.domain.vocabulary import SessionStatus
from bot.domain.words.hours.stretch import ends_next_day

WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")
DAY = date(2023, 11, 13)
CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def local(day: int, clock: str) -> datetime:
    return local_instant(date(2023, 11, day), time.fromisoformat(clock), WIB)


@pytest.mark.parametrize(
    ("starts", "ends", "days"),
    [
        ((13, "09:00"), (13, "12:00"), [13]),
        ((13, "22:00"), (14, "01:00"), [13]),
        ((13, "09:00"), (15, "16:00"), [13, 14, 15]),
        ((13, "22:00"), (15, "01:00"), [13, 14]),
        ((13, "09:00"), (14, "09:00"), [13]),
        ((13, "23:30"), (14, "02:30"), [13]),
    ],
)
def test_a_meeting_has_the_days_it_is_held_on(starts: tuple[int, str], ends: tuple[int, str], days: list[int]) -> None:
    found = meeting_days(local(*starts), local(*ends), WIB)
    assert [one.day.day for one in found] == days
    assert [one.number for one in found] == list(range(1, len(days) + 1))
    assert found[0].starts_at == local(*starts)
    assert found[-1].ends_at == local(*ends)


@given(st.integers(0, 13), CLOCKS, CLOCKS, st.sampled_from([WIB, WIT]))
def test_days_given_are_days_found_apart_and_in_order(more: int, begin: time, end: time, zone: ZoneInfo) -> None:
    if end <= begin and not ends_next_day(begin, end):
        return
    starts_at, ends_at = span_of_days(DAY, DAY + timedelta(days=more), begin, end, zone)
    found = meeting_days(starts_at, ends_at, zone)
    assert [one.day for one in found] == [DAY + timedelta(days=number) for number in range(more + 1)]
    assert all(one.starts_at.astimezone(zone).time() == begin for one in found)
    assert all(one.ends_at.astimezone(zone).time() == end for one in found)
    assert all(one.starts_at < one.ends_at for one in found)
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(found))
    for one in found:
        assert day_at(found, one.starts_at) == one
        assert day_at(found, one.ends_at) != one


@given(st.integers(1, 4), st.integers(-200, 8000), st.integers(0, 4000))
def test_between_now_and_the_next_turn_nothing_opens_or_closes(count: int, minutes: int, later: int) -> None:
    days = meeting_days(local(13, "09:00"), local(12 + count, "12:00"), WIB)
    now = days[0].starts_at + timedelta(minutes=minutes)
    turn, then = next_turn(days, now), now + timedelta(minutes=later)

    def _may(at: datetime) -> tuple[bool, bool]:
        return day_at(days, at) is not None, may_answer(SessionStatus.SCHEDULED, days[0].starts_at, at)

    if turn is not None:
        assert turn > now
        assert _may(turn) != _may(turn - timedelta(seconds=1))
    if turn is None or then < turn:
        assert _may(then) == _may(now)


def test_each_day_is_reminded_of_and_opened_when_the_one_before_is_over() -> None:
    days = meeting_days(local(14, "09:00"), local(15, "16:00"), WIB)
    owed = {(purpose, number): due for purpose, due, number in owed_daily(days, local(10, "10:00"), WIB)}
    assert owed == {
        (Purpose.REMINDER, 1): Due(local(13, "08:00"), local(14, "16:00")),
        (Purpose.CHECK_IN, 1): Due(local(14, "08:00"), local(14, "16:00")),
        (Purpose.REMINDER, 2): Due(local(14, "16:00"), local(15, "16:00")),
        (Purpose.CHECK_IN, 2): Due(local(15, "08:00"), local(15, "16:00")),
    }
    # Of a day that is over nothing is owed.
    assert {number for _, _, number in owed_daily(days, local(14, "17:00"), WIB)} == {2}


def test_a_night_that_is_over_at_two_reminds_of_the_next_one_in_the_morning() -> None:
    days = meeting_days(local(14, "20:00"), local(16, "02:00"), WIB)
    owed = {(purpose, number): due.at for purpose, due, number in owed_daily(days, local(10, "10:00"), WIB)}
    assert owed[Purpose.REMINDER, 1] == local(13, "08:00")
    assert owed[Purpose.REMINDER, 2] == local(15, "05:00")


@given(st.integers(-48, 60))
def test_a_meeting_of_one_day_is_reminded_of_as_ever(hours: int) -> None:
    starts, ends = local(14, "09:00"), local(14, "12:00")
    now = starts + timedelta(hours=hours)
    expected = [
        (Purpose.REMINDER, Due(reminder_due(starts, now, WIB), ends), 1),
        (Purpose.CHECK_IN, opening_due(starts, ends, now, WIB), 1),
    ]
    assert owed_daily(meeting_days(starts, ends, WIB), now, WIB) == (expected if now < ends else [])


@pytest.mark.parametrize(
    ("begin", "end", "meant"),
    [
        ("22:00", "01:00", True),
        ("19:30", "00:00", True),
        ("08:00", "00:00", True),
        ("00:00", "00:00", True),
        ("13:00", "09:00", False),
        ("20:00", "09:00", False),
        # An evening begins at four, and nobody's night lasts past eight.
        ("16:00", "08:00", True),
        ("15:59", "08:00", False),
        ("16:00", "08:01", False),
        ("09:00", "12:00", False),
        ("22:00", "22:00", False),
    ],
)
def test_only_what_can_be_a_night_passes_midnight(begin: str, end: str, meant: bool) -> None:
    assert ends_next_day(time.fromisoformat(begin), time.fromisoformat(end)) is meant


def test_what_tells_all_of_a_meeting_reminds_of_a_day_from_the_end_of_the_one_before() -> None:
    by_day = meeting_days(local(14, "09:00"), local(16, "16:00"), WIB)
    assert [reminded_from(by_day, number, WIB) for number in (1, 2, 3)] == [
        local(13, "05:00"),
        local(14, "16:00"),
        local(15, "16:00"),
    ]
    # Of nights from when the one before is over, which is at two.
    by_night = meeting_days(local(14, "20:00"), local(16, "02:00"), WIB)
    assert [reminded_from(by_night, number, WIB) for number in (1, 2)] == [local(13, "05:00"), local(15, "02:00")]


def test_a_change_at_night_waits_for_morning_unless_one_sets_out_before() -> None:
    early = meeting_days(local(14, "06:00"), local(14, "09:00"), WIB)
    over = meeting_days(local(13, "19:00"), local(13, "22:00"), WIB)
    late = local(13, "22:00")
    # What ends at this minute keeps nobody from sleeping.
    assert change_due(late, WIB, over) == late
    assert change_due(late, WIB, over, early) == late
    assert change_due(late, WIB, meeting_days(local(14, "13:00"), local(14, "15:00"), WIB)) == local(14, "05:00")


def test_a_change_is_told_at_once_while_a_night_goes_on_and_in_the_morning_once_it_is_over() -> None:
    days = meeting_days(local(14, "20:00"), local(16, "01:00"), WIB)
    assert change_due(local(15, "00:59"), WIB, days) == local(15, "00:59")
    assert change_due(local(15, "01:00"), WIB, days) == local(15, "05:00")
    # Of what is over nobody is on the way any more.
    assert change_due(local(16, "01:00"), WIB, days) == local(16, "01:00")
    assert change_due(local(16, "01:00"), WIB) == local(16, "01:00")


def test_whoever_comes_comes_to_the_day_whose_door_opened_last() -> None:
    days = meeting_days(local(14, "09:00"), local(16, "12:00"), WIB)
    came = [local(14, "07:00"), local(14, "08:00"), local(15, "07:59"), local(15, "08:00"), local(17, "09:00")]
    assert [day_of(days, at).day.day for at in came] == [14, 14, 14, 15, 16]
