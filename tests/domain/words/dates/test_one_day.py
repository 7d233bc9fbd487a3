"""One day however an Indonesian types it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.one_day import parse_date, parse_deadline
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.months import MONTHS
from bot.domain.words.weekdays import WEEKDAYS

TODAY = date(2023, 10, 2)
DAY = date(2023, 10, 12)
DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2023-10-12",
        "2023/10/12",
        "12/10/2023",
        "12-10-2023",
        "12.10.2023",
        "12 / 10 / 2023",
        "12/10/23",
        "12/10",
        "12 Oktober 2023",
        "12 OKTOBER 2023",
        "12  okt  2023",
        "12 Okt. 2023",
        "12-Okt-2023",
        "12-okt-23",
        "12oktober2023",
        "12 Oktober tahun 2023",
        "12 Oktober, 2023",
        "12 Oktober 2023.",
        "12 Oktober",
        "12 okt",
        "tanggal 12 Oktober 2023",
        "tgl 12 Oktober",
        "tgl. 12/10/2023",
        "Kamis, 12 Oktober 2023",
        "kamis 12/10/2023",
        "Hari Kamis tanggal 12 Oktober 2023",
        "hari kamis, tgl 12 okt",
        "12102023",
        "20231012",
        "12 10 2023",
        "12 Okt '23",
        "12-X-2023",
        "12/Okt/2023",
        "Oktober 12, 2023",
        "October 12, 2023",
        "12 Oktober 2023 (Kamis)",
        "12 Oktober 2023, Kamis",
        "Kamis/12 Oktober 2023",
        "Kamis Pahing, 12 Oktober 2023",
        "Kam, 12 Okt 2023",
        "Kamis (12/10/2023)",
        "pada hari Kamis tanggal 12 Oktober 2023",
        "Hari/Tanggal : Kamis, 12 Oktober 2023",
        "2023-10-12 00:00:00",
        "12\u201110\u20112023",
        "12\u00a0Oktober\u200b 2023",
        "Kamis minggu depan",
        "10 hari lagi",
        "12 Oketober 2023",
        "12 Oktoberr 2023",
        "12 Oktobr 2023",
        "12 Otkober 2023",
        "12 October 2023",
    ],
)
def test_one_day_in_all_its_spellings(written: str) -> None:
    assert parse_date(written, today=TODAY) == DAY


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31 November 2023", "no_such_day"),
        ("31/11/2023", "no_such_day"),
        ("31 November", "no_such_day"),
        ("29 Februari 2023", "no_such_day"),
        ("2023-02-30", "no_such_day"),
        ("Jumat, 12 Oktober 2023", "weekday_mismatch"),
        ("12 Oktober 2023 (Jumat)", "weekday_mismatch"),
        ("Jumat/12 Oktober 2023", "weekday_mismatch"),
        ("besok (Rabu)", "weekday_mismatch"),
        # A week, not a day; a day of no month; figures that may be 12-10-23 or 2012-10-23.
        ("minggu depan", "not_a_date"),
        ("tanggal 12", "not_a_date"),
        ("121023", "not_a_date"),
        ("12/10/99", "not_a_date"),
        ("besok pagi", "part_of_day"),
        ("akhir Oktober", "not_a_date"),
        ("12 Oktember 2023", "unknown_month"),
        ("12 Mart 2023", "unknown_month"),
        ("2023-13-01", "not_a_date"),
        ("12/13/2023", "not_a_date"),
        ("0 Oktober 2023", "not_a_date"),
        # Slips of the finger, not years of an office.
        ("12/10/0203", "not_a_date"),
        ("12 Oktober 3023", "not_a_date"),
        ("nanti", "not_a_date"),
        ("Kamis", "not_a_date"),
        ("", "not_a_date"),
        # Times of day.
        ("09.10", "not_a_date"),
        ("09-10", "not_a_date"),
        ("12 Oktober 09", "not_a_date"),
    ],
)
def test_what_is_no_date_says_why(written: str, code: str) -> None:
    with pytest.raises(DateProblem) as problem:
        parse_date(written, today=TODAY)
    assert problem.value.code == code


@given(
    DATES,
    st.sampled_from(
        [
            "{d} {B} {y}",
            "{A}, {d} {b} {y}",
            "{d:02}/{m:02}/{y}",
            "{d}-{m}-{y}",
            "{y}-{m:02}-{d:02}",
            "hari {A} tanggal {d} {B} tahun {y}",
        ]
    ),
)
def test_every_date_comes_back_from_every_way_of_writing_it(day: date, pattern: str) -> None:
    month = MONTHS[day.month - 1]
    written = pattern.format(
        d=day.day, m=day.month, y=day.year, B=month.capitalize(), b=month[:3], A=WEEKDAYS[day.weekday()].upper()
    )
    assert parse_date(written) == day


@given(st.text() | st.text(alphabet="0123456789/-. oktoberhaikms,", max_size=25), st.none() | DATES)
def test_any_text_is_a_date_or_a_problem_that_quotes_it(text: str, today: date | None) -> None:
    try:
        parse_date(text, today=today)
    except DateProblem as problem:
        known = {"not_a_date", "unknown_month", "no_such_day", "weekday_mismatch", "missing_year", "part_of_day"}
        found = problem
    else:
        return
    assert found.code in known
    assert found.values["given"] in (text.strip(), *text.casefold().split()) or found.code == "unknown_month"


@pytest.mark.parametrize(("length", "code"), [(160, "part_of_day"), (161, "not_a_date")])
def test_words_that_are_longer_than_any_date_are_not_looked_into(length: int, code: str) -> None:
    with pytest.raises(DateProblem) as raised:
        parse_days("15 November 2023 malam".ljust(length), today=date(2023, 10, 2))
    assert raised.value.code == code
    several = "13-15 November 2023".ljust(length)
    if code == "part_of_day":
        assert parse_days(several, today=date(2023, 10, 2)) == (date(2023, 11, 13), date(2023, 11, 15))
    else:
        with pytest.raises(DateProblem):
            parse_days(several, today=date(2023, 10, 2))


@given(
    DATES.filter(lambda today: today.year < 2099),
    st.integers(0, 6),
    st.sampled_from(["{}", "hari {}", "Hari  {}"]),
    st.booleans(),
)
def test_a_weekday_alone_is_the_next_of_that_name_and_today_until_it_is_over(
    today: date, weekday: int, said: str, is_over: bool
) -> None:
    ahead = [today + timedelta(days=number) for number in range(is_over, 7 + is_over)]
    (expected,) = [day for day in ahead if day.weekday() == weekday]
    assert parse_deadline(said.format(WEEKDAYS[weekday]), today=today, is_over=is_over) == expected


@pytest.mark.parametrize("is_over", [True, False])
def test_till_a_date_is_till_that_date(is_over: bool) -> None:
    assert parse_deadline("12 Oktober 2023", today=DAY, is_over=is_over) == DAY
    assert parse_deadline("Kamis depan", today=TODAY, is_over=is_over) == DAY
    with pytest.raises(DateProblem):
        parse_deadline("Kamis".ljust(161), today=TODAY, is_over=is_over)
    assert parse_deadline("Kamis".ljust(160), today=TODAY, is_over=is_over) == date(2023, 10, 5)


@pytest.mark.parametrize(
    ("written", "today", "free", "is_over", "day"),
    [
        # Monday 2 October: till the Friday, or the last day before it that is a working day.
        ("minggu depan", 2, (), True, 13),
        ("Pekan depan", 2, (), False, 13),
        ("minggu depan", 2, (13,), True, 12),
        ("minggu depan", 2, (9, 10, 11, 12, 13), True, 15),
        ("minggu ini", 2, (), True, 6),
        ("pekan ini", 6, (), False, 6),
        ("pekan ini", 6, (), True, 8),
        ("pekan ini", 5, (6,), True, 8),
        ("minggu depan", 8, (), True, 13),
        # A day.
        ("hari Minggu depan", 2, (), True, 15),
        ("Minggu", 2, (), True, 8),
    ],
)
def test_till_a_week_is_till_its_last_working_day(
    written: str, today: int, free: tuple[int, ...], day: int, *, is_over: bool
) -> None:
    october = date(2023, 10, 1)
    off = {october.replace(day=one) for one in free}
    found = parse_deadline(written, today=october.replace(day=today), is_over=is_over, free=off)
    assert found == october.replace(day=day)


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@pytest.mark.parametrize(("month", "roman"), [*enumerate(_ROMAN, 1)])
def test_months_are_also_counted_as_the_romans_did(month: int, roman: str) -> None:
    assert parse_date(f"12-{roman}-2023") == parse_date(f"12/{roman.lower()}/2023") == date(2023, month, 12)


@pytest.mark.parametrize(("letters", "is_read"), [(160, True), (161, False)])
def test_a_date_has_a_hundred_and_sixty_letters_at_most(letters: int, is_read: bool) -> None:
    written = "13 November 2023".replace(" ", " " * (letters - len("13November2023") - 1), 1)
    assert len(written) == letters
    if is_read:
        assert parse_date(written) == date(2023, 11, 13)
    else:
        with pytest.raises(DateProblem):
            parse_date(written)
