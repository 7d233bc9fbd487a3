"""An invitation: who has come, of one day or several."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.door.checkin import Arrival, CheckInWay
from tests.documents import samples

HELD = samples.session()


def test_who_has_come_to_a_session_of_one_day_has_a_time() -> None:
    one = samples.invitations(samples.commissioners(), HELD)[0]
    day = HELD.terms.days(samples.WIB)[0]
    assert replace(one, came_at=HELD.starts_at).has_come(day)
    assert not replace(one, came_at=None).has_come(day)


THREE_DAYS = samples.session(ends_at=HELD.ends_at + timedelta(days=2))
FIRST, SECOND, THIRD = THREE_DAYS.days


def test_to_a_session_of_several_days_one_comes_day_by_day() -> None:
    one = samples.invitations(samples.commissioners(), THREE_DAYS)[0]
    came = replace(
        one,
        came_at=FIRST.starts_at,
        came_on={date(2023, 10, 7): Arrival(SECOND.starts_at, CheckInWay.BUTTON, by_substitute=False)},
    )
    assert [came.has_come(day) for day in THREE_DAYS.days] == [False, True, False]


def test_who_waits_for_a_seat_is_not_seated() -> None:
    one = samples.invitations(samples.commissioners(), HELD)[0]
    assert (one.is_seated, replace(one, place_in_line=1).is_seated) == (True, False)
