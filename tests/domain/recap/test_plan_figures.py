"""Whether activities were held when the plan says: the shipped plan, and any windows and days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.data import DATA_DIRECTORY
from bot.documents.tables import read_table
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.periods.window import PeriodWindow
from bot.domain.recap.plan_figures import Outcome, occasions, outcome, plan_counts, plan_window

PLAN = [
    parse_period(row.values["waktu"], plan_year=2023)
    for row in read_table((DATA_DIRECTORY / "kegiatan.csv").read_bytes()).rows
]
WHOLE = plan_window(PLAN, 2023)
DAYS = st.dates(date(2023, 9, 1), date(2023, 12, 31))


@st.composite
def windows(draw: st.DrawFn) -> PeriodWindow:
    first = draw(DAYS)
    return PeriodWindow(first, first + timedelta(days=draw(st.integers(0, 30))))


def test_the_shipped_plan_speaks_of_the_months_from_september_on() -> None:
    assert (WHOLE.first, WHOLE.last) == (date(2023, 9, 1), date(2023, 12, 31))


def test_a_plan_without_days_speaks_of_its_whole_year_and_of_no_other() -> None:
    whole = PeriodWindow(date(2024, 1, 1), date(2024, 12, 31))
    assert plan_window([], 2024) == plan_window([parse_period("", plan_year=2024)], 2024) == whole
    over = parse_period("20 Desember 2023 - 5 Januari 2025", plan_year=2024)
    assert plan_window([over], 2024) == whole
    assert plan_window([over], 2023) == PeriodWindow(date(2023, 12, 20), date(2023, 12, 31))
    assert plan_window([over], 2022) == PeriodWindow(date(2022, 1, 1), date(2022, 12, 31))
    # What has an end alone, or a beginning, states that day.
    until = parse_period("paling lambat 9 November 2024", plan_year=2024)
    begins = parse_period("mulai 6 November 2024", plan_year=2024)
    assert plan_window([until], 2024) == PeriodWindow(date(2024, 11, 9), date(2024, 11, 9))
    assert plan_window([until, begins], 2024) == PeriodWindow(date(2024, 11, 6), date(2024, 11, 9))


@pytest.mark.parametrize(
    ("words", "count", "last"),
    [
        ("6 Oktober 2023", 1, date(2023, 10, 6)),
        ("minggu kedua bulan Desember tahun 2023", 1, date(2023, 12, 14)),
        ("1 bulan satu kali", 4, date(2023, 12, 31)),
        ("setiap bulannya di minggu kedua", 4, date(2023, 12, 14)),
        ("secara rutin tiga bulan sekali", 2, date(2023, 12, 31)),
        ("dua gelombang, minggu keempat bulan November 2023", 2, date(2023, 11, 28)),
        ("", 0, None),
    ],
)
def test_how_often_the_plan_expects_a_session(words: str, count: int, last: date | None) -> None:
    found = occasions(parse_period(words, plan_year=2023), WHOLE)
    assert (len(found), found[-1].last if found else None) == (count, last)


def test_a_deadline_may_be_kept_early() -> None:
    period = parse_period("harus selesai dilaksanakan pada minggu keempat bulan November 2023", plan_year=2023)
    found = occasions(period, WHOLE)
    assert outcome(found, [date(2023, 11, 2)], date(2023, 12, 1)) is Outcome.TIMELY
    assert outcome(found, [date(2023, 11, 29)], date(2023, 12, 1)) is Outcome.SHIFTED


OCTOBER = [PeriodWindow(date(2023, 10, 1), date(2023, 10, 31))]
MONTHLY = [PeriodWindow(date(2023, month, 1), date(2023, month, 28)) for month in (9, 10, 11, 12)]


@pytest.mark.parametrize(
    ("expected", "days", "today", "found"),
    [
        (OCTOBER, [], date(2023, 10, 31), Outcome.OPEN),
        (OCTOBER, [], date(2023, 11, 1), Outcome.NOT_HELD),
        (OCTOBER, [date(2023, 10, 12)], date(2023, 10, 13), Outcome.TIMELY),
        (OCTOBER, [date(2023, 11, 2)], date(2023, 11, 3), Outcome.SHIFTED),
        (OCTOBER, [date(2023, 9, 2)], date(2023, 9, 3), Outcome.SHIFTED),
        (OCTOBER, [date(2023, 10, 2), date(2023, 12, 3)], date(2023, 12, 4), Outcome.TIMELY),
        (MONTHLY, [date(2023, 9, 3)], date(2023, 10, 20), Outcome.TIMELY),
        (MONTHLY, [date(2023, 9, 3)], date(2023, 11, 2), Outcome.SHORT),
        (MONTHLY, [date(2023, 9, 3), date(2023, 9, 4)], date(2023, 10, 20), Outcome.TIMELY),
        (MONTHLY, [date(2023, 9, 3), date(2023, 9, 30)], date(2023, 11, 2), Outcome.SHIFTED),
        ([], [date(2023, 9, 3)], date(2023, 11, 2), Outcome.UNSTATED),
    ],
)
def test_how_an_activity_stands(expected: list[PeriodWindow], days: list[date], today: date, found: Outcome) -> None:
    assert outcome(expected, days, today) is found


@given(st.lists(windows(), min_size=1, max_size=5), st.lists(DAYS, max_size=6))
def test_who_kept_every_occasion_is_timely_and_who_held_nothing_is_not(
    found: list[PeriodWindow], days: list[date]
) -> None:
    after = date(2024, 2, 1)
    kept = [window.first for window in found]
    assert outcome(found, kept, after) is Outcome.TIMELY
    assert outcome(found, kept + days, after) is Outcome.TIMELY
    assert outcome(found, [], after) is Outcome.NOT_HELD
    held = outcome(found, days, after)
    assert held is not Outcome.OPEN
    if len(days) >= len(found):
        assert held in {Outcome.TIMELY, Outcome.SHIFTED}
    elif days:
        assert held is Outcome.SHORT


@given(st.lists(st.sampled_from(Outcome)))
def test_outcomes_add_up_to_the_activities(outcomes: list[Outcome]) -> None:
    counts = plan_counts(outcomes)
    assert counts.activities == len(outcomes)
    assert counts.measured == sum(one not in {Outcome.OPEN, Outcome.UNSTATED} for one in outcomes)
    assert (counts.timely_percent is None) is (counts.measured == 0)


def test_every_activity_of_the_shipped_plan_has_an_outcome() -> None:
    counts = plan_counts(outcome(occasions(period, WHOLE), [], date(2024, 1, 1)) for period in PLAN)
    assert counts.activities == 69
    assert (counts.not_held, counts.timely) == (counts.measured, 0)
    assert counts.open == 0
