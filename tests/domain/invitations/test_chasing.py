from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.invitations.chasing import APART, DEFAULT_RULE, MOST, UnknownRule, chases, parse_rule
from bot.domain.night import is_night
from bot.domain.timing import TOO_LATE

WIB = ZoneInfo("Asia/Jakarta")
zones = st.sampled_from([WIB, ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")])
instants = st.datetimes(datetime(2023, 1, 1), datetime(2024, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001 (made aware here)
words = st.one_of(st.integers(1, 30).map(lambda n: f"{n}d"), st.integers(1, 30).map(lambda n: f"h{n}"))


def wib(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2023, 10, day, hour, minute, tzinfo=WIB)


def test_the_default_asks_the_second_morning_three_days_before_and_the_evening_before() -> None:
    found = chases(DEFAULT_RULE, wib(2, 10), wib(12, 9), WIB)
    assert [(one.word, one.at.astimezone(WIB)) for one in found] == [
        ("2d", wib(4, 8)),
        ("h3", wib(9, 8)),
        ("h1", wib(11, 18, 30)),
    ]


def test_what_falls_too_close_to_the_invitation_or_the_last_question_is_left_out() -> None:
    assert [one.word for one in chases(DEFAULT_RULE, wib(11, 10), wib(12, 9), WIB)] == []
    assert [one.word for one in chases(DEFAULT_RULE, wib(10, 10), wib(12, 9), WIB)] == ["h1"]
    assert [one.word for one in chases("2d h3", wib(7, 8), wib(12, 9), WIB)] == ["2d"]


def test_exactly_half_a_day_apart_is_far_enough_and_three_hours_before_the_start_is_in_time() -> None:
    assert [one.word for one in chases("h1", wib(11, 6, 30), wib(12, 9), WIB)] == ["h1"]
    assert [one.word for one in chases("h1", wib(11, 6, 31), wib(12, 9), WIB)] == []
    assert [one.word for one in chases("1d", wib(2, 10), wib(3, 10, 59), WIB)] == []
    assert [one.word for one in chases("1d", wib(2, 10), wib(3, 11), WIB)] == ["1d"]
    assert [one.word for one in chases("1d", wib(2, 10), wib(9, 10), WIB, told_at=wib(2, 20))] == ["1d"]
    assert [one.word for one in chases("1d", wib(2, 10), wib(9, 10), WIB, told_at=wib(2, 20, 1))] == []


def test_nobody_is_asked_more_than_three_times() -> None:
    assert [one.word for one in chases("1d 2d 3d 4d", wib(2, 10), wib(12, 9), WIB)] == ["1d", "2d", "3d"]


def test_a_rule_counts_up_to_thirty_days() -> None:
    assert parse_rule("30d H30 30d 1d h1") == ("30d", "h30", "1d", "h1")


@pytest.mark.parametrize(
    ("invited", "asked"),
    [
        (wib(2, 5), wib(3, 8)),
        (wib(2, 8), wib(3, 8)),
        (wib(2, 19, 59), wib(3, 8)),
        (wib(2, 20), wib(3, 8)),
        (wib(2, 20, 1), wib(4, 8)),
        (wib(2, 23), wib(4, 8)),
    ],
)
def test_a_day_after_is_the_hour_of_reminders_that_is_nearest(invited: datetime, asked: datetime) -> None:
    assert [one.at.astimezone(WIB) for one in chases("1d", invited, wib(12, 9), WIB)] == [asked]


def test_an_empty_rule_asks_nobody() -> None:
    assert chases("", wib(2, 10), wib(12, 9), WIB) == []


@pytest.mark.parametrize("text", ["x", "d", "h", "0d", "h0", "31d", "h31", "030d", "h007", "h-1", "2d h99", "²d"])
def test_a_word_of_no_rule_is_named(text: str) -> None:
    with pytest.raises(UnknownRule) as raised:
        parse_rule(text)
    assert raised.value.word == text.rsplit(maxsplit=1)[-1]


@given(rule=st.lists(words, max_size=6).map(" ".join), invited_at=instants, ahead=st.integers(0, 24 * 60), zone=zones)
def test_whatever_the_rule_never_at_night_never_too_often_never_after_the_start(
    rule: str, invited_at: datetime, ahead: int, zone: ZoneInfo
) -> None:
    starts_at = invited_at + timedelta(hours=ahead)
    found = chases(rule, invited_at, starts_at, zone)
    assert len(found) <= MOST
    times = [invited_at, *(one.at for one in found)]
    assert all(later - sooner >= APART for sooner, later in pairwise(times))
    assert all(one.at + TOO_LATE <= starts_at and not is_night(one.at, zone) for one in found)
    assert {one.word for one in found} <= set(rule.split())
