from __future__ import annotations

from dataclasses import replace

from tests.documents import samples

HELD = samples.session()


def test_who_has_come_to_a_session_of_one_day_has_a_time() -> None:
    one = samples.invitations(samples.commissioners(), HELD)[0]
    day = HELD.terms.days(samples.WIB)[0]
    assert replace(one, came_at=HELD.starts_at).has_come(day)
    assert not replace(one, came_at=None).has_come(day)
