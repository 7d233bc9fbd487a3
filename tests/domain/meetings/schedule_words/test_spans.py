"""Days that are asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings.schedule_words.asked import Unknown
from bot.domain.meetings.schedule_words.asking import asked_for
from bot.domain.meetings.schedule_words.understood import understood
from bot.domain.words.months import MONTHS
from tests.domain.meetings.schedule_words.test_asking import PLAN

# A Wednesday.
TODAY = date(2023, 11, 15)
DISTRICTS = {"Wonodadi": 3, "Kota Baru": 4, "Kotabaru": 5, "Sutojayan": 123456}


def _days(text: str) -> tuple[date, date]:
    asked = understood(text.split(), TODAY, DISTRICTS)
    assert not asked.search
    return asked.first, asked.last


def _november(first: int, last: int) -> tuple[date, date]:
    return date(2023, 11, first), date(2023, 11, last)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", (TODAY, date(2023, 12, 14))),
        ("hari ini", _november(15, 15)),
        ("Hari Ini", _november(15, 15)),
        ("sekarang", _november(15, 15)),
        ("besok", _november(16, 16)),
        ("esok", _november(16, 16)),
        ("lusa", _november(17, 17)),
        ("3 hari lagi", _november(18, 18)),
        ("pekan ini", _november(15, 19)),
        ("minggu ini", _november(15, 19)),
        ("pekan", _november(15, 19)),
        ("pekan depan", _november(20, 26)),
        ("minggu depan", _november(20, 26)),
        ("minggu", _november(15, 21)),
        ("7 hari", _november(15, 21)),
        ("7 hari ke depan", _november(15, 21)),
        ("hari minggu ini", _november(19, 19)),
        ("Jumat", _november(17, 17)),
        ("Senin depan", _november(20, 20)),
        ("rabu", _november(15, 15)),
        ("selasa", _november(21, 21)),
        ("bulan", _november(15, 30)),
        ("bulan ini", _november(15, 30)),
        ("bulan depan", (date(2023, 12, 1), date(2023, 12, 31))),
        ("desember", (date(2023, 12, 1), date(2023, 12, 31))),
        ("bulan Desember", (date(2023, 12, 1), date(2023, 12, 31))),
        # The nearest of that name: what has just been, and what is next.
        ("oktober", (date(2023, 10, 1), date(2023, 10, 31))),
        ("januari", (date(2024, 1, 1), date(2024, 1, 31))),
        ("nopember", _november(15, 30)),
        ("novmber", _november(15, 30)),
        ("2023-10", (date(2023, 10, 1), date(2023, 10, 31))),
        ("14-16 November 2023", _november(14, 16)),
        ("14 November", _november(14, 14)),
        ("20/11/2023", _november(20, 20)),
        ("semua", (TODAY, date(2023, 12, 31))),
        ("tahun ini", (TODAY, date(2023, 12, 31))),
        ("lewat", (TODAY, TODAY)),
        # The same in other words, and as a button says it.
        ("hariini", _november(15, 15)),
        ("sepekan", _november(15, 19)),
        ("pekandepan", _november(20, 26)),
        ("seminggu", _november(15, 21)),
        ("7 hari lagi", _november(15, 21)),
        ("sebulan", _november(15, 30)),
        ("bulandepan", (date(2023, 12, 1), date(2023, 12, 31))),
        ("30 hari", (TODAY, date(2023, 12, 14))),
        ("30 hari ke depan", (TODAY, date(2023, 12, 14))),
        ("30 hari lagi", (TODAY, date(2023, 12, 14))),
        ("terdekat", (TODAY, date(2023, 12, 14))),
        ("berikutnya", (TODAY, date(2023, 12, 14))),
        ("dekat", (TODAY, date(2023, 12, 14))),
        ("setahun", (TODAY, date(2023, 12, 31))),
        ("semuanya", (TODAY, date(2023, 12, 31))),
        ("lewat periode", (TODAY, TODAY)),
        ("periode lewat", (TODAY, TODAY)),
        ("terlewat", (TODAY, TODAY)),
        ("terlambat", (TODAY, TODAY)),
        ("telat", (TODAY, TODAY)),
        ("lewat waktu", (TODAY, TODAY)),
        ("bulan nopember", _november(15, 30)),
        # Half a year ahead is next, and a day more has been.
        ("16 Mei", (date(2024, 5, 16), date(2024, 5, 16))),
        ("17 Mei", (date(2023, 5, 17), date(2023, 5, 17))),
        # A month of another year, and with its year; neither is a word to look for.
        ("november 2023", _november(15, 30)),
        ("novmber 2023", _november(15, 30)),
        ("desember 2024", (date(2024, 12, 1), date(2024, 12, 31))),
        ("bulan Des 2024", (date(2024, 12, 1), date(2024, 12, 31))),
        ("11/2023", _november(15, 30)),
        # As the plan says it; without a year what is nearest.
        ("minggu kedua november", _november(8, 14)),
        ("minggu ke-4 November 2023", _november(22, 28)),
        ("minggu ke 2 november", _november(8, 14)),
        ("Minggu ke 2 Bulan November", _november(8, 14)),
        ("pekan ke 2 november 2023", _november(8, 14)),
        ("pekan 2 november", _november(8, 14)),
        # The 2nd is no Sunday, the 5th is one.
        ("minggu 2 november", _november(8, 14)),
        ("minggu 5 november", _november(5, 5)),
        # Of a day that has another weekday the day counts.
        ("senin 2 november", _november(2, 2)),
        ("minggu ke 2", _november(8, 14)),
        ("minggu kedua bulan ini", _november(8, 14)),
        ("pekan ke 1 bulan depan", (date(2023, 12, 1), date(2023, 12, 7))),
        ("awal bulan depan", (date(2023, 12, 1), date(2023, 12, 10))),
        ("akhir bulan", _november(21, 30)),
        ("awal bulan ini", _november(1, 10)),
        ("akhir bulan Desember", (date(2023, 12, 21), date(2023, 12, 31))),
        ("awal januari", (date(2024, 1, 1), date(2024, 1, 10))),
        ("oktober - desember", (date(2023, 10, 1), date(2023, 12, 31))),
        ("triwulan 4", (date(2023, 10, 1), date(2023, 12, 31))),
        ("triwulan 1", (date(2024, 1, 1), date(2024, 3, 31))),
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("tahun 2024", (date(2024, 1, 1), date(2024, 12, 31))),
        # What has been.
        ("kemarin", _november(14, 14)),
        ("minggu lalu", _november(6, 12)),
        ("pekan kemarin", _november(6, 12)),
        ("bulan lalu", (date(2023, 10, 1), date(2023, 10, 31))),
        ("hari Jum'at", _november(17, 17)),
        ("jum'at", _november(17, 17)),
        ("hari minggu", _november(19, 19)),
        ("tanggal 15", _november(15, 15)),
        ("tgl 14", (date(2023, 12, 14), date(2023, 12, 14))),
        ("tanggal 31", (date(2023, 12, 31), date(2023, 12, 31))),
        ("tgl. 31 oktober", (date(2023, 10, 31), date(2023, 10, 31))),
    ],
)
def test_days_are_read_as_they_are_said(text: str, days: tuple[date, date]) -> None:
    assert _days(text) == days
    assert not understood(text.split(), TODAY, DISTRICTS).filtered


@pytest.mark.parametrize(
    ("today", "month", "first"),
    [
        ("2023-03-15", "maret", "2023-03-15"),
        ("2023-03-15", "september", "2023-09-01"),
        ("2023-03-15", "oktober", "2022-10-01"),
        ("2023-03-15", "februari", "2023-02-01"),
        ("2023-11-15", "mei", "2024-05-01"),
        ("2023-11-15", "juni", "2023-06-01"),
    ],
)
def test_of_the_months_of_a_name_the_nearest_is_meant(today: str, month: str, first: str) -> None:
    assert understood([month], date.fromisoformat(today), DISTRICTS).first == date.fromisoformat(first)


@given(today=st.dates(date(2022, 1, 1), date(2025, 12, 31)), month=st.integers(1, 12))
def test_of_the_weeks_of_a_month_the_nearest_is_meant(today: date, month: int) -> None:
    def away(days: tuple[date, date]) -> timedelta:
        return max(days[0] - today, today - days[1], timedelta())

    asked = understood(["minggu", "kedua", MONTHS[month - 1]], today, DISTRICTS)
    weeks = [(date(today.year + year, month, 8), date(today.year + year, month, 14)) for year in (-1, 0, 1)]
    found = asked.first, asked.last
    assert found in weeks
    assert away(found) == min(map(away, weeks))


@pytest.mark.parametrize("text", ["31 februari", "30 Februari 2024", "32 oktober", "rakor 31 november"])
def test_days_that_no_month_has_are_told(text: str) -> None:
    with pytest.raises(Unknown) as told:
        asked_for(text.split(), TODAY, DISTRICTS, PLAN)
    assert text.casefold().endswith(told.value.given)


@pytest.mark.parametrize(
    ("today", "text", "first", "last"),
    [
        # Until half a year ahead they are to come; those farther off have just been.
        (date(2023, 6, 1), "1 desember", date(2023, 12, 1), date(2023, 12, 1)),
        (date(2023, 6, 1), "2 desember", date(2022, 12, 2), date(2022, 12, 2)),
        (date(2023, 3, 1), "14-16 desember", date(2022, 12, 14), date(2022, 12, 16)),
        (date(2023, 3, 1), "30 desember - 2 januari", date(2022, 12, 30), date(2023, 1, 2)),
        (date(2023, 3, 1), "14-16 desember 2023", date(2023, 12, 14), date(2023, 12, 16)),
        # No year before it has that day.
        (date(2023, 6, 1), "29 februari 2024", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_days_whose_year_nobody_said_are_the_nearest(today: date, text: str, first: date, last: date) -> None:
    asked = understood(text.split(), today, DISTRICTS)
    assert (asked.first, asked.last, asked.search) == (first, last, ())
