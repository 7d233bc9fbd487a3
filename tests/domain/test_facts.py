from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.door.checkin import Arrival, CheckInWay
from bot.domain.facts import ArrivalLine
from bot.domain.meetings.days import MeetingDay
from bot.domain.vocabulary import Position, Role, SessionStatus
from tests.documents import samples

HELD = samples.session()


def test_who_has_come_to_a_session_of_one_day_has_a_time() -> None:
    one = samples.invitations(samples.commissioners(), HELD)[0]
    day = HELD.terms.days(samples.WIB)[0]
    assert replace(one, came_at=HELD.starts_at).has_come(day)
    assert not replace(one, came_at=None).has_come(day)


@pytest.mark.parametrize(
    ("role", "position", "head", "admin", "manages", "leads"),
    [
        (Role.MEMBER, Position.DISTRICT_CHAIR, False, False, False, False),
        (Role.MEMBER, Position.SECRETARIAT_HEAD, False, False, False, True),
        (Role.HEAD, Position.OFFICE_HEAD, True, False, True, False),
        (Role.ADMIN, Position.OFFICE_STAFF, False, True, True, False),
    ],
)
def test_what_role_and_position_let_somebody_do(
    role: Role, position: Position, *, head: bool, admin: bool, manages: bool, leads: bool
) -> None:
    one = replace(samples.person(1, "Siti"), role=role, position=position)
    assert (one.is_head, one.is_admin, one.manages, one.leads_secretariat) == (head, admin, manages, leads)


def test_of_whom_nothing_else_is_said_can_be_written_to_and_deputises_for_nobody() -> None:
    one = samples.person(1, "Siti")
    assert (one.reachable, one.acting) == (True, False)


THREE_DAYS = samples.session(ends_at=HELD.ends_at + timedelta(days=2))
FIRST, SECOND, THIRD = THREE_DAYS.days


def test_to_a_session_of_several_days_one_comes_day_by_day() -> None:
    one = samples.invitations(samples.commissioners(), THREE_DAYS)[0]
    came = replace(one, came_at=FIRST.starts_at, came_on=frozenset({date(2023, 10, 7)}))
    assert [came.has_come(day) for day in THREE_DAYS.days] == [False, True, False]


@pytest.mark.parametrize(
    ("minutes", "coming"), [(-1, FIRST), (179, FIRST), (180, SECOND), (24 * 60, SECOND), (9999, THIRD)]
)
def test_the_day_that_is_or_comes_next(minutes: int, coming: MeetingDay) -> None:
    assert THREE_DAYS.coming_day(THREE_DAYS.starts_at + timedelta(minutes=minutes)) == coming


def test_no_days_check_in_is_open_of_what_is_called_off() -> None:
    assert THREE_DAYS.open_day(SECOND.starts_at) == SECOND
    assert replace(THREE_DAYS, status=SessionStatus.CANCELLED).open_day(SECOND.starts_at) is None


def test_a_recap_counts_who_has_come_so_far_and_on_which_day() -> None:
    people = samples.invitations(samples.commissioners()[:3], THREE_DAYS)
    invited = tuple(replace(one, came_at=FIRST.starts_at if one is not people[2] else None) for one in people)
    came = Arrival(FIRST.starts_at, CheckInWay.CLERK, by_substitute=False)
    arrivals = {invited[0].id: {FIRST.day: came, SECOND.day: came}, invited[1].id: {SECOND.day: came}}
    recap = replace(
        samples.recap(), session=THREE_DAYS, invitations=invited, arrivals=arrivals, asked_at=SECOND.starts_at
    )
    assert (recap.arrived, recap.days) == (2, ((FIRST, 1), (SECOND, 2)))
    assert replace(recap, session=HELD).days == ()
    assert not recap.over
    assert replace(recap, asked_at=THIRD.ends_at).over


@pytest.mark.parametrize(("at", "instead", "came"), [(None, False, ""), (1, False, "Siti"), (1, True, "Budi")])
def test_who_is_marked_as_present(at: int | None, instead: bool, came: str) -> None:
    one = ArrivalLine(1, "Siti", "Wonodadi", "Budi", None if at is None else HELD.starts_at, instead)
    assert one.came == came
