"""The weekday that stands beside a date."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.words.dates.one_day import parse_date
from bot.domain.words.dates.problem import DateProblem

DAY = date(2023, 10, 12)


@pytest.mark.parametrize("friday", ["Jumat", "jum'at", "Jum’at", "Jum at", "JUMAT"])
def test_friday_has_many_spellings(friday: str) -> None:
    assert parse_date(f"{friday}, 13 Oktober 2023") == date(2023, 10, 13)


def test_a_weekday_said_once_more_is_no_part_of_the_date() -> None:
    with pytest.raises(DateProblem):
        parse_date("Kamis 12 Oktober 2023 Kamis")
    assert parse_date("Kamis, 12 Oktober 2023 (Kamis)") == DAY


def test_ahad_is_sunday() -> None:
    assert parse_date("Ahad, 15 Oktober 2023") == parse_date("Minggu 15 Oktober 2023") == date(2023, 10, 15)


@pytest.mark.parametrize("market_day", ["Legi", "Pahing", "Pon", "Wage", "Kliwon"])
def test_the_javanese_market_day_may_stand_behind_the_weekday(market_day: str) -> None:
    assert parse_date(f"Kamis {market_day}, 12 Oktober 2023") == DAY
