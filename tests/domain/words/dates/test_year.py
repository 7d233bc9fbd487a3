"""The year of a day: said, left out, or of two figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words.dates.one_day import parse_date
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.months import MONTHS

TODAY = date(2023, 10, 2)
DAY = date(2023, 10, 12)
DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("written", "today", "meant"),
    [
        ("2 Oktober", TODAY, date(2023, 10, 2)),
        ("5 Januari", date(2023, 12, 20), date(2024, 1, 5)),
        ("Jumat 5 Januari", date(2023, 12, 20), date(2024, 1, 5)),
        # 2023 has no 29 February, the coming one has.
        ("29 Februari", date(2023, 12, 20), date(2024, 2, 29)),
        ("29/2", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_coming_one(written: str, today: date, meant: date) -> None:
    assert parse_date(written, today=today) == meant


def test_a_default_year_is_taken_even_if_past() -> None:
    assert parse_date("1 Maret", default_year=2023) == date(2023, 3, 1)


def test_a_missing_year_is_asked_for_where_nothing_supplies_it() -> None:
    with pytest.raises(DateProblem) as problem:
        parse_date("12 Oktober")
    assert problem.value.code == "missing_year"


@given(DATES, st.integers(1, 364))
def test_a_day_without_its_year_is_never_past_and_at_most_a_year_ahead(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    if day.year > 2099 or (day.month, day.day) == (2, 29):
        return
    assert parse_date(f"{day.day} {MONTHS[day.month - 1]}", today=today) == day


def test_a_day_without_year_is_today_or_the_next_of_its_kind() -> None:
    assert parse_date("2 oktober", today=TODAY) == TODAY
    assert parse_date("1 oktober", today=TODAY) == date(2024, 10, 1)
    assert parse_date("29 februari", today=TODAY) == date(2024, 2, 29)
    with pytest.raises(DateProblem):
        parse_date("29 februari", today=date(2024, 3, 1))


def test_a_year_of_two_figures_is_near() -> None:
    assert parse_date("12/10/23", today=TODAY) == DAY
    with pytest.raises(DateProblem):
        parse_date("12/10/99", today=TODAY)
