"""Dates however an Indonesian types them, slips of the finger included."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words.indonesian_dates import DateProblem, may_be_another_day, parse_date, parse_days, safe_date
from bot.domain.words.time_words import MONTHS, WEEKDAYS, month_number

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


@pytest.mark.parametrize("friday", ["Jumat", "jum'at", "Jum’at", "Jum at", "JUMAT"])
def test_friday_has_many_spellings(friday: str) -> None:
    assert parse_date(f"{friday}, 13 Oktober 2023") == date(2023, 10, 13)


def test_a_weekday_said_once_more_is_no_part_of_the_date() -> None:
    with pytest.raises(DateProblem):
        parse_date("Kamis 12 Oktober 2023 Kamis")
    assert parse_date("Kamis, 12 Oktober 2023 (Kamis)") == DAY


def test_ahad_is_sunday() -> None:
    assert parse_date("Ahad, 15 Oktober 2023") == parse_date("Minggu 15 Oktober 2023") == date(2023, 10, 15)


@pytest.mark.parametrize(
    ("word", "ahead"),
    [
        ("hari ini", 0),
        ("Besok", 1),
        (" lusa ", 2),
        ("Senin depan", 7),
        ("besok, Selasa", 1),
        ("Kamis depan", 10),
        ("Kamis ini", 3),
        ("Kamis yang akan datang", 3),
    ],
)
def test_near_days_have_names(word: str, ahead: int) -> None:
    assert parse_date(word, today=TODAY) == TODAY + timedelta(days=ahead)


@pytest.mark.parametrize(
    ("written", "today", "meant"),
    [
        ("2 Oktober", TODAY, date(2023, 10, 2)),
        ("5 Januari", date(2023, 12, 20), date(2024, 1, 5)),
        ("Jumat 5 Januari", date(2023, 12, 20), date(2024, 1, 5)),
        # 2023 has no 29 February, the coming one has.
        ("29 Februari", date(2023, 12, 20), date(2024, 2, 29)),
        ("29/2", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_coming_one(written: str, today: date, meant: date) -> None:
    assert parse_date(written, today=today) == meant


def test_a_default_year_is_taken_even_if_past() -> None:
    assert parse_date("1 Maret", default_year=2023) == date(2023, 3, 1)


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


def test_a_missing_year_is_asked_for_where_nothing_supplies_it() -> None:
    with pytest.raises(DateProblem) as problem:
        parse_date("12 Oktober")
    assert problem.value.code == "missing_year"


def test_the_problem_says_how_long_the_month_is() -> None:
    with pytest.raises(DateProblem) as problem:
        safe_date(2024, 2, 30, " 30 Februari 2024 ")
    assert problem.value.values == {"given": "30 Februari 2024", "month": "Februari", "last": "29"}


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


@pytest.mark.parametrize(
    ("said", "today", "asked"),
    [
        ("Senin depan", "2023-10-02", False),
        ("Senin depan", "2023-10-06", False),
        ("Senin depan", "2023-10-08", True),
        ("Selasa depan", "2023-10-08", False),
        ("Kamis depan", "2023-10-02", True),
        ("hari Rabu depan", "2023-10-02", True),
        ("Kamis minggu depan", "2023-10-02", False),
        ("besok", "2023-10-02", False),
        ("12 Oktober 2023", "2023-10-02", False),
    ],
)
def test_a_day_that_means_different_days_to_different_people(said: str, today: str, asked: bool) -> None:
    assert may_be_another_day(said, date.fromisoformat(today)) is asked


@given(DATES, st.integers(1, 364))
def test_a_day_without_its_year_is_never_past_and_at_most_a_year_ahead(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    if day.year > 2099 or (day.month, day.day) == (2, 29):
        return
    assert parse_date(f"{day.day} {MONTHS[day.month - 1]}", today=today) == day


@given(st.integers(1, 12), st.data())
def test_one_slip_in_a_long_month_is_forgiven(number: int, data: st.DataObject) -> None:
    name = MONTHS[number - 1]
    at = data.draw(st.integers(1, len(name) - 2))
    letter = data.draw(st.sampled_from("aeioubtnr"))
    slips = [
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    ]
    for slip in slips:
        if len(slip) >= 6:
            assert month_number(slip) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("Nopember", 11),
        ("nop", 11),
        ("Pebruari", 2),
        ("Febuari", 2),
        ("ags", 8),
        ("agt.", 8),
        ("Sept", 9),
        ("mei", 5),
        ("jun", 6),
        ("jul", 7),
        ("ju", None),
        ("ma", None),
        ("", None),
        ("juli", 7),
        ("julu", None),
        ("senin", None),
        ("gelombang", None),
    ],
)
def test_months_are_known_by_name_abbreviation_and_old_spelling(word: str, number: int | None) -> None:
    assert month_number(word) == number


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


def test_a_day_without_year_is_today_or_the_next_of_its_kind() -> None:
    assert parse_date("2 oktober", today=TODAY) == TODAY
    assert parse_date("1 oktober", today=TODAY) == date(2024, 10, 1)
    assert parse_date("29 februari", today=TODAY) == date(2024, 2, 29)
    with pytest.raises(DateProblem):
        parse_date("29 februari", today=date(2024, 3, 1))


def test_a_year_of_two_figures_is_near() -> None:
    assert parse_date("12/10/23", today=TODAY) == DAY
    with pytest.raises(DateProblem):
        parse_date("12/10/99", today=TODAY)


@pytest.mark.parametrize("market_day", ["Legi", "Pahing", "Pon", "Wage", "Kliwon"])
def test_the_javanese_market_day_may_stand_behind_the_weekday(market_day: str) -> None:
    assert parse_date(f"Kamis {market_day}, 12 Oktober 2023") == DAY


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
