from __future__ import annotations

from datetime import date

import pytest

from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.periods.window import PeriodWindow
from bot.domain.meetings.to_date import begins_undated, is_complete, room, still_planned

OCTOBER = (date(2023, 10, 1), date(2023, 10, 31))


def test_a_one_off_is_planned_until_it_has_its_date() -> None:
    period = parse_period("bulan Oktober 2023", plan_year=2023)
    assert still_planned(period, [], *OCTOBER) == PeriodWindow(*OCTOBER)
    assert still_planned(period, [date(2023, 10, 24)], *OCTOBER) is None
    # Dated in another month than the plan says: it has its date all the same.
    assert still_planned(period, [date(2023, 11, 2)], *OCTOBER) is None
    assert is_complete(period, [date(2023, 11, 2)])


def test_only_the_asked_part_of_a_window_counts() -> None:
    period = parse_period("bulan September-Oktober 2023", plan_year=2023)
    assert still_planned(period, [], date(2023, 10, 16), date(2023, 10, 20)) == PeriodWindow(
        date(2023, 10, 16), date(2023, 10, 20)
    )
    assert still_planned(period, [], date(2023, 11, 1), date(2023, 11, 30)) is None


def test_batches_are_planned_until_each_has_its_date() -> None:
    period = parse_period(
        "dua gelombang. Gelombang pertama dan kedua dilaksanakan pada minggu keempat bulan November 2023",
        plan_year=2023,
    )
    november = (date(2023, 11, 1), date(2023, 11, 30))
    assert still_planned(period, [date(2023, 11, 23)], *november) == PeriodWindow(
        date(2023, 11, 22), date(2023, 11, 28)
    )
    assert still_planned(period, [date(2023, 11, 23), date(2023, 11, 24)], *november) is None


@pytest.mark.parametrize(
    ("held", "first", "expected"),
    [
        ([], date(2023, 10, 16), PeriodWindow(date(2023, 10, 16), date(2023, 10, 31))),
        # The turn of October took place on the 3rd, also for who asks on the 16th.
        ([date(2023, 10, 3)], date(2023, 10, 16), PeriodWindow(date(2023, 11, 1), date(2023, 11, 30))),
        (
            [date(2023, 10, 3), date(2023, 11, 7)],
            date(2023, 10, 16),
            PeriodWindow(date(2023, 12, 1), date(2023, 12, 31)),
        ),
        ([date(2023, 10, 3), date(2023, 11, 7), date(2023, 12, 5)], date(2023, 10, 16), None),
    ],
)
def test_each_turn_of_a_recurring_activity_is_planned_by_itself(
    held: list[date], first: date, expected: PeriodWindow | None
) -> None:
    period = parse_period("1 bulan satu kali", plan_year=2023)
    assert still_planned(period, held, first, date(2023, 12, 31)) == expected
    assert not is_complete(period, held)


def test_a_quarters_session_after_the_asked_days_fills_the_quarter() -> None:
    period = parse_period("secara rutin tiga bulan sekali", plan_year=2023)
    assert still_planned(period, [date(2023, 12, 20)], date(2023, 10, 1), date(2023, 11, 30)) is None


def test_words_without_a_bound_plan_nothing() -> None:
    assert still_planned(parse_period("", plan_year=2023), [], *OCTOBER) is None


def test_each_stretch_of_several_is_planned_by_itself() -> None:
    period = parse_period("5-6 dan 9-10 Oktober 2023", plan_year=2023)
    first, second = (
        PeriodWindow(date(2023, 10, 5), date(2023, 10, 6)),
        PeriodWindow(date(2023, 10, 9), date(2023, 10, 10)),
    )
    assert period.meetings(*OCTOBER) == [first, second]
    assert still_planned(period, [], *OCTOBER) == first
    assert still_planned(period, [date(2023, 10, 6)], *OCTOBER) == second
    assert is_complete(period, [date(2023, 10, 6), date(2023, 10, 9)])
    assert [period.allows(date(2023, 10, day)) for day in (4, 5, 6, 7, 8, 9, 10, 11)] == [
        False,
        True,
        True,
        False,
        False,
        True,
        True,
        False,
    ]


def test_what_has_only_a_last_day_is_planned_until_then_and_what_has_only_a_first_from_then_on() -> None:
    deadline = parse_period("s/d 15 Oktober 2023", plan_year=2023)
    assert still_planned(deadline, [], *OCTOBER) == PeriodWindow(date(2023, 10, 1), date(2023, 10, 15))
    assert still_planned(deadline, [], date(2023, 11, 1), date(2023, 11, 30)) is None
    begun = parse_period("15 Oktober 2023 s.d. selesai", plan_year=2023)
    assert still_planned(begun, [], *OCTOBER) == PeriodWindow(date(2023, 10, 15), date(2023, 10, 31))
    assert (begun.allows(date(2023, 10, 14)), begun.allows(date(2024, 1, 1))) == (False, True)


