from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.door.checkin import distance_m
from bot.domain.duty.grid_picture import Tone
from bot.domain.duty.overview import DistrictLine, Hint, IncidentLine, Overview, Sent, hints, photo_keys
from bot.domain.duty.shift_facts import ShiftFacts
from bot.domain.duty.shifts import shift_ends
from bot.domain.people.facts import PersonFacts
from bot.domain.vocabulary import Position, Role, Situation

WIB = ZoneInfo("Asia/Jakarta")
DAY = date(2023, 11, 7)
OFFICER = PersonFacts(
    1, 1, "Bawaslu", WIB, "Siti", Position.DISTRICT_MEMBER, None, Role.MEMBER, 1, "Wonodadi", None, None
)
# 15.00, after the morning's shift and before the evening's ends.
NOW = datetime(2023, 11, 7, 8, tzinfo=UTC)


def _shift(name: str, reported: str | None = None) -> ShiftFacts:
    at = None if reported is None else datetime.fromisoformat(reported).replace(tzinfo=WIB)
    situation = None if at is None else Situation.SAFE
    return ShiftFacts(1, DAY, name, 1, "Wonodadi", OFFICER, 1, None if at is None else "PKT/1", situation, at)


@pytest.mark.parametrize(
    ("shifts", "tone", "percent"),
    [
        ([], Tone.NONE, None),
        ([_shift("pagi", "2023-11-07T13:00")], Tone.DONE, 100),
        ([_shift("pagi", "2023-11-07T14:30")], Tone.LATE, 100),
        ([_shift("pagi")], Tone.MISSING, 0),
        ([_shift("sore")], Tone.OPEN, None),
        ([_shift("pagi", "2023-11-07T13:00"), _shift("sore")], Tone.OPEN, 100),
        ([_shift("pagi"), _shift("sore")], Tone.PARTLY, 0),
        ([_shift("pagi"), _shift("sore", "2023-11-07T14:50")], Tone.PARTLY, 50),
    ],
)
def test_a_day_looks_as_complete_as_it_is(shifts: list[ShiftFacts], tone: Tone, percent: int | None) -> None:
    line = DistrictLine(1, "Wonodadi", {DAY: shifts} if shifts else {}, NOW)
    assert (line.tone(DAY), line.percent) == (tone, percent)
    assert line.missing == [one for one in line.over if one not in shifts or one.reported_at is None]
    assert len(line.missing) == len(line.over) - line.reported


def _sent(day: int, text: str, *photos: str, place: tuple[float, float] | None = None, who: str = "Siti") -> Sent:
    return Sent("Wonodadi", who, date(2023, 11, day), text, photos, place)


def test_a_photo_is_known_again_by_its_bytes_and_before_they_are_fetched_by_telegrams_id() -> None:
    sent = [("a", None), ("a", "1f"), ("b", "1f"), ("c", ""), ("c", None), ("d", "2e"), ("d", None)]
    assert photo_keys(sent) == {"a": "1f", "b": "1f", "c": "c", "d": "2e"}


def test_hints_are_the_same_words_on_three_days_a_photo_twice_and_a_place_far_away() -> None:
    near, far = (-8.05, 112.10), (-8.20, 112.30)
    reports = [
        _sent(1, "Situasi aman terkendali", "a", place=near),
        _sent(2, "situasi  AMAN terkendali", "b", place=near),
        _sent(2, "Situasi aman terkendali", place=near),
        _sent(3, "Situasi aman terkendali", "a", place=far),
        # Two days are no pattern, and "nihil" is what most days are.
        _sent(4, "Ramai", who="Budi"),
        _sent(5, "Ramai", who="Budi"),
        *(_sent(day, "Nihil.", who="Agus") for day in range(1, 9)),
    ]
    assert hints(reports, {"nihil.", ""}, lambda one, other: distance_m(*one, *other)) == [
        Hint("far", "Wonodadi", "Siti", 1),
        Hint("same_photo", "Wonodadi", "Siti", 2),
        Hint("same_text", "Wonodadi", "Siti", 3),
    ]
    # Whoever sent a photo that was another's is named with where they did.
    beside = _sent(4, "Lain", "a", who="Budi")._replace(district="Udanawu")
    again = hints([reports[0], beside], (), lambda one, other: distance_m(*one, *other))
    assert again == [Hint("others_photo", "Udanawu", "Budi", 1)]
    assert hints([*reports[:2], reports[3]], (), lambda one, other: distance_m(*one, *other)) == [
        Hint("far", "Wonodadi", "Siti", 1),
        Hint("same_photo", "Wonodadi", "Siti", 2),
        Hint("same_text", "Wonodadi", "Siti", 3),
    ]
    # Where most are is where it is, whoever is elsewhere.
    most = [_sent(day, f"Laporan {day}", place=near) for day in (1, 2, 3)]
    elsewhere = [_sent(day, f"Hujan {day}", place=far, who="Budi") for day in (1, 2)]
    assert hints([*elsewhere, *most], (), lambda one, other: distance_m(*one, *other)) == [
        Hint("far", "Wonodadi", "Budi", 2)
    ]
    # Of one or two places nobody knows where the secretariat is.
    assert hints(reports[:1] + reports[3:4], (), lambda one, other: distance_m(*one, *other)) == [
        Hint("same_photo", "Wonodadi", "Siti", 2)
    ]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["Siti", "Budi", "Agus"])), max_size=12))
