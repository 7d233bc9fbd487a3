"""What the bot says of how it understood a time of the plan."""

from __future__ import annotations

import pytest

from bot.domain.meetings.periods.parser import parse_period
from bot.views.meetings.periods import meaning


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("akhir November 2023", "21–30 November 2023"),
        ("minggu kedua November", "8–14 November 2023"),
        ("Triwulan IV 2023", "1 Oktober 2023 – 31 Desember 2023"),
        ("5-6 dan 9 November 2023", "5–6 November 2023; 9 November 2023"),
        ("s/d 30 November 2023", "paling lambat 30 November 2023"),
        ("13 November 2023 s.d. selesai", "mulai 13 November 2023, akhirnya terbuka"),
        ("13 November 2023", None),
        ("1 bulan satu kali", None),
        ("5 atau 9 November 2023", None),
        ("Oktober-September 2023", None),
        ("", None),
    ],
)
def test_days_are_said_where_the_words_do_not(words: str, said: str | None) -> None:
    assert meaning(parse_period(words, plan_year=2023)) == said


def test_many_days_are_cut() -> None:
    days = meaning(parse_period("1, 3, 5, 7, 9, 11, 13, 15, 17 dan 19 November 2023", plan_year=2023))
    assert days is not None
    assert len(days) <= 120


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("18 November 2023 (malam)", "malam"),
        ("Rabu malam, 15 November 2023", "malam"),
        ("15 November malam s/d 16 November pagi", "malam, pagi"),
        ("13 November 2023 pukul 09.00 WIB s.d. selesai", "pukul 09.00 wib s/d selesai"),
        ("Rabu siang hari, 15 November 2023 jam 13.00", "jam 13.00, siang hari"),
        ("13 November 2023", ""),
        ("malam Rabu, 15 November 2023", ""),
    ],
)
def test_what_is_said_of_the_hour_is_kept_in_mind(words: str, hours: str) -> None:
    assert parse_period(words, plan_year=2023).hours == hours