def test_two_meetings_a_month_are_planned_until_both_have_their_date() -> None:
    period = parse_period("2 (dua) kali dalam sebulan", plan_year=2023)
    assert still_planned(period, [date(2023, 10, 3)], *OCTOBER) == PeriodWindow(*OCTOBER)
    assert still_planned(period, [date(2023, 10, 3), date(2023, 10, 20)], *OCTOBER) is None


def test_the_end_of_each_month_is_planned_there() -> None:
    period = parse_period("setiap akhir bulan", plan_year=2023)
    assert still_planned(period, [], *OCTOBER) == PeriodWindow(date(2023, 10, 21), date(2023, 10, 31))
    assert [period.allows(date(2023, 11, day)) for day in (20, 21, 30)] == [False, True, True]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("6 Oktober 2023", 1),
        ("6-8 Oktober 2023", 3),
        ("minggu kedua bulan Desember tahun 2023", 7),
        ("setiap bulannya di minggu kedua", 7),
        ("1 bulan satu kali", 30),
        ("secara rutin tiga bulan sekali", 90),
        ("setiap awal bulan", 10),
        ("6-8 Oktober dan 20-24 November 2023", 5),
        ("6-9 Oktober dan 20 November 2023", 4),
        ("setiap tanggal 5", 1),
        ("setiap Jumat terakhir", 1),
        # Of what has no end or no beginning nobody can count them.
        ("s/d 15 Oktober 2023", None),
        ("15 Oktober 2023 s.d. selesai", None),
        ("", None),
    ],
)
def test_how_many_days_a_meeting_may_choose_from(words: str, days: int | None) -> None:
    assert room(parse_period(words, plan_year=2023)) == days


@pytest.mark.parametrize(
    ("words", "held", "on", "undated"),
    [
        ("5 Oktober 2023", [], date(2023, 10, 5), True),
        ("5 Oktober 2023", [], date(2023, 10, 6), False),
        ("5 Oktober 2023", [date(2023, 10, 5)], date(2023, 10, 5), False),
        # It has its date, though another than the plan says: before, after, in another month.
        ("5 Oktober 2023", [date(2023, 10, 6)], date(2023, 10, 5), False),
        ("minggu ketiga bulan Oktober 2023", [date(2023, 10, 9)], date(2023, 10, 15), False),
        ("minggu ketiga bulan Oktober 2023", [date(2023, 12, 31)], date(2023, 10, 15), False),
        ("paling lambat 20 November 2023", [], date(2023, 11, 20), True),
        ("paling lambat 20 November 2023", [date(2023, 11, 21)], date(2023, 11, 20), False),
        ("", [], date(2023, 10, 1), False),
        # Of what recurs each turn has its own; one that was put off to the next week is not the next turn's.
        ("setiap bulan minggu kedua", [date(2023, 10, 10)], date(2023, 11, 8), True),
        ("setiap bulan minggu kedua", [date(2023, 10, 20)], date(2023, 11, 8), True),
        ("setiap bulan minggu kedua", [date(2023, 10, 20)], date(2023, 10, 8), False),
        ("setiap bulan minggu kedua", [date(2023, 11, 3)], date(2023, 11, 8), False),
        # On the first day of a turn it is that turn's, however near the one before it is; and so on its last.
        ("setiap bulan", [date(2023, 11, 1)], date(2023, 11, 1), False),
        ("setiap bulan", [date(2023, 11, 1)], date(2023, 10, 1), True),
        ("setiap bulan", [date(2023, 10, 31)], date(2023, 10, 1), False),
        ("setiap bulan", [date(2023, 10, 31)], date(2023, 11, 1), True),
        # From the first day of the plan's year to the last.
        ("setiap bulan", [], date(2023, 1, 1), True),
        ("setiap bulan", [], date(2023, 12, 1), True),
        ("31 Desember 2023", [], date(2023, 12, 31), True),
    ],
)
def test_what_has_a_date_does_not_begin_undated(words: str, held: list[date], on: date, *, undated: bool) -> None:
    period = parse_period(words, plan_year=2023)
    assert begins_undated(period, held, 2023, {on}) is undated


def test_a_turn_reaches_over_the_days_that_are_asked_for_to_the_ends_of_the_year() -> None:
    quarterly = parse_period("setiap triwulan", plan_year=2023)
    held = [date(2023, 1, 1), date(2023, 12, 31)]
    assert still_planned(quarterly, held, date(2023, 3, 30), date(2023, 3, 31)) is None
    assert still_planned(quarterly, held, date(2023, 10, 1), date(2023, 10, 2)) is None
    assert still_planned(quarterly, held, date(2023, 6, 30), date(2023, 7, 1)) == PeriodWindow(
        date(2023, 6, 30), date(2023, 6, 30)
    )