def test_photos_are_counted_for_whoever_sent_them(sent: list[tuple[str, str]]) -> None:
    reports = [_sent(1, f"Laporan {nth}", photo, who=who) for nth, (photo, who) in enumerate(sent)]
    found = hints(reports, (), lambda one, other: distance_m(*one, *other))
    twice = sorted((who, sent.count((photo, who))) for photo, who in set(sent) if sent.count((photo, who)) > 1)
    assert sorted((one.officer, one.times) for one in found if one.kind == "same_photo") == twice
    first = {photo: who for photo, who in reversed(sent)}
    copied = Counter(who for photo, who in set(sent) if first[photo] != who)
    assert {one.officer: one.times for one in found if one.kind == "others_photo"} == copied


def test_a_shift_is_over_at_its_end() -> None:
    morning, evening = _shift("pagi"), _shift("sore")
    ends = shift_ends(DAY, "pagi", WIB)
    for now, over in ((ends - timedelta(seconds=1), []), (ends, [morning])):
        assert DistrictLine(1, "Wonodadi", {DAY: (morning, evening)}, now).over == over


def test_how_many_reports_came_too_late_and_which_are_missing() -> None:
    shifts = {
        DAY: [_shift("pagi", "2023-11-07T14:30"), _shift("sore", "2023-11-07T14:50")],
        DAY - timedelta(days=1): [replace(_shift("pagi"), day=DAY - timedelta(days=1))],
    }
    line = DistrictLine(1, "Wonodadi", shifts, NOW)
    assert (line.reported, line.late, line.percent) == (2, 1, 66)
    other = DistrictLine(2, "Garum", {DAY: [replace(_shift("pagi"), district="Garum"), _shift("pagi")]}, NOW)
    whole = Overview("Bawaslu", DAY, DAY, monthly=False, zone=WIB, asked_at=NOW, districts=(other, line))
    # The longest ago first, and of a day by the names of the kecamatan.
    assert [(one.day, one.district) for one in whole.missing] == [
        (DAY - timedelta(days=1), "Wonodadi"),
        (DAY, "Garum"),
        (DAY, "Wonodadi"),
    ]


def test_incidents_are_counted_by_what_they_are() -> None:
    first = IncidentLine("KJD/1", "Garum", DAY, Situation.INCIDENT, None, "")
    lines = (first, first._replace(number="KJD/2"), first._replace(situation=Situation.URGENT, finding=False))
    whole = Overview("Bawaslu", DAY, DAY, monthly=True, zone=WIB, asked_at=NOW, districts=(), incidents=lines)
    assert whole.by_state == {(Situation.INCIDENT, None, True): 2, (Situation.URGENT, None, False): 1}
    assert [one for one in Situation if one.is_incident] == [Situation.INCIDENT, Situation.URGENT]


@pytest.mark.parametrize(("metres", "found"), [(5000.0, []), (5000.5, [Hint("far", "Wonodadi", "Budi", 1)])])
def test_far_is_beyond_five_kilometres(metres: float, found: list[Hint]) -> None:
    reports = [_sent(day, f"Laporan {day}", place=(0.0, 0.0)) for day in (1, 2, 3)]
    away = _sent(4, "Hujan", place=(metres, 0.0), who="Budi")
    assert hints([*reports, away], (), lambda one, other: abs(one[0] - other[0])) == found
