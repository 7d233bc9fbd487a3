"""Meetings that come again: on which days, and that no change of one touches what is past."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.meetings.office_days import DayKind, OfficeDay
from bot.domain.meetings.periods.days_of_month import MonthDays
from bot.domain.meetings.periods.window import MonthPart
from bot.domain.meetings.series.codes import rhythm_of_code
from bot.domain.meetings.series.following import from_here_on, moved_along
from bot.domain.meetings.series.rhythms import MOST, Rhythm
from bot.domain.meetings.series.turn import SeriesTurn, Why
from bot.domain.meetings.series.turns import coming, turns_of
from bot.domain.meetings.series.typed import read_rhythm
from bot.domain.meetings.terms import Terms

WIB = ZoneInfo("Asia/Jakarta")
YEAR_END = date(2023, 12, 31)


@pytest.mark.parametrize(
    ("typed", "rhythm", "times"),
    [
        ("1 bulan sekali", Rhythm(months=1), MOST),
        ("setiap bulan", Rhythm(months=1), MOST),
        ("bulanan", Rhythm(months=1), MOST),
        ("minggu kedua setiap bulan", Rhythm(months=1, week=2), MOST),
        ("setiap bulannya di minggu kedua", Rhythm(months=1, week=2), MOST),
        ("setiap akhir bulan", Rhythm(months=1, part=MonthPart.END), MOST),
        ("dua bulan sekali", Rhythm(months=2), MOST),
        ("setiap 2 bulan", Rhythm(months=2), MOST),
        ("triwulan", None, 0),
        ("setiap triwulan", Rhythm(months=3), MOST),
        ("triwulanan", Rhythm(months=3), MOST),
        ("tahunan", Rhythm(months=12), MOST),
        ("mingguan", Rhythm(weeks=1), MOST),
        ("setiap minggu", Rhythm(weeks=1), MOST),
        ("Tiap  Pekan", Rhythm(weeks=1), MOST),
        ("seminggu sekali", Rhythm(weeks=1), MOST),
        ("dua mingguan", Rhythm(weeks=2), MOST),
        ("2 minggu sekali", Rhythm(weeks=2), MOST),
        ("minggu", Rhythm(weeks=1), MOST),
        ("per minggu", Rhythm(weeks=1), MOST),
        ("setiap pekan", Rhythm(weeks=1), MOST),
        ("sepekan sekali", Rhythm(weeks=1), MOST),
        ("dwimingguan", Rhythm(weeks=2), MOST),
        ("2mingguan", Rhythm(weeks=2), MOST),
        ("dua pekan sekali", Rhythm(weeks=2), MOST),
        ("tiga minggu sekali", None, 0),
        ("mingguan 4 kali", Rhythm(weeks=1), 4),
        ("mingguan sebanyak 4 kali lagi", Rhythm(weeks=1), 4),
        ("mingguan 60 x", Rhythm(weeks=1), 60),
        ("setiap bulan, 3x", Rhythm(months=1), 3),
        ("tanggal 5", Rhythm(months=1, within=MonthDays((5,))), MOST),
        ("tgl. 5 dan 20", Rhythm(months=1, within=MonthDays((5, 20))), MOST),
        ("setiap tanggal 5, 3 kali", Rhythm(months=1, within=MonthDays((5,))), 3),
        ("tanggal 1-5", Rhythm(months=1, within=MonthDays((1,), 5)), MOST),
        ("tanggal 1-5 setiap bulan", Rhythm(months=1, within=MonthDays((1,), 5)), MOST),
        ("Jumat terakhir", Rhythm(months=1, within=MonthDays(weekday=4)), MOST),
        ("Senin ke-1 dan ke-3", Rhythm(months=1, within=MonthDays(weekday=0, nths=(1, 3))), MOST),
        ("minggu terakhir setiap bulan", Rhythm(months=1, within=MonthDays()), MOST),
        ("tanggal 31", Rhythm(months=1, within=MonthDays((31,))), MOST),
        ("setiap tanggal 15 dan 30", Rhythm(months=1, within=MonthDays((15, 30))), MOST),
        ("tanggal 32", None, 0),
        ("mingguan 0 kali", None, 0),
        ("tanggal 5 November", None, 0),
        (
            "setiap tanggal 1, 2, 3, 4, 5, 6, 7 dan 8",
            Rhythm(months=1, within=MonthDays((1, 2, 3, 4, 5, 6, 7, 8))),
            MOST,
        ),
        ("setiap tanggal 1, 2, 3, 4, 5, 6, 7, 8 dan 9", None, 0),
        ("kapan-kapan", None, 0),
        ("6 November 2023", None, 0),
        ("", None, 0),
    ],
)
def test_how_often_is_read_as_it_is_typed(typed: str, rhythm: Rhythm | None, times: int) -> None:
    assert read_rhythm(typed, 2023) == (None if rhythm is None else replace(rhythm, times=times))


@pytest.mark.parametrize(
    ("rhythm", "first", "until", "days"),
    [
        # The second Tuesday, in December a day that is free.
        (Rhythm(months=1), date(2023, 10, 10), YEAR_END, ["11-14", "12-12"]),
        (Rhythm(months=1), date(2023, 10, 6), YEAR_END, ["11-03", "12-01"]),
        (Rhythm(months=1, week=2), date(2023, 10, 10), YEAR_END, ["11-14", "12-12"]),
        # A week or a part that is not the first's own has the same weekday too, and where it has none, its last day.
        (Rhythm(months=1, week=2), date(2023, 10, 6), YEAR_END, ["11-10", "12-08"]),
        (Rhythm(months=1, week=1), date(2023, 10, 31), YEAR_END, ["11-07", "12-05"]),
        (Rhythm(months=1, week=5), date(2023, 10, 2), YEAR_END, ["11-30", "12-29"]),
        (Rhythm(months=1, part=MonthPart.END), date(2023, 10, 6), YEAR_END, ["11-24", "12-22"]),
        (Rhythm(months=1, part=MonthPart.BEGINNING), date(2023, 10, 26), YEAR_END, ["11-02", "12-07"]),
        # The first and the second Wednesday, each at the end of its week of the month.
        (Rhythm(months=1), date(2023, 11, 1), YEAR_END, ["12-06"]),
        (Rhythm(months=1), date(2023, 11, 8), YEAR_END, ["12-13"]),
        (Rhythm(weeks=1), date(2023, 12, 5), YEAR_END, ["12-12", "12-19", "12-27"]),
        (Rhythm(weeks=2), date(2023, 11, 1), date(2023, 11, 30), ["11-15", "11-29"]),
        (Rhythm(months=3), date(2023, 3, 31), YEAR_END, ["06-30", "09-29", "12-29"]),
        (Rhythm(months=12), date(2023, 2, 1), YEAR_END, []),
        # The 5th of November is a Sunday, the one of December a Tuesday.
        (Rhythm(months=1, within=MonthDays((5,))), date(2023, 10, 5), YEAR_END, ["12-05"]),
        (
            Rhythm(months=1, within=MonthDays((5, 20))),
            date(2023, 10, 5),
            YEAR_END,
            ["10-20", "11-20", "12-05", "12-20"],
        ),
        # Days of one turn are one meeting.
        (Rhythm(months=1, within=MonthDays((29,), 31)), date(2023, 10, 30), YEAR_END, ["11-30", "12-29"]),
        (Rhythm(months=1, within=MonthDays((29,), 31)), date(2023, 1, 31), date(2023, 3, 31), ["03-31"]),
        (
            Rhythm(months=1, within=MonthDays(weekday=0, nths=(1, 3))),
            date(2023, 11, 6),
            YEAR_END,
            ["11-20", "12-04", "12-18"],
        ),
        # A Saturday keeps to Saturdays.
        (Rhythm(weeks=1), date(2023, 12, 2), date(2023, 12, 10), ["12-09"]),
    ],
)
def test_each_turn_has_the_same_weekday_or_the_nearest_that_is_free(
    rhythm: Rhythm, first: date, until: date, days: list[str]
) -> None:
    turns = turns_of(rhythm, first, until, _kept(date(2023, 12, 25), date(2023, 12, 26)))
    assert [f"{turn.day:%m-%d}" for turn in turns if turn.day] == days


def _kept(*days: date) -> dict[date, OfficeDay]:
    return {day: OfficeDay(day, DayKind.HOLIDAY, "Natal") for day in days}


@pytest.mark.parametrize(
    ("rhythm", "first", "until", "others"),
    [
        # The plain ones say nothing.
        (Rhythm(weeks=1), date(2023, 11, 1), date(2023, 11, 30), []),
        (
            Rhythm(months=1, within=MonthDays((5,))),
            date(2023, 10, 5),
            YEAR_END,
            [SeriesTurn(date(2023, 11, 5), None, Why.WEEKEND)],
        ),
        (
            Rhythm(months=1, within=MonthDays((25,))),
            date(2023, 10, 25),
            YEAR_END,
            [
                SeriesTurn(date(2023, 11, 25), None, Why.WEEKEND),
                SeriesTurn(date(2023, 12, 25), None, Why.FREE, "Natal"),
            ],
        ),
        (
            Rhythm(weeks=1),
            date(2023, 12, 19),
            YEAR_END,
            [SeriesTurn(date(2023, 12, 26), date(2023, 12, 27), Why.FREE, "Natal")],
        ),
        (
            Rhythm(months=1, within=MonthDays((30,))),
            date(2024, 1, 30),
            date(2024, 4, 30),
            [
                SeriesTurn(date(2024, 2, 1), None, Why.NO_DAY, number=30),
                SeriesTurn(date(2024, 3, 30), None, Why.WEEKEND),
            ],
        ),
        (
            Rhythm(months=1, within=MonthDays((29,), 31)),
            date(2023, 1, 31),
            date(2023, 3, 31),
            [SeriesTurn(date(2023, 2, 1), None, Why.NO_DAY, number=29)],
        ),
        (
            Rhythm(months=1, week=5),
            date(2023, 1, 31),
            date(2023, 3, 31),
            [SeriesTurn(date(2023, 2, 1), None, Why.NO_WEEK, number=5)],
        ),
        # The plan ends before its weekday.
        (
            Rhythm(weeks=1),
            date(2023, 12, 8),
            date(2023, 12, 14),
            [SeriesTurn(date(2023, 12, 15), date(2023, 12, 14), Why.LATE)],
        ),
    ],
)
def test_a_turn_that_is_not_on_its_day_says_why(
    rhythm: Rhythm, first: date, until: date, others: list[SeriesTurn]
) -> None:
    turns = turns_of(rhythm, first, until, _kept(date(2023, 12, 25), date(2023, 12, 26)))
    assert [turn for turn in turns if turn.why is not None] == others


def test_only_so_many_turns_are_taken_as_are_wanted_and_those_between_that_have_no_day() -> None:
    turns = [SeriesTurn(date(2023, 11, day), date(2023, 11, day) if day % 2 else None) for day in range(1, 9)]
    assert [turn.wanted.day for turn in coming(turns, date(2023, 11, 2), 2)] == [3, 4, 5]
    assert coming(turns, date(2023, 11, 2), 0) == []


@pytest.mark.parametrize(
    "code",
    [
        # Nothing, both, none of them, more than can be said.
        *("", "0w0m", "1w1m", "3w0m", "0w4m", "0w99m", "01w0m", "1w0m ", "\u0661w0m", "1w0mx0", "1w0mx60", "1w0mx61"),
        # Weeks and days of a month by weeks; weeks of two months.
        *("1w0mk2", "1w0md5", "2w0mp1", "1w0ml", "0w2mk1", "0w3md5", "0w12ml"),
        # Days in no order, twice, beyond a month, a span that is none.
        *("0w1md20.5", "0w1md5.5", "0w1md32", "0w1md5.6-9", "0w1md9-5", "0w1md9-9", "0w1md1-32", "0w1md5-20x0"),
        # A weekday twice, and the fourth beside the last, which may be the same.
        *("0w1mn0.1.1", "0w1mn0.4.0", "0w1mn7.1", "0w1mk6", "0w1mp3"),
    ],
)
def test_a_code_that_nobody_made_is_none(code: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (whose message is the code)
        rhythm_of_code(code)


_times = st.sampled_from([1, 3, MOST])
_rhythms = (
    st.builds(Rhythm, weeks=st.integers(1, 2), times=_times)
    | st.builds(
        Rhythm, months=st.sampled_from([1, 2, 3, 6, 12]), part=st.sampled_from([None, *MonthPart]), times=_times
    )
    | st.builds(Rhythm, months=st.just(1), week=st.integers(1, 5), times=_times)
) | st.builds(
    Rhythm,
    months=st.just(1),
    times=st.sampled_from([1, MOST]),
    within=st.sampled_from(
        [
            MonthDays((5,)),
            MonthDays((1, 15, 31)),
            MonthDays((29,), 31),
            MonthDays(),
            MonthDays(weekday=0),
            MonthDays(weekday=6, nths=(1, 3)),
        ]
    ),
)
_days = st.dates(date(2023, 1, 1), date(2024, 12, 31))


@settings(max_examples=60)
@given(rhythm=_rhythms, first=_days, length=st.integers(0, 500), closed=st.sets(_days, max_size=30))
def test_days_come_after_the_first_in_order_and_none_is_kept_free(
    rhythm: Rhythm, first: date, length: int, closed: set[date]
) -> None:
    until = first + timedelta(days=length)
    turns = turns_of(rhythm, first, until, _kept(*closed))
    days = [turn.day for turn in turns if turn.day is not None]
    assert days == sorted(set(days))
    assert all((turn.why is None) is (turn.day == turn.wanted) for turn in turns)
    assert all(first < day <= until and day not in closed for day in days)
    assert all(day.weekday() < 5 for day in days) or first.weekday() >= 5
    assert rhythm_of_code(rhythm.code) == rhythm


def _turn_of(rhythm: Rhythm, day: date) -> tuple[int, ...]:
    """What the days of one turn have in common."""
    if rhythm.weeks:
        return ((day - timedelta(days=day.weekday())).toordinal(),)
    part = min((day.day - 1) // 10, 2) if rhythm.part is not None else (day.day - 1) // 7 if rhythm.week else 0
    return (day.year, day.month, part)


@settings(max_examples=100)
@given(
    rhythm=_rhythms.filter(lambda one: one.within is None),
    first=_days,
    length=st.integers(0, 500),
    closed=st.sets(_days, max_size=200),
)
def test_a_turn_is_on_the_day_of_it_that_is_free_and_nearest(
    rhythm: Rhythm, first: date, length: int, closed: set[date]
) -> None:
    until = first + timedelta(days=length)
    free = [
        day
        for day in (first + timedelta(days=number) for number in range(1, length + 1))
        if day not in closed and (day.weekday() < 5 or first.weekday() >= 5)
    ]
    for turn in turns_of(rhythm, first, until, _kept(*closed)):
        if turn.why is Why.NO_WEEK:
            continue
        days = [day for day in free if _turn_of(rhythm, day) == _turn_of(rhythm, turn.wanted)]
        assert turn.day == min(days, key=lambda day: (abs(day - turn.wanted), day), default=None)


@settings(max_examples=100)
@given(weeks=st.integers(1, 2), first=_days, length=st.integers(0, 800))
def test_by_weeks_it_is_on_its_weekday_up_to_the_last_day(weeks: int, first: date, length: int) -> None:
    turns = turns_of(Rhythm(weeks=weeks), first, first + timedelta(days=length), {})
    on_their_days = [turn.day for turn in turns if turn.why is None]
    assert on_their_days == [first + timedelta(days=number) for number in range(7 * weeks, length + 1, 7 * weeks)]


@settings(max_examples=100)
@given(months=st.sampled_from([1, 2, 3, 6, 12]), first=_days, last=_days, opens=st.booleans())
def test_by_months_it_is_on_that_weekday_of_the_month_up_to_the_last_day(
    months: int, first: date, last: date, opens: bool
) -> None:
    # The first day of a month is one on which the last turn may just begin.
    until = last.replace(day=1) if opens else last
    turns = turns_of(Rhythm(months=months), first, until, {})
    nth = (first.day - 1) // 7
    alike = [
        day
        for day in (first + timedelta(days=number) for number in range(1, (until - first).days + 1))
        if day.weekday() == first.weekday()
        and (day.day - 1) // 7 == nth
        and (day.year * 12 + day.month - first.year * 12 - first.month) % months == 0
        and (day.year, day.month) != (first.year, first.month)
    ]
    # A month without a fifth of them has its last day, or the one nearest to it.
    assert [
        turn.day for turn in turns if turn.why is None and (nth < 4 or turn.wanted.weekday() == first.weekday())
    ] == alike


@dataclass(frozen=True)
class _Held:
    starts_at: datetime


_NOW = datetime(2023, 10, 2, 1, tzinfo=UTC)
_moments = st.integers(-400, 400).map(lambda hours: _NOW + timedelta(hours=hours))


@settings(max_examples=60)
@given(series=st.lists(_moments, max_size=8), after=_moments)
def test_no_edit_of_a_series_touches_what_is_past_or_came_before(series: list[datetime], after: datetime) -> None:
    taken = from_here_on([_Held(one) for one in series], after, _NOW)
    assert [one.starts_at for one in taken] == [one for one in series if one > after and one > _NOW]


def test_one_that_follows_moves_by_as_many_days_to_the_new_hours_and_keeps_a_place_of_its_own() -> None:
    before = Terms(datetime(2023, 10, 10, 2, tzinfo=UTC), datetime(2023, 10, 10, 5, tzinfo=UTC), False, "Aula")
    after = Terms(datetime(2023, 10, 11, 6, tzinfo=UTC), datetime(2023, 10, 11, 8, tzinfo=UTC), False, "Aula")
    later = Terms(datetime(2023, 11, 14, 2, tzinfo=UTC), datetime(2023, 11, 14, 5, tzinfo=UTC), False, "Hotel Puri")
    assert moved_along(later, before, after, WIB) == Terms(
        datetime(2023, 11, 15, 6, tzinfo=UTC),
        datetime(2023, 11, 15, 8, tzinfo=UTC),
        False,
        "Hotel Puri",
    )


def test_one_that_follows_keeps_hours_of_its_own_where_those_of_the_one_stay() -> None:
    before = Terms(datetime(2023, 10, 10, 2, tzinfo=UTC), datetime(2023, 10, 10, 5, tzinfo=UTC), False, "Aula")
    own = Terms(datetime(2023, 11, 14, 6, tzinfo=UTC), datetime(2023, 11, 14, 7, tzinfo=UTC), True, "Aula")
    day_before = Terms(before.starts_at - timedelta(days=1), before.ends_at - timedelta(days=1), False, "Hotel Puri")
    assert moved_along(own, before, day_before, WIB) == Terms(
        datetime(2023, 11, 13, 6, tzinfo=UTC), datetime(2023, 11, 13, 7, tzinfo=UTC), True, "Hotel Puri"
    )
    # Where they only last longer, those of the others do too.
    longer = replace(before, ends_at=before.ends_at + timedelta(hours=1))
    assert moved_along(own, before, longer, WIB) == Terms(
        datetime(2023, 11, 14, 2, tzinfo=UTC), datetime(2023, 11, 14, 6, tzinfo=UTC), False, "Aula"
    )
