"""How far an activity has come, by the plan's words, the days that its meetings have, and today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.periods.period import Period
from bot.domain.meetings.periods.precision import Frequency, Precision
from bot.domain.meetings.periods.window import PeriodWindow
from bot.domain.meetings.plan_state import PlanState, overdue, plan_state
from bot.replay.stage import rows_of


def _day(text: str) -> date:
    month, day = map(int, text.split("-"))
    return date(2023, month, day)


@pytest.mark.parametrize(
    ("words", "held", "today", "expected"),
    [
        ("6 Oktober 2023", [], "10-06", PlanState.UNDATED),
        ("6 Oktober 2023", [], "10-07", PlanState.OVERDUE),
        ("6 Oktober 2023", ["10-06"], "10-05", PlanState.DATED),
        ("6 Oktober 2023", ["10-06"], "10-07", PlanState.DONE),
        # A date outside the period is a date.
        ("6 Oktober 2023", ["11-20"], "11-01", PlanState.DATED),
        ("Minggu ke 2 November 2023", [], "11-14", PlanState.UNDATED),
        ("Minggu ke 2 November 2023", [], "11-15", PlanState.OVERDUE),
        ("November 2023", [], "11-30", PlanState.UNDATED),
        ("November 2023", [], "12-01", PlanState.OVERDUE),
        ("paling lambat 20 November 2023", [], "11-18", PlanState.UNDATED),
        ("paling lambat 20 November 2023", [], "11-21", PlanState.OVERDUE),
        # From the first of the plan's days on.
        ("paling lambat 1 Januari 2023", [], "01-01", PlanState.UNDATED),
        ("paling lambat 1 Januari 2023", [], "01-02", PlanState.OVERDUE),
        ("", [], "12-31", PlanState.UNDATED),
        ("menyesuaikan", [], "12-31", PlanState.UNDATED),
        # What recurs begins with its first meeting; a missed turn is let go once a later one is dated.
        ("1 bulan sekali", [], "11-15", PlanState.UNDATED),
        ("1 bulan sekali", ["10-10"], "10-09", PlanState.DATED),
        ("1 bulan sekali", ["10-10"], "10-20", PlanState.UNDATED),
        ("1 bulan sekali", ["10-10"], "11-20", PlanState.UNDATED),
        ("1 bulan sekali", ["10-10"], "12-01", PlanState.OVERDUE),
        ("1 bulan sekali", ["10-10", "12-05"], "12-01", PlanState.DATED),
        # Two meetings in a month are not one of the next.
        ("1 bulan sekali", ["10-10", "10-24"], "12-01", PlanState.OVERDUE),
        # Of days that are apart each has its own.
        ("13 dan 15 November 2023", [], "11-13", PlanState.UNDATED),
        ("13 dan 15 November 2023", [], "11-14", PlanState.OVERDUE),
        ("13 dan 15 November 2023", ["11-15"], "11-15", PlanState.UNDATED),
        ("13 dan 15 November 2023", ["11-15"], "11-16", PlanState.OVERDUE),
        ("13 dan 15 November 2023", ["11-13", "11-15"], "11-16", PlanState.DONE),
    ],
)
def test_where_an_activity_stands(words: str, held: list[str], today: str, expected: PlanState) -> None:
    days = [_day(one) for one in held]
    period = parse_period(words, plan_year=2023)
    found = plan_state(period, days, 2023, _day(today), coming=any(day >= _day(today) for day in days))
    assert found is expected


PERIODS = sorted({row.values["waktu"] for row in rows_of("kegiatan.csv")})


@settings(max_examples=150)
@given(st.sampled_from(PERIODS), st.lists(st.integers(0, 91), max_size=3), st.integers(0, 140))
def test_what_is_overdue_is_over_and_a_day_makes_nothing_overdue(words: str, held: list[int], ahead: int) -> None:
    first = date(2023, 10, 1)
    today = first + timedelta(days=ahead)
    days = [first + timedelta(days=one) for one in held]
    period = parse_period(words, plan_year=2023)
    window = overdue(period, days, 2023, today)
    assert window is None or window.last < today
    # Dating one more meeting of what is overdue now never makes it more so.
    if period.frequency is None and window is None:
        assert overdue(period, [*days, today], 2023, today) is None
    found = plan_state(period, days, 2023, today, coming=any(day >= today for day in days))
    assert (found is PlanState.OVERDUE) == (window is not None)


@pytest.mark.parametrize(("today", "missed"), [(date(2023, 10, 31), None), (date(2023, 11, 1), date(2023, 10, 31))])
def test_a_turn_that_begins_on_its_last_day_is_missed_once_that_is_over(today: date, missed: date | None) -> None:
    monthly = Period("", Precision.RECURRING, earliest=date(2023, 10, 31), frequency=Frequency.MONTHLY)
    assert overdue(monthly, [], 2023, today) == (None if missed is None else PeriodWindow(missed, missed))
    # Held on its first day, or let go once a later one is dated.
    assert overdue(monthly, [date(2023, 10, 31)], 2023, today) is None
    assert overdue(monthly, [date(2023, 11, 20)], 2023, today) is None


@pytest.mark.parametrize(
    ("today", "state"), [(date(2023, 11, 30), PlanState.UNDATED), (date(2023, 12, 1), PlanState.DONE)]
)
def test_what_recurs_is_done_once_its_last_day_is_over(today: date, state: PlanState) -> None:
    period = parse_period("setiap bulan, Oktober s/d November 2023", plan_year=2023)
    held = [date(2023, 10, 5), date(2023, 11, 3)]
    assert plan_state(period, held, 2023, today, coming=False) is state
