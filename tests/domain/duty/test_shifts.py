"""Shifts of piket by name: their hours, and when officers are asked."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.duty.shift_facts import ShiftFacts
from bot.domain.duty.shifts import (
    DEFAULT_HOURS,
    LATE_FOR,
    are_at_once,
    beside,
    changed_due,
    incident_due,
    is_of_another_zone,
    is_outside_rota,
    is_unclear_shift,
    missing_due,
    one_name,
    opening_due,
    outside_rota,
    overlap,
    place_of,
    shift_ends,
    shift_hours,
    shift_of_incident,
    span_name,
    staffed,
    watch_of,
    week_due,
)
from bot.domain.night import is_night
from bot.domain.people.facts import PersonFacts
from bot.domain.timing import Due, local_instant
from bot.domain.vocabulary import Position, Role

WIB = ZoneInfo("Asia/Jakarta")
DAY = date(2023, 11, 7)
CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("name", "begins", "ends"),
    [
        ("harian", "08:00", "16:00"),
        ("pagi", "08:00", "14:00"),
        ("Sore", "14:00", "20:00"),
        ("shift malam", "20:00", "08:00"),
        ("24 jam", "08:00", "08:00"),
        ("13.00-21.00", "13:00", "21:00"),
        ("sore 13.00 s/d 19.30", "13:00", "19:30"),
        ("malam (22-6)", "22:00", "06:00"),
        ("piket 1", "08:00", "16:00"),
        ("99-100", "08:00", "16:00"),
        ("25.00-26.00", "08:00", "16:00"),
        # Numbers of shifts and teams are no hours.
        ("regu 3-4", "08:00", "16:00"),
        ("malam shift 2/3", "20:00", "08:00"),
        ("Tim 1–2", "08:00", "16:00"),
        ("shift 2-3 (13.00-21.00)", "13:00", "21:00"),
        ("shift 7-3", "07:00", "15:00"),
        ("shift 1.30-3", "13:30", "15:00"),
    ],
)
def test_a_shift_has_the_hours_of_its_name(name: str, begins: str, ends: str) -> None:
    assert shift_hours(name) == (time.fromisoformat(begins), time.fromisoformat(ends))


SPANS = st.sampled_from(
    ["{0:%H.%M}-{1:%H.%M}", "{0:%H.%M}–{1:%H.%M}", "pukul {0:%H:%M} s/d {1:%H:%M} wib", "jam {0:%H.%M} - {1:%H.%M}"]
)


@given(CLOCKS, CLOCKS, SPANS, SPANS, st.integers(1, 4))
def test_the_same_hours_have_one_name_however_they_are_written(
    begins: time, ends: time, one: str, other: str, place: int
) -> None:
    written = [beside(span.format(begins, ends), place) for span in (one, other)]
    hours = {shift_hours(name) for name in written}
    names = {one_name(name) for name in written}
    assert len(names) == len(hours)
    assert {(shift_hours(name), place_of(name), one_name(name)) for name in names} <= {
        (span, place, name) for span in hours for name in names
    }


@pytest.mark.parametrize("between", ["-", "–", "s/d", "sd", "s.d.", "sampai", "hingga"])
@pytest.mark.parametrize(
    ("lead", "zone"), [("", ""), ("jam ", " WIB"), ("pukul ", " wita"), ("pkl. ", " WIT"), ("pk ", "")]
)
def test_hours_alone_are_the_shift_that_has_them(lead: str, between: str, zone: str) -> None:
    assert one_name(f"{lead}08.00 {between} 16.00{zone}") == "harian"


@given(CLOCKS, st.integers(1, 12 * 60))
def test_the_hours_of_half_a_day_are_read_from_their_name(begins: time, minutes: int) -> None:
    ends = (datetime.combine(DAY, begins) + timedelta(minutes=minutes)).time()
    assert shift_hours(span_name(begins, ends)) == (begins, ends)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("harian", "harian"),
        ("8-16", "harian"),
        ("jam 8 s/d 16", "harian"),
        ("20.00-08.00", "malam"),
        ("08.00-08.00", "24 jam"),
        ("petugas 2", "harian petugas 2"),
        ("8-14 petugas 2", "pagi petugas 2"),
        # Which shift it is stays said.
        ("sore 13.00-21.00", "sore 13.00-21.00"),
        ("gudang", "gudang"),
        ("shift 2-3", "shift 2-3"),
    ],
)
def test_what_is_named_otherwise_keeps_its_name(written: str, name: str) -> None:
    assert one_name(written) == name


@pytest.mark.parametrize(
    ("one", "other", "at_once"),
    [
        ("harian", "pagi", True),
        ("harian", "gudang", True),
        ("pagi", "08.00-11.00", True),
        ("harian", "09.00-10.00", True),
        # The end of one is handed over to the next.
        ("pagi", "siang", False),
        ("harian", "sore", False),
        ("siang", "sore", False),
        ("siang", "sore kantor", False),
        ("pagi", "pagi gudang", True),
        ("siang", "sore 13.00-18.00", True),
        ("08.00-12.00", "10.00-14.00", True),
        ("08.00-12.00", "10.01-14.00", False),
        ("malam", "harian", False),
    ],
)
def test_shifts_are_at_once_where_half_of_one_is_the_others(one: str, other: str, *, at_once: bool) -> None:
    assert are_at_once(one, other) is are_at_once(other, one) is at_once


@pytest.mark.parametrize(
    ("name", "unclear"),
    [
        ("harian", False),
        ("08.00-16.00", False),
        ("08.00-16.00 dan 17.00", True),
        ("08.00-12.00, 13.00-16.00", True),
        ("mulai 08.00", True),
        ("pagi", False),
        ("pagi siang", True),
        ("siang sore", True),
        ("sore malam", True),
    ],
)
def test_hours_of_which_but_a_part_is_read_are_unclear(name: str, unclear: bool) -> None:
    assert is_unclear_shift(name) is unclear


@pytest.mark.parametrize("zone", ["WIB", "WITA", "WIT"])
@pytest.mark.parametrize("said", ["WIB", "WITA", "WIT"])
def test_hours_of_another_zone_are_seen(said: str, zone: str) -> None:
    assert is_of_another_zone(f"08.00-16.00 {said.lower()}", zone) is (said != zone)
    assert not is_of_another_zone("08.00-16.00 kawib", zone)


@pytest.mark.parametrize("watch", ["harian", "pagi", "pagi petugas", "petugas 2 sore"])
def test_each_officer_of_a_watch_has_a_shift_of_its_own_and_place(watch: str) -> None:
    shifts = staffed([watch], 20)
    assert shifts[0] == watch
    assert [place_of(one) for one in shifts] == list(range(1, 21))
    assert {watch_of(one) for one in shifts} == {watch}
    assert [beside(watch, number) for number in range(1, 21)] == list(shifts)


@pytest.mark.parametrize(("written", "place"), [("i", 1), ("ii", 2), ("iii", 3), ("iv", 4), ("10", 10)])
def test_officers_are_also_counted_as_the_romans_did(written: str, place: int) -> None:
    name = f"malam petugas {written}"
    assert (place_of(name), watch_of(name)) == (place, "malam")


def test_each_shift_ends_at_its_own_end() -> None:
    assert shift_ends(DAY, "harian", WIB) == local_instant(DAY, time(16), WIB)
    assert shift_ends(DAY, "malam", WIB) == local_instant(DAY + timedelta(days=1), time(8), WIB)


@given(CLOCKS, CLOCKS, st.timedeltas(timedelta(hours=-12), timedelta(days=2)))
def test_officers_are_asked_after_the_end_by_day_and_never_too_late(begins: time, ends: time, since: timedelta) -> None:
    name = f"{begins:%H.%M}-{ends:%H.%M}"
    now: datetime = local_instant(DAY, time(0), WIB) + since
    end = shift_ends(DAY, name, WIB)
    assert timedelta(0) < end - local_instant(DAY, begins, WIB) <= timedelta(days=1)
    missing = missing_due(DAY, name, now, WIB)
    assert missing.at >= max(now, end)
    assert not is_night(missing.at, WIB)
    assert missing.until >= missing.at
    opening = opening_due(DAY, name, now, WIB)
    assert opening.at >= now
    assert opening.until == end
    # Whoever looks in time, from the noon before on, is told by day and before it begins, at the latest at seven.
    noon = local_instant(DAY - timedelta(days=1), time(12), WIB)
    told = opening_due(DAY, name, noon, WIB).at
    assert not is_night(told, WIB)
    assert noon < told < local_instant(DAY, begins, WIB) + timedelta(minutes=1)
    assert told <= local_instant(DAY, time(7), WIB)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("08.00-14.00", "14.00-20.00", False),
        ("08.00-14.01", "14.00-20.00", True),
        ("08.00-16.00", "09.00-12.00", True),
        ("08.00-16.00", "08.00-16.00", True),
        ("08.00-09.00", "15.00-16.00", False),
        ("20.00-08.00", "08.00-20.00", False),
    ],
)
def test_shifts_that_only_touch_have_no_hour_in_common(one: str, other: str, both: bool) -> None:
    assert overlap(one, other) is both
    assert overlap(other, one) is both


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    return local_instant(DAY + timedelta(days=days), time(hour, minute), WIB)


def test_an_incident_is_told_at_once_by_night_only_what_is_urgent_and_is_news_for_three_days() -> None:
    assert incident_due(at(9), WIB, urgent=False) == Due(at(9), at(9, days=3))
    assert incident_due(at(23), WIB, urgent=False) == Due(at(5, days=1), at(23, days=3))
    assert incident_due(at(23), WIB, urgent=True) == Due(at(23), at(23, days=3))


def test_who_is_on_duty_hears_it_at_seven_of_the_day_or_at_once_where_that_is_past() -> None:
    assert opening_due(DAY, "harian", at(6), WIB) == Due(at(7), at(16))
    assert opening_due(DAY, "harian", at(7, 1), WIB) == Due(at(7, 1), at(16))
    assert opening_due(DAY, "malam", at(22), WIB) == Due(at(5, days=1), at(8, days=1))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("08.00-14.00", at(7)),
        ("07.30-14.00", at(6, 30)),
        ("06.00-14.00", at(5)),
        ("05.59-14.00", at(18, days=-1)),
        ("05.00-12.00", at(18, days=-1)),
        ("00.00-08.00", at(18, days=-1)),
    ],
)
def test_who_is_on_duty_early_hears_it_before_at_the_latest_on_the_eve(name: str, told: datetime) -> None:
    assert opening_due(DAY, name, at(0, 30, days=-1), WIB).at == told


def test_another_shift_is_told_by_night_only_where_it_begins_early() -> None:
    assert changed_due(DAY, "harian", at(9, days=-2), WIB) == Due(at(9, days=-2), at(16))
    assert changed_due(DAY, "sore", at(23, days=-1), WIB) == Due(at(5), at(20))
    assert changed_due(DAY, "05.30-13.30", at(23, days=-1), WIB) == Due(at(23, days=-1), at(13, 30))


def test_the_rota_of_the_week_is_told_at_seven_and_is_of_use_until_the_evening() -> None:
    assert week_due(DAY, at(0, 30), WIB) == Due(at(7), at(21))
    assert week_due(DAY, at(9), WIB) == Due(at(9), at(21))


def test_a_missing_report_is_asked_for_as_long_as_it_is_taken() -> None:
    assert missing_due(DAY, "harian", at(12), WIB) == Due(at(16), at(16, days=7))
    assert missing_due(DAY, "sore", at(23), WIB) == Due(at(5, days=1), at(20, days=7))
    assert missing_due(DAY, "harian", at(9, days=8), WIB) == Due(at(9, days=8), at(9, days=8))


def test_a_report_is_taken_late_for_a_week() -> None:
    assert timedelta(days=7) == LATE_FOR


def test_what_is_reported_outside_the_rota_is_of_no_shift_and_of_no_hours() -> None:
    assert is_outside_rota(outside_rota(8))
    assert not any(is_outside_rota(name) for name in ("harian", "pagi petugas 2", ""))
    assert {shift_hours(outside_rota(person)) for person in (1, 8, 12, 812, 1200, 2400)} == {DEFAULT_HOURS}
    assert len(outside_rota(2**31)) <= 40


@pytest.mark.parametrize(
    "word",
    [
        "shift",
        "sif",
        "regu",
        "kelompok",
        "klp",
        "tim",
        "team",
        "grup",
        "group",
        "lantai",
        "lt",
        "pos",
        "ruang",
        "gelombang",
    ],
)
@pytest.mark.parametrize("numbers", ["3-4", "3/4", "3 & 4", ". 3-4", ": 3\u20134"])
def test_what_is_numbered_has_no_hours(word: str, numbers: str) -> None:
    assert shift_hours(f"{word.title()} {numbers}") == DEFAULT_HOURS
    assert shift_hours(f"{word}x {numbers}") != DEFAULT_HOURS or "-" not in numbers


def _shift(number: int, day: int, name: str, person: int) -> ShiftFacts:
    officer = PersonFacts(
        person, 1, "Bawaslu", WIB, "Siti", Position.DISTRICT_MEMBER, None, Role.MEMBER, 1, "Wonodadi", None, None
    )
    return ShiftFacts(number, date(2023, 11, day), name, 1, "Wonodadi", officer, 1)


@pytest.mark.parametrize(
    ("person", "clock", "shift"),
    [
        # The night before is on until its end, and first of all shifts of today.
        (1, "00:00", 1),
        (1, "07:59", 1),
        (2, "07:59", 1),
        (2, "08:00", 2),
        (3, "08:00", 2),
        (2, "13:59", 2),
        # Where two are on, the own.
        (4, "13:30", 4),
        (1, "14:00", 3),
        (3, "19:59", 3),
        # Where none is on, one of today: the own, else the first.
        (2, "22:00", 2),
        (4, "22:00", 4),
        (3, "22:00", 3),
        (1, "22:00", 2),
        # Of those outside the rota one's own alone, of today.
        (5, "10:00", 2),
    ],
)
def test_an_incident_is_of_the_shift_that_is_on_else_of_one_of_today(person: int, clock: str, shift: int) -> None:
    shifts = [
        _shift(1, 6, "malam", 1),
        _shift(2, 7, "pagi", 2),
        _shift(3, 7, "sore", 3),
        _shift(4, 7, "13.00-14.00", 4),
        _shift(5, 7, outside_rota(5), 5),
        _shift(6, 6, "pagi", person),
        _shift(7, 8, "pagi", person),
    ]
    now = local_instant(DAY, time.fromisoformat(clock), WIB)
    found = shift_of_incident(shifts, person, now, WIB)
    assert found is not None
    assert found.id == shift
    # In whatever order they come.
    assert shift_of_incident(sorted(shifts, key=lambda one: one.id != shift), person, now, WIB) == found


@pytest.mark.parametrize(("person", "day", "shift"), [(5, 7, 5), (6, 7, None), (5, 6, None), (5, 8, None)])
def test_where_nobody_is_on_duty_an_incident_is_of_what_the_same_has_reported_that_day(
    person: int, day: int, shift: int | None
) -> None:
    others = [_shift(1, 6, "sore", person), _shift(2, 8, "pagi", person)]
    found = shift_of_incident(
        [*others, _shift(5, day, outside_rota(5), 5)], person, local_instant(DAY, time(10), WIB), WIB
    )
    assert (found and found.id) == shift
