"""Days of each month, and one of one month, by number or weekday: each way to say them, and what not each month has."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.meetings.month_days import Said, days_of_each_month, days_of_one_month
from bot.domain.meetings.periods.days_of_month import MonthDays
from bot.domain.meetings.periods.window import PeriodWindow
from bot.domain.words.weekdays import WEEKDAYS

LAST_FRIDAY = MonthDays(weekday=4, nths=(-1,))


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("tanggal 28 setiap bulan", MonthDays((28,))),
        ("setiap tanggal 1", MonthDays((1,))),
        ("setiap tanggal 5, 15 dan 25", MonthDays((5, 15, 25))),
        ("setiap tanggal 25, 5, 5", MonthDays((5, 25))),
        ("setiap bulan tanggal 5 & 20", MonthDays((5, 20))),
        ("setiap Senin pertama", MonthDays(weekday=0, nths=(1,))),
        ("Selasa kedua tiap bulan", MonthDays(weekday=1, nths=(2,))),
        ("setiap bulan pada hari Rabu ketiga", MonthDays(weekday=2, nths=(3,))),
        ("per bulan Kamis keempat", MonthDays(weekday=3, nths=(4,))),
        ("Jumat terakhir setiap bulan", LAST_FRIDAY),
        ("Senin ke-1 dan ke-3 setiap bulan", MonthDays(weekday=0, nths=(1, 3))),
        ("setiap tanggal 29-31", MonthDays((29,), 31)),
        ("tanggal 1 s.d. 5 setiap bulan", MonthDays((1,), 5)),
        ("minggu terakhir setiap bulan", MonthDays()),
        ("pekan terakhir setiap bulan", MonthDays()),
    ],
)
def test_days_that_each_month_has(text: str, within: MonthDays) -> None:
    assert days_of_each_month(text) == Said("setiap bulan", within)


@pytest.mark.parametrize(
    "text",
    [
        "setiap tanggal 0",
        "setiap tanggal 32",
        "setiap tanggal 5 dan 32",
        "Senin kelima setiap bulan",
        "Senin ke-5 setiap bulan",
        "Senin keempat dan terakhir setiap bulan",
        "setiap tanggal 5-5",
        "setiap tanggal 1-32",
        "minggu kedua setiap bulan",
        "tanggal 5 November",
        "setiap tanggal 5 November",
        "setiap bulan",
        "",
    ],
)
def test_what_not_each_month_has_or_is_of_one_month_is_none(text: str) -> None:
    assert days_of_each_month(text) is None


def test_the_rest_of_the_words_stays() -> None:
    said = days_of_each_month("rapat setiap tanggal 5 selama 2024")
    assert said is not None
    assert (said.rest.split(), said.within) == (["rapat", "setiap", "bulan", "selama", "2024"], MonthDays((5,)))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Senin pertama November 2023", date(2023, 11, 6), date(2023, 11, 6)),
        ("Senin keempat November", date(2023, 11, 27), date(2023, 11, 27)),
        ("Jumat terakhir Nopember 2024", date(2024, 11, 29), date(2024, 11, 29)),
        ("Senin kedua Pebruari", date(2023, 2, 13), date(2023, 2, 13)),
        ("Senin kedua Feb.", date(2023, 2, 13), date(2023, 2, 13)),
        ("Senin kedua pada bulan Februari tahun 2024", date(2024, 2, 12), date(2024, 2, 12)),
        ("minggu terakhir Februari 2024", date(2024, 2, 23), date(2024, 2, 29)),
    ],
)
def test_a_day_of_one_month(text: str, first: date, last: date) -> None:
    assert days_of_one_month(text, 2023) == [PeriodWindow(first, last)]


@pytest.mark.parametrize(
    "text", ["minggu kedua November", "Senin kelima November", "Senin kedua Novembr", "Senin kedua", "5 November"]
)
def test_what_is_no_day_of_one_month_is_none(text: str) -> None:
    assert days_of_one_month(text, 2023) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Senin pertama November dan Desember 2023", ["2023-11-06", "2023-12-04"]),
        ("Senin pertama nov & des", ["2023-11-06", "2023-12-04"]),
        # Of which years these are nobody has said.
        ("Senin pertama Desember dan Januari 2023", []),
        ("Senin pertama November dan November 2023", []),
        # A slip may be a word that is no month.
        ("Senin pertama Novembr dan Desember 2023", []),
        ("Senin pertama November dan Apel 2023", []),
    ],
)
def test_months_are_all_understood_and_in_their_order_or_none_is(text: str, days: list[str]) -> None:
    assert [one.first.isoformat() for one in days_of_one_month(text, 2023)] == days


@pytest.mark.parametrize("each", ["setiap", "tiap", "saban", "per", "tiap-tiap", "setiap-tiap"])
def test_every_way_to_say_each(each: str) -> None:
    fifth, said = MonthDays((5,)), "setiap bulan"
    for text in (
        f"{each} tanggal 5",
        f"{each} bulan tanggal 5",
        f"tanggal 5 {each} bulan",
        f"tanggal 5 pada {each} bulannya",
    ):
        assert days_of_each_month(text) == Said(said, fifth), text
    for text in (
        f"Jumat terakhir {each} bulan",
        f"{each} bulan, pada Jumat terakhir",
        f"{each} hari Jumat terakhir di bulan",
    ):
        assert days_of_each_month(text) == Said(said, LAST_FRIDAY), text


@pytest.mark.parametrize(
    ("nth", "written"),
    [
        (1, "pertama kesatu I ke-1 ke_1 ke1 ke-I ke_I"),
        (2, "kedua II ke-2 ke_2 ke2 ke-II ke_II"),
        (3, "ketiga III ke-3 ke_3 ke3 ke-III ke_III"),
        (4, "keempat IV ke-4 ke_4 ke4 ke-IV ke_IV"),
        (-1, "terakhir"),
    ],
)
def test_every_way_to_say_which_of_a_month(nth: int, written: str) -> None:
    for weekday, name in enumerate(WEEKDAYS[:6]):
        for one in written.split():
            found = days_of_each_month(f"{name} {one.replace('_', ' ')} setiap bulan")
            assert found == Said("setiap bulan", MonthDays(weekday=weekday, nths=(nth,))), (name, one)
