from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.duty.asked import days_asked, is_far, is_month
from bot.domain.duty.rota import Span

MONDAY = date(2023, 10, 2)
DECEMBER = date(2023, 12, 4)


def _days(first: int, last: int | None = None, month: int = 10, year: int = 2023) -> Span:
    return Span(date(year, month, first), date(year, month, last or first))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("besok", _days(3)),
        ("Lusa", _days(4)),
        ("hari ini", _days(2)),
        ("senin", _days(2)),
        ("Jumat", _days(6)),
        ("hari minggu", _days(8)),
        ("Kamis depan", _days(12)),
        ("13/11/2023", _days(13, month=11)),
        ("13-15 November", _days(13, 15, 11)),
        ("1 Oktober", _days(1)),
        ("28-30 September", _days(28, 30, 9)),
        ("1 Oktober 2024", _days(1, year=2024)),
        ("2 April", _days(2, month=4)),
        ("1 April", _days(1, month=4, year=2024)),
        ("minggu", _days(2, 8)),
        ("pekan ini", _days(2, 8)),
        ("Minggu depan", _days(9, 15)),
        ("bulan", _days(1, 31)),
        ("bulan depan", _days(1, 30, 11)),
        ("november", _days(1, 30, 11)),
        ("bulan Januari", _days(1, 31, 1, 2024)),
        ("agustus", _days(1, 31, 8)),
        ("agustus 2022", _days(1, 31, 8, 2022)),
        ("februari 2024", _days(1, 29, 2, 2024)),
        ("kejadian", None),
        ("Wonodadi", None),
        ("bulan purnama", None),
        ("2023", None),
        ("triwulan 4", None),
        ("", None),
    ],
)
def test_days_are_read_as_they_are_said(words: str, meant: Span | None) -> None:
    assert days_asked(words, MONDAY) == meant


def test_the_month_behind_december_is_of_the_next_year() -> None:
    assert days_asked("bulan depan", DECEMBER) == _days(1, 31, 1, 2024)
    assert days_asked("bulan ini", DECEMBER) == _days(1, 31, 12)


def test_a_whole_month_is_one_and_what_is_a_year_away_is_far() -> None:
    assert [is_month(one) for one in (_days(1, 31), _days(1, 30), _days(2, 31), _days(1))] == [
        True,
        False,
        False,
        False,
    ]
    edge = timedelta(days=400)
    for day, far in ((MONDAY + edge, False), (MONDAY - edge, False), (MONDAY + edge + timedelta(days=1), True)):
        assert is_far(Span(day, day), MONDAY) is far
    assert is_far(Span(MONDAY - edge - timedelta(days=1), MONDAY), MONDAY)
    assert is_far(Span(MONDAY, MONDAY + edge + timedelta(days=1)), MONDAY)
    lengths = [is_month(Span(MONDAY, MONDAY + timedelta(days=days))) for days in (29, 30)]
    assert lengths == [False, True]
