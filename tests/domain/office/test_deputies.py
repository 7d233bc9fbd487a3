"""Who is told in a head's place: always somebody, and never who cannot be; days as heads type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.night import is_night
from bot.domain.office.deputies import Deputy, days_of, for_whom, parts_of, span, told, told_ended, who_is_told
from bot.domain.timing import Due, local_instant
from bot.domain.words.dates.problem import DateProblem

MONDAY = date(2023, 11, 6)
ZONES = [ZoneInfo(name) for name in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]
PEOPLE = st.integers(1, 5)


@given(head=PEOPLE, away=st.dictionaries(PEOPLE, PEOPLE), reachable=st.sets(PEOPLE))
def test_of_whatever_is_meant_for_a_head_somebody_is_told(head: int, away: dict[int, int], reachable: set[int]) -> None:
    found = who_is_told(head, away, reachable)
    along, one = [head], away.get(head)
    while one is not None and one not in along:
        along.append(one)
        one = away.get(one)
    # Themselves, or somebody who deputises, directly or for who deputises, and can be told.
    assert found == head or (found in along and found in reachable)
    assert found != head or not reachable.intersection(along[1:])


@given(
    first=st.dates(date(2023, 1, 1), date(2024, 12, 31)),
    days=st.integers(0, 40),
    ahead=st.integers(0, 60 * 24 * 50),
    zone=st.sampled_from(ZONES),
)
def test_it_is_told_by_day_while_it_holds_and_after_it_is_over(
    first: date, days: int, ahead: int, zone: ZoneInfo
) -> None:
    begins_at, ends_at = span(first, first + timedelta(days=days), zone)
    one = Deputy(1, 1, 1, "", 2, "", begins_at, ends_at, zone)
    assert (one.first, one.last) == (first, first + timedelta(days=days))
    now = ends_at - timedelta(minutes=1 + ahead)
    moments = dict(told(begins_at, ends_at, now, zone))
    assert not any(is_night(due.at, zone) for due in moments.values())
    assert moments["over"].at >= ends_at
    assert all(now <= due.at < ends_at for what, due in moments.items() if what != "over")
    assert "named" in moments or is_night(now, zone)


@pytest.mark.parametrize(
    ("words", "name", "days"),
    [
        ("Endah", "Endah", None),
        ("Endah Wijaya", "Endah Wijaya", None),
        # The beginning of a weekday's name may be one of theirs.
        ("Endah Sab", "Endah Sab", None),
        ("Endah Ahad", "Endah", (12, 12)),
        ("Endah Wijaya sampai Jumat", "Endah Wijaya", (6, 10)),
        ("Endah Wijaya, sampai dengan 10 November", "Endah Wijaya", (6, 10)),
        ("Endah s/d 10 Nov 2023", "Endah", (6, 10)),
        ("Endah sd 10/11/2023", "Endah", (6, 10)),
        ("Endah hingga Rabu", "Endah", (6, 8)),
        ("Endah; 7-10 November 2023", "Endah", (7, 10)),
        ("Endah 7 s/d 10 November", "Endah", (7, 10)),
        ("Endah mulai 7 November sampai 10 November 2023", "Endah", (7, 10)),
        ("Endah dari besok sampai Jumat", "Endah", (7, 10)),
        ("Endah tanggal 7-10 November", "Endah", (7, 10)),
        ("Endah pada Kamis", "Endah", (9, 9)),
        ("Endah pada Senin sampai Rabu", "Endah", (6, 8)),
        ("Endah sampai pada Jumat", "Endah", (6, 10)),
        ("Endah besok", "Endah", (7, 7)),
        ("Endah hari ini", "Endah", (6, 6)),
        ("Endah sampai hari ini", "Endah", (6, 6)),
        ("Endah 7 November sampai 7 November", "Endah", (7, 7)),
        ("Endah pada Kamis, 9 November 2023", "Endah", (9, 9)),
    ],
)
def test_whom_and_when_are_read_as_they_are_typed(words: str, name: str, days: tuple[int, int] | None) -> None:
    whole = None if days is None else (date(2023, 11, days[0]), date(2023, 11, days[1]))
    assert parts_of(words, MONDAY) == (name, whole)


@pytest.mark.parametrize(
    "words", ["Endah 31 November 2023", "Endah 3 minggu", "Endah sampai 99", "Endah 10-7 November 2023", "7 November"]
)
def test_days_that_there_are_not_are_no_name(words: str) -> None:
    with pytest.raises(DateProblem):
        parts_of(words, MONDAY)


@pytest.mark.parametrize("words", ["", "sebentar", "sampai sembuh", "?"])
def test_what_says_no_days_says_none(words: str) -> None:
    assert days_of(words, MONDAY) is None


def test_an_early_end_is_over_at_once() -> None:
    now = datetime(2023, 11, 6, 3, tzinfo=UTC)
    one = Deputy(1, 1, 1, "", 2, "", now - timedelta(days=1), now, ZONES[0])
    assert (one.is_over(now), one.is_over(now - timedelta(seconds=1))) == (True, False)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Endah Wijaya untuk Heru Nugroho", ("Endah Wijaya", "Heru Nugroho")),
        ("Endah Wijaya Plh. Heru", ("Endah Wijaya", "Heru")),
        ("Endah UTK Heru untuk apa", ("Endah", "Heru untuk apa")),
        ("Untuk Wijaya", ("Untuk Wijaya", None)),
        ("Endah Wijaya", ("Endah Wijaya", None)),
    ],
)
def test_for_whom_somebody_deputises(words: str, expected: tuple[str, str | None]) -> None:
    assert for_whom(words) == expected


@pytest.mark.parametrize(("weekday", "day"), [("Rabu", 8), ("Kamis", 9), ("Senin", 13), ("Selasa", 14)])
def test_a_weekday_alone_is_todays_or_the_coming_one(weekday: str, day: int) -> None:
    wednesday = date(2023, 11, 8)
    assert days_of(weekday, wednesday) == (date(2023, 11, day), date(2023, 11, day))
    assert days_of(f"sampai {weekday}", wednesday) == (wednesday, date(2023, 11, day))


@pytest.mark.parametrize("words", ["7-8 November sampai Jumat", "7 November sampai Jumat", "Selasa sampai Jumat"])
def test_days_till_a_day_begin_with_the_first_of_them(words: str) -> None:
    assert days_of(words, MONDAY) == (date(2023, 11, 7), date(2023, 11, 10))


def test_a_deputy_reads_of_it_now_the_morning_before_and_the_morning_after() -> None:
    zone = ZoneInfo("Asia/Jakarta")

    def at(day: int, clock: str) -> datetime:
        return local_instant(date(2023, 11, day), time.fromisoformat(clock), zone)

    begins, ends = at(10, "00:00"), at(13, "00:00")
    assert told(begins, ends, at(6, "09:00"), zone) == [
        ("named", Due(at(6, "09:00"), ends)),
        ("soon", Due(at(9, "08:00"), ends)),
        ("over", Due(at(13, "08:00"), at(13, "08:00") + timedelta(days=2))),
    ]
    # Who hears of it on the day before that morning, or later, is not told twice.
    assert [what for what, _ in told(begins, ends, at(8, "08:00"), zone)] == ["named", "over"]


def test_a_deputy_whom_the_head_ended_reads_of_it_by_day_for_two_days() -> None:
    zone = ZoneInfo("Asia/Jakarta")
    morning = local_instant(date(2023, 11, 7), time(5), zone)
    assert told_ended(morning - timedelta(hours=2), zone) == ("ended", Due(morning, morning + timedelta(days=2)))
    noon = morning + timedelta(hours=7)
    assert told_ended(noon, zone) == ("ended", Due(noon, noon + timedelta(days=2)))


@pytest.mark.parametrize(("after", "last"), [(0, 7), (1, 8)])
def test_the_last_day_is_that_of_the_last_moment(after: int, last: int) -> None:
    ends = local_instant(date(2023, 11, 8), time(), ZONES[0]) + timedelta(microseconds=after)
    one = Deputy(1, 1, 1, "", 2, "", ends - timedelta(days=1), ends, ZONES[0])
    assert one.last == date(2023, 11, last)
