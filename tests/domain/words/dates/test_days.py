"""Days that follow each other."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.problem import DateProblem


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("14 November 2023", "2023-11-14", "2023-11-14"),
        ("14-15 November 2023", "2023-11-14", "2023-11-15"),
        ("14 s/d 16 Nov", "2023-11-14", "2023-11-16"),
        ("30 November - 1 Desember 2023", "2023-11-30", "2023-12-01"),
        ("30 Des s/d 2 Januari 2024", "2023-12-30", "2024-01-02"),
        ("2023-11-14 s/d 2023-11-15", "2023-11-14", "2023-11-15"),
        ("2023-11-14..2023-11-15", "2023-11-14", "2023-11-15"),
        ("Selasa-Rabu, 14-15 November 2023", "2023-11-14", "2023-11-15"),
        ("Selasa–Rabu, 14–15 November 2023", "2023-11-14", "2023-11-15"),
        ("Selasa, 14 November 2023 sampai dengan Rabu, 15 November 2023", "2023-11-14", "2023-11-15"),
        ("besok - lusa", "2023-10-03", "2023-10-04"),
        ("14 dan 15 November 2023", "2023-11-14", "2023-11-15"),
        ("14, 15 & 16 November 2023", "2023-11-14", "2023-11-16"),
        ("14 sd. 15 November 2023", "2023-11-14", "2023-11-15"),
        ("14\u201115/11/2023", "2023-11-14", "2023-11-15"),
        ("14-15 November 2023 (Selasa-Rabu)", "2023-11-14", "2023-11-15"),
        ("Selasa 14 s.d. Rabu 15 November 2023", "2023-11-14", "2023-11-15"),
        ("Nov 13-15", "2023-11-13", "2023-11-15"),
        ("1 November s/d 13 Februari 2024", "2023-11-01", "2024-02-13"),
        # Half a year at most.
        ("3 Juli s/d 1 Januari 2024", "2023-07-03", "2024-01-01"),
        ("5 s/d 5 November 2023", "2023-11-05", "2023-11-05"),
        ("21st November 2023", "2023-11-21", "2023-11-21"),
        ("22nd November 2023", "2023-11-22", "2023-11-22"),
        ("23rd November 2023", "2023-11-23", "2023-11-23"),
        ("Senin tanggal tiga belas bulan November tahun dua ribu dua puluh tiga", "2023-11-13", "2023-11-13"),
        ("tanggal dua puluh satu November", "2023-11-21", "2023-11-21"),
        ("Nov 13-15, 2023", "2023-11-13", "2023-11-15"),
        ("November 13, 14 dan 15", "2023-11-13", "2023-11-15"),
        ("Nov 28 - Dec 2, 2023", "2023-11-28", "2023-12-02"),
        ("November 13", "2023-11-13", "2023-11-13"),
        ("13th November 2023", "2023-11-13", "2023-11-13"),
        ("Monday, November 13th, 2023", "2023-11-13", "2023-11-13"),
        ("13 (tiga belas) November 2023", "2023-11-13", "2023-11-13"),
        ("tanggal 13 bulan 11 tahun 2023", "2023-11-13", "2023-11-13"),
        ("tgl 13-15 bln 11 2023", "2023-11-13", "2023-11-15"),
    ],
)
def test_days_that_follow_each_other(text: str, first: str, last: str) -> None:
    days = parse_days(text, today=date(2023, 10, 2))
    assert tuple(map(date.isoformat, days)) == (first, last)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("15-14 November 2023", "days_reversed"),
        ("14 dan 16 November 2023", "days_apart"),
        ("14, 15, 17 November 2023", "days_apart"),
        ("5-6 dan 9-10 November 2023", "not_a_date"),
        ("1 November s/d Desember", "not_a_date"),
        ("14-15 November 2023 (Senin-Rabu)", "weekday_mismatch"),
        ("30-31 November 2023", "no_such_day"),
        ("Senin-Rabu, 14-15 November 2023", "weekday_mismatch"),
        ("Aula-Rapat, 14-15 November 2023", "not_a_date"),
        ("14-15", "not_a_date"),
        ("Nov 15-13", "days_reversed"),
        ("November 2nd week", "not_a_date"),
        ("15 November s/d 13 November 2023", "days_reversed"),
        ("15 Maret s/d 13 Februari 2024", "days_reversed"),
        ("2 Juli s/d 1 Januari 2024", "days_reversed"),
        ("12nd November 2023", "not_a_date"),
        ("tanggal tiga puluh dua November 2023", "not_a_date"),
        ("Selasa tanggal tiga belas bulan November tahun dua ribu dua puluh tiga", "weekday_mismatch"),
        ("Nov 13, 15", "days_apart"),
        ("13 (empat belas) November 2023", "not_a_date"),
        ("Tuesday, November 13, 2023", "weekday_mismatch"),
        ("18 November 2023 (malam)", "part_of_day"),
        ("15 Nov 2023 malam", "part_of_day"),
        ("Rabu malam, 15 November 2023", "part_of_day"),
        ("13-15 November 2023 (pagi)", "part_of_day"),
        ("15 November malam s/d 16 November pagi", "part_of_day"),
        ("malam " * 26, "not_a_date"),
        ("Rabu malam", "not_a_date"),
    ],
)
def test_days_that_are_none_are_named(text: str, code: str) -> None:
    with pytest.raises(DateProblem) as found:
        parse_days(text, today=date(2023, 10, 2))
    assert found.value.code == code
