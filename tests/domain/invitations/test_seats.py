from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.invitations.seats import Claim, Seating, displaced, promoted, seating

NOON = datetime(2023, 10, 6, 5, tzinfo=UTC)
claims = st.dictionaries(st.integers(1, 50), st.integers(0, 20), max_size=30).map(
    lambda found: [Claim(one, NOON + timedelta(minutes=minute)) for one, minute in found.items()]
)


def test_first_come_first_seated() -> None:
    line = [Claim(3, NOON), Claim(1, NOON + timedelta(minutes=1)), Claim(2, NOON + timedelta(minutes=2))]
    found = seating(line, 1)
    assert (found.seated, found.waiting) == ((3,), (1, 2))
    assert [found.place_in_line(one) for one in (3, 1, 2, 9)] == [None, 1, 2, None]


def test_who_goes_from_the_line_to_a_seat_and_who_back() -> None:
    before, after = Seating((1, 2, 3), (4, 5)), Seating((4, 1, 6), (2, 3, 7))
    assert (promoted(before, after), displaced(before, after)) == ((4,), (2, 3))
    assert (promoted(before, before), displaced(before, before)) == ((), ())


@given(found=claims, seats=st.one_of(st.none(), st.integers(0, 40)))
def test_everybody_sits_or_waits_and_nobody_sits_who_came_after_one_that_waits(
    found: list[Claim], seats: int | None
) -> None:
    result = seating(found, seats)
    assert sorted(result.seated + result.waiting) == sorted(one.invitation_id for one in found)
    assert seats is None or len(result.seated) == min(seats, len(found))
    since = {one.invitation_id: one.since for one in found}
    assert all(since[sits] <= since[waits] for sits in result.seated for waits in result.waiting)


@given(found=claims.filter(bool), seats=st.integers(0, 40), data=st.data())
def test_who_withdraws_moves_exactly_the_next_in_line_up(found: list[Claim], seats: int, data: st.DataObject) -> None:
    before = seating(found, seats)
    gone = data.draw(st.sampled_from([one.invitation_id for one in found]))
    after = seating([one for one in found if one.invitation_id != gone], seats)
    expected = before.waiting[:1] if gone in before.seated else ()
    assert promoted(before, after) == expected
