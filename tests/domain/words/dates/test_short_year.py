"""A year of two figures where a person types a date, with hours and a place behind it: `6 Okt 23 jam 9 Aula`."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.one_day import parse_date
from bot.domain.words.dates.problem import DateProblem
from bot.handlers.typed import split_appointment

TODAY = date(2023, 10, 2)
SIXTH, NINE = date(2023, 10, 6), time(9)


@pytest.mark.parametrize(
    ("text", "last", "start", "place"),
    [
        ("6 Okt 23 jam 9 Aula", SIXTH, NINE, "Aula"),
        ("6 Okt 23 09.00 Aula", SIXTH, NINE, "Aula"),
        ("6 Oktober 23, pukul 09.00, Aula", SIXTH, NINE, "Aula"),
        ("Jumat 6 Okt 23 jam 9 Aula", SIXTH, NINE, "Aula"),
        ("6-7 Okt 23 jam 9 Aula", date(2023, 10, 7), NINE, "Aula"),
        ("6 s/d 7 Okt 23 jam 9", date(2023, 10, 7), NINE, ""),
        ("6 Okt 23 Aula", SIXTH, None, "Aula"),
        ("6 Okt 23", SIXTH, None, ""),
        # An hour.
        ("6 Okt 23.00 Aula", SIXTH, time(23), "Aula"),
        ("6 Okt 23 WIB Aula", SIXTH, time(23), "Aula"),
        ("6 Okt jam 23 Aula", SIXTH, time(23), "Aula"),
        ("6 Okt 23-24 Aula", SIXTH, time(23), "Aula"),
        ("6 Okt 15 Aula", SIXTH, time(15), "Aula"),
    ],
)
def test_a_year_of_two_figures(text: str, last: date, start: time | None, place: str) -> None:
    typed = split_appointment(text, TODAY, "WIB")
    said = None if typed.hours is None else typed.hours.start
    assert (typed.days, said, typed.place) == ((SIXTH, last), start, place)


@pytest.mark.parametrize("text", ["6 Okt 15", "6 Okt 99", "6 Okt 00"])
def test_two_figures_that_are_no_year_of_now(text: str) -> None:
    with pytest.raises(DateProblem):
        parse_days(text, today=TODAY)
    assert parse_days("6 Okt 24", today=TODAY)[0] == date(2024, 10, 6)


def test_two_figures_where_no_day_is_known_are_a_year_of_these_times() -> None:
    assert parse_date("13/11/23") == date(2023, 11, 13)
    with pytest.raises(DateProblem):
        parse_date("13/11/99")
