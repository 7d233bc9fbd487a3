"""A session of several days: the day that is or comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.door.checkin import Punctuality
from bot.domain.meetings.days import MeetingDay
from bot.domain.vocabulary import SessionStatus
from tests.documents import samples

HELD = samples.session()

THREE_DAYS = samples.session(ends_at=HELD.ends_at + timedelta(days=2))
FIRST, SECOND, THIRD = THREE_DAYS.days


@pytest.mark.parametrize(
    ("minutes", "coming"), [(-1, FIRST), (179, FIRST), (180, SECOND), (24 * 60, SECOND), (9999, THIRD)]
)
def test_the_day_that_is_or_comes_next(minutes: int, coming: MeetingDay) -> None:
    assert THREE_DAYS.coming_day(THREE_DAYS.starts_at + timedelta(minutes=minutes)) == coming


def test_no_days_check_in_is_open_of_what_is_called_off() -> None:
    assert THREE_DAYS.open_day(SECOND.starts_at) == SECOND
    assert replace(THREE_DAYS, status=SessionStatus.CANCELLED).open_day(SECOND.starts_at) is None


def test_a_session_lasts_from_its_first_day_to_its_last() -> None:
    assert (HELD.is_of_days, THREE_DAYS.is_of_days) == (False, True)
    assert (HELD.day, HELD.last_day, HELD.last_begin) == (FIRST.day, FIRST.day, HELD.starts_at)
    assert (THREE_DAYS.day, THREE_DAYS.last_day, THREE_DAYS.last_begin) == (FIRST.day, THIRD.day, THIRD.starts_at)


@pytest.mark.parametrize(
    ("minutes", "ahead", "serve"),
    [
        (-1, FIRST, FIRST),
        (0, SECOND, FIRST),
        (179, SECOND, FIRST),
        (180, SECOND, SECOND),
        (2 * 24 * 60 - 1, THIRD, THIRD),
        (2 * 24 * 60, None, THIRD),
        (9999, None, THIRD),
    ],
)
def test_who_is_invited_serves_while_a_day_lasts_and_then_on_the_next_to_begin(
    minutes: int, ahead: MeetingDay | None, serve: MeetingDay
) -> None:
    now = THREE_DAYS.starts_at + timedelta(minutes=minutes)
    assert (THREE_DAYS.day_ahead(now), THREE_DAYS.day_to_serve(now)) == (ahead, serve.day)


def test_past_midnight_the_day_before_is_nobodys_to_serve_on() -> None:
    nights = samples.session(
        starts_at=datetime(2023, 10, 6, 13, tzinfo=UTC), ends_at=datetime(2023, 10, 7, 18, tzinfo=UTC)
    )
    assert [one.day.day for one in nights.days] == [6, 7]
    midnight = datetime(2023, 10, 6, 17, tzinfo=UTC)
    assert nights.day_to_serve(midnight - timedelta(minutes=1)).day == 6
    assert nights.day_to_serve(midnight).day == 7


def test_whoever_comes_is_early_or_late_for_that_day() -> None:
    for day in (FIRST, SECOND, THIRD):
        came = [THREE_DAYS.punctuality(day.starts_at + timedelta(minutes=minutes)) for minutes in (-45, 0, 90)]
        assert came == [Punctuality.EARLY, Punctuality.ON_TIME, Punctuality.LATE]


def test_who_knows_an_earlier_revision_knows_its_terms() -> None:
    before = replace(HELD.terms, starts_at=HELD.starts_at - timedelta(days=1), place="Pendopo", note="Bawa KTP")
    moved = replace(HELD, revision=2, history={1: before})
    assert (moved.terms_at(1), moved.terms_at(2)) == (before, HELD.terms)
    assert (moved.as_of(1).terms, moved.as_of(1).code) == (before, HELD.code)
    assert moved.as_of(2) == moved


@pytest.mark.parametrize(("place", "online"), [("Zoom", True), ("Aula dan Zoom", False), ("Aula", False)])
def test_online_is_what_is_nowhere_else(place: str, *, online: bool) -> None:
    assert replace(HELD, place=place).online is online


@pytest.mark.parametrize(
    ("spot", "place", "loses"),
    [
        ((-8.1, 112.2), "Hotel Puri", True),
        (None, "Hotel Puri", False),
        ((-8.1, 112.2), HELD.place, False),
        ((-8.1, 112.2), "daring", False),
    ],
)
def test_elsewhere_it_is_nowhere_on_the_map(spot: tuple[float, float] | None, place: str, loses: bool) -> None:
    assert replace(HELD, spot=spot).terms.loses_spot(place) is loses
