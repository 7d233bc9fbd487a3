"""A recap counts who has come so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.door.checkin import Arrival, CheckInWay
from tests.documents import samples

HELD = samples.session()

THREE_DAYS = samples.session(ends_at=HELD.ends_at + timedelta(days=2))
FIRST, SECOND, THIRD = THREE_DAYS.days


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
