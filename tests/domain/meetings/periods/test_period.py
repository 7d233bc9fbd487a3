"""Periods: weeks of a month, what days they allow, and the stretches in which something may take place."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings.periods.days_of_month import MonthDays
from bot.domain.meetings.periods.period import Period
from bot.domain.meetings.periods.precision import Frequency, Precision
from bot.domain.meetings.periods.window import PeriodWindow, month_end, week_of_month

YEARS, MONTHS, WEEKS = st.integers(2000, 2099), st.integers(1, 12), st.integers(1, 5)
DATES = st.dates(date(2020, 1, 1), date(2030, 12, 31))
OCTOBER, NOVEMBER = (
    PeriodWindow(date(2023, 10, 1), date(2023, 10, 31)),
    PeriodWindow(date(2023, 11, 1), date(2023, 11, 30)),
)


@given(YEARS, MONTHS, WEEKS)
def test_week_n_of_a_month_is_the_days_7n_minus_6_to_7n(year: int, month: int, week: int) -> None:
    days = calendar.monthrange(year, month)[1]
    window = week_of_month(year, month, week)
    if 7 * (week - 1) + 1 > days:
        assert window is None
        return
    assert window == PeriodWindow(date(year, month, 7 * (week - 1) + 1), date(year, month, min(7 * week, days)))


@given(YEARS, MONTHS)
def test_the_weeks_of_a_month_are_all_its_days_once(year: int, month: int) -> None:
    days: list[date] = []
    for week in range(1, 6):
        if window := week_of_month(year, month, week):
            days += [window.first + timedelta(days=n) for n in range((window.last - window.first).days + 1)]
    assert days == [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]


def test_february_of_28_days_has_no_fifth_week_and_the_last_month_of_time_has_one() -> None:
    assert week_of_month(2023, 2, 5) is None
    assert week_of_month(2024, 2, 5) == PeriodWindow(date(2024, 2, 29), date(2024, 2, 29))
    assert week_of_month(9999, 12, 5) == PeriodWindow(date(9999, 12, 29), date(9999, 12, 31))


@pytest.mark.parametrize("week", [0, 6, -1])
def test_there_is_no_other_week(week: int) -> None:
    with pytest.raises(ValueError, match="weeks 1 to 5"):
        week_of_month(2023, 10, week)


def test_a_window_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        PeriodWindow(date(2023, 10, 2), date(2023, 10, 1))


@given(DATES, DATES, DATES, DATES)
def test_clipping_keeps_exactly_the_days_in_common(one: date, two: date, three: date, four: date) -> None:
    window, (first, last) = PeriodWindow(min(one, two), max(one, two)), sorted((three, four))
    clipped = window.clipped(first, last)
    start, end = max(window.first, first), min(window.last, last)
    assert clipped == (PeriodWindow(start, end) if start <= end else None)


@given(DATES, DATES, DATES)
def test_a_bounded_period_allows_its_days_and_no_others(one: date, two: date, day: date) -> None:
    first, last = sorted((one, two))
    period = Period("x", Precision.RANGE, first, last)
    assert period.allows(day) is (first <= day <= last)
    assert Period("x", Precision.RANGE, first, last, deadline=True).allows(day) is (day <= last)


@given(DATES, DATES)
def test_what_states_no_bound_forbids_nothing_and_offers_nothing(one: date, two: date) -> None:
    period = Period("", Precision.UNSTATED)
    assert period.allows(one)
    assert period.windows(min(one, two), max(one, two)) == []


@given(DATES, st.integers(0, 800), st.sampled_from(Frequency), st.none() | WEEKS, st.none() | DATES)
def test_occurrences_are_in_order_apart_inside_the_asked_days_and_allowed(
    first: date, length: int, frequency: Frequency, week: int | None, since: date | None
) -> None:
    last = first + timedelta(days=length)
    week = week if frequency is Frequency.MONTHLY else None
    period = Period("x", Precision.RECURRING, earliest=since, latest=None, frequency=frequency, week=week)
    windows = period.windows(first, last)
    for window in windows:
        assert first <= window.first <= window.last <= last
        assert since is None or window.first >= since
        assert period.allows(window.first)
        assert period.allows(window.last)
    assert all(one.last < other.first for one, other in pairwise(windows))


@given(DATES, st.integers(0, 400))
def test_a_monthly_activity_has_one_stretch_in_each_month_that_is_asked_for(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    windows = Period("x", Precision.RECURRING, frequency=Frequency.MONTHLY).windows(first, last)
    asked = {(day.year, day.month) for day in (first + timedelta(days=n) for n in range(length + 1))}
    assert [(window.first.year, window.first.month) for window in windows] == sorted(asked)


def test_a_quarterly_activity_has_one_stretch_in_each_quarter() -> None:
    period = Period("x", Precision.RECURRING, frequency=Frequency.QUARTERLY)
    assert period.windows(date(2023, 9, 30), date(2024, 1, 1)) == [
        PeriodWindow(date(2023, 9, 30), date(2023, 9, 30)),
        PeriodWindow(date(2023, 10, 1), date(2023, 12, 31)),
        PeriodWindow(date(2024, 1, 1), date(2024, 1, 1)),
    ]


def test_the_second_week_of_each_month() -> None:
    period = Period("x", Precision.RECURRING, frequency=Frequency.MONTHLY, week=2)
    assert period.windows(date(2023, 10, 10), date(2023, 12, 31)) == [
        PeriodWindow(date(2023, 10, 10), date(2023, 10, 14)),
        PeriodWindow(date(2023, 11, 8), date(2023, 11, 14)),
        PeriodWindow(date(2023, 12, 8), date(2023, 12, 14)),
    ]
    assert period.allows(date(2023, 11, 8))
    assert not period.allows(date(2023, 11, 7))


def test_a_bounded_recurrence_stays_within_its_months() -> None:
    period = Period("x", Precision.RECURRING, OCTOBER.first, NOVEMBER.last, frequency=Frequency.MONTHLY)
    assert period.windows(date(2023, 9, 1), date(2024, 3, 1)) == [OCTOBER, NOVEMBER]
    assert not period.allows(date(2023, 12, 1))


def test_asking_for_days_that_end_before_they_start_gives_nothing() -> None:
    period = Period("x", Precision.MONTH, OCTOBER.first, OCTOBER.last)
    assert period.windows(date(2023, 10, 9), date(2023, 10, 8)) == []


@given(YEARS, MONTHS)
def test_the_last_day_of_a_month_is_followed_by_the_first_of_another(year: int, month: int) -> None:
    assert (month_end(year, month) + timedelta(days=1)).day == 1


@given(st.dates(date(2022, 1, 1), date(2026, 12, 31)), st.integers(0, 6), st.sampled_from([-1, 1, 2, 3, 4]))
def test_a_weekday_of_each_month_is_the_one_that_is_counted(day: date, weekday: int, nth: int) -> None:
    (window,) = MonthDays(weekday=weekday, nths=(nth,)).windows(day.year, day.month)
    alike = [
        date(day.year, day.month, number)
        for number in range(1, month_end(day.year, day.month).day + 1)
        if date(day.year, day.month, number).weekday() == weekday
    ]
    assert window.first == window.last == alike[nth if nth < 0 else nth - 1]


@given(
    st.builds(lambda days: MonthDays(tuple(sorted(days))), st.sets(st.integers(1, 31), min_size=1, max_size=8))
    | st.builds(lambda days: MonthDays((min(days),), max(days)), st.sets(st.integers(1, 31), min_size=2, max_size=2))
    | st.builds(MonthDays, weekday=st.none() | st.integers(0, 6))
)
def test_each_turn_of_days_has_as_much_room_as_they_say(days: MonthDays) -> None:
    assert days.is_sound
    windows = days.windows(2023, 10)
    assert windows
    assert {(window.last - window.first).days + 1 for window in windows} == {days.room}
    assert days.lacking(2023, 10) == []
    assert len(days.windows(2023, 2)) + len(days.lacking(2023, 2)) == len(windows)


def test_days_of_each_month_are_turns_of_their_own() -> None:
    period = Period("", Precision.RECURRING, frequency=Frequency.MONTHLY, within=MonthDays((5, 20)))
    found = period.windows(date(2023, 11, 6), date(2023, 12, 31))
    assert [one.first.isoformat() for one in found] == ["2023-11-20", "2023-12-05", "2023-12-20"]
    assert [period.allows(date(2023, 11, day)) for day in (5, 6, 20)] == [True, False, True]
