from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.duty.asked import (
    Swap,
    days_asked,
    is_far,
    is_month,
    long_past,
    no_such_days,
    place_and_days,
    swap_asked,
)
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
        ("kemarin", _days(1)),
        ("kemaren", _days(1)),
        ("kemarin dulu", _days(30, month=9)),
        ("sebulan", _days(1, 31)),
        ("jadwal november", _days(1, 30, 11)),
        ("lihat jadwal besok", _days(3)),
        ("tanggal 5", _days(5)),
        ("tgl. 31", _days(31)),
        ("tgl 1", _days(1)),
        ("tanggal 0", None),
        ("tanggal 32", None),
        ("5", None),
        ("jadwal", None),
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


def test_a_number_of_a_day_long_past_is_of_the_next_month_that_has_it() -> None:
    assert days_asked("tanggal 5", date(2023, 10, 20)) == _days(5, month=11)
    assert days_asked("tanggal 13", date(2023, 10, 20)) == _days(13)
    assert days_asked("tanggal 30", date(2024, 1, 31)) == _days(30, month=1, year=2024)
    assert days_asked("tanggal 2", date(2023, 12, 20)) == _days(2, month=1, year=2024)
    # February has no 30th.
    assert days_asked("tanggal 30", date(2024, 2, 20)) == _days(30, month=3, year=2024)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Wonodadi besok", ("Wonodadi", _days(3))),
        ("kec. wonodadi 4 oktober", ("kec. wonodadi", _days(4))),
        ("besok Wonodadi", ("Wonodadi", _days(3))),
        ("besok Kota Baru", ("Kota Baru", _days(3))),
        ("4 oktober Kota Baru", ("Kota Baru", _days(4))),
        ("4 oktober Pulau Laut Utara", ("Pulau Laut Utara", _days(4))),
        ("Pulau Laut Utara 4 oktober", ("Pulau Laut Utara", _days(4))),
        ("Wonodadi pekan depan", ("Wonodadi", _days(9, 15))),
        ("Wonodadi jadwal november", ("Wonodadi", _days(1, 30, 11))),
        ("Wonodadi", None),
        ("besok", None),
        ("tidak tahu", None),
    ],
)
def test_a_name_and_days_are_told_apart(words: str, meant: tuple[str, Span] | None) -> None:
    assert place_and_days(words.split(), MONDAY) == meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("", Swap()),
        ("piket saya", Swap()),
        ("11 oktober", Swap(date(2023, 10, 11))),
        ("besok", Swap(date(2023, 10, 3))),
        ("dengan Siti", Swap(None, "Siti")),
        ("Siti Aminah", Swap(None, "Siti Aminah")),
        ("11 oktober dengan Siti", Swap(date(2023, 10, 11), "Siti")),
        ("dengan Siti 11 oktober", Swap(date(2023, 10, 11), "Siti")),
        ("11 oktober kepada Siti", Swap(date(2023, 10, 11), "Siti")),
        ("oleh Siti", Swap(None, "Siti")),
        ("ke Siti", Swap(None, "Siti")),
        ("tanggal 11 sama siti aminah", Swap(date(2023, 10, 11), "siti aminah")),
        ("entah kapan dengan Siti", None),
    ],
)
def test_what_is_to_be_swapped_and_with_whom_is_read(words: str, meant: Swap | None) -> None:
    assert swap_asked(words.split(), MONDAY) == meant


def test_of_a_date_that_there_is_not_the_reason_is_known() -> None:
    for words, code in (
        ("31 februari", "no_such_day"),
        ("jadwal 31 februari", "no_such_day"),
        ("Jumat, 2 Oktober 2023", "weekday_mismatch"),
    ):
        problem = no_such_days(words, MONDAY)
        assert problem is not None
        assert problem.code == code
    assert no_such_days("Wonodadi", MONDAY) is None
    assert no_such_days("besok", MONDAY) is None


def test_days_of_the_year_before_are_offered_where_they_are_nearer() -> None:
    ahead = _days(13, 15, 11)
    assert long_past("13-15 November", ahead, MONDAY) is None
    assert long_past("1 April", _days(1, month=4, year=2024), DECEMBER) is None
    assert long_past("1 April", _days(1, month=4, year=2024), MONDAY - timedelta(days=1)) == _days(1, month=4)
    assert long_past("1 April 2024", _days(1, month=4, year=2024), MONDAY - timedelta(days=1)) is None
