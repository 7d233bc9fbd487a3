"""When nothing of a message about a session holds any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest

from bot.domain.invitations.facts import StandsFor
from bot.domain.invitations.gathered import Part, in_two, merged, switched_from
from bot.domain.ledger import Purpose
from bot.domain.vocabulary import SessionStatus
from tests.documents import samples

SESSION = replace(samples.session(), revision=2)
INVITED = samples.invitations(samples.commissioners(), SESSION)[0]


@pytest.mark.parametrize(
    ("purpose", "revision", "void"),
    [
        (Purpose.REMINDER, 2, None),
        (Purpose.REMINDER, 1, "moved"),
        # Thanks are for what was, whatever was told of its date.
        (Purpose.THANKS, 1, None),
        (Purpose.THANKS, 2, None),
    ],
)
def test_what_tells_a_date_is_void_when_the_session_has_another(
    purpose: Purpose, revision: int, void: str | None
) -> None:
    assert Part(purpose, SESSION, revision, invitation=INVITED).void == void


def test_what_is_said_of_no_session_or_to_nobody_of_it_is_void() -> None:
    cancelled = replace(SESSION, status=SessionStatus.CANCELLED)
    assert Part(Purpose.REMINDER, cancelled, 1, invitation=INVITED).void == "cancelled"
    assert Part(Purpose.CANCELLED, cancelled, 1, invitation=INVITED).void is None
    assert Part(Purpose.CANCELLED, SESSION, 1, invitation=INVITED).void == "moved"
    assert Part(Purpose.REMINDER, SESSION, 2).void == "withdrawn"
    assert Part(Purpose.REMINDER, SESSION, 2, stands_for=StandsFor("Budi")).void is None
    assert Part(Purpose.OFFICE_REMINDER, SESSION, 2).void is None
    assert Part(Purpose.THANKS, SESSION, 2).void is None


def test_whoever_is_invited_is_not_told_that_they_are_not_unless_it_has_begun() -> None:
    again, still = Part(Purpose.WITHDRAWN, SESSION, 2, invitation=INVITED), {"begun": True}
    assert (again.void, replace(again, facts=still).void) == ("moved", None)
    assert Part(Purpose.WITHDRAWN, SESSION, 2).void is None
    assert Part(Purpose.WITHDRAWN, SESSION, 2, stands_for=StandsFor("Budi")).void == "moved"


def test_of_each_session_what_comes_last_in_its_day_is_said() -> None:
    later = replace(SESSION, id=2, starts_at=SESSION.starts_at + timedelta(hours=4))
    nudge, reminder, door, thanks, absence = (
        Part(purpose, SESSION, 2, invitation=INVITED)
        for purpose in (Purpose.NUDGE, Purpose.REMINDER, Purpose.CHECK_IN, Purpose.THANKS, Purpose.ABSENCE)
    )
    other = Part(Purpose.REMINDER, later, 2, invitation=INVITED)
    # What is still to be handed in is said with whatever else is, until it has begun.
    waits = Part(Purpose.HAND_IN, SESSION, 2, invitation=INVITED, lacking=("DIM",))
    assert merged([nudge, waits]) == merged([waits, nudge]) == [replace(nudge, lacking=("DIM",))]
    assert merged([waits, thanks]) == [thanks]
    assert merged([other, nudge]) == [nudge, other]
    for before, after in pairwise((nudge, reminder, door, thanks)):
        assert merged([before, other, after]) == [after, other]
        assert merged([after, other, before]) == [after, other]
    # Of two that say as much the newer one.
    assert merged([thanks, absence]) == [absence]
    assert merged([absence, thanks]) == [thanks]
    again = replace(reminder, number=2)
    assert merged([reminder, again]) == [again]


class _Row(NamedTuple):
    session_id: int | None
    says: str


def test_what_is_too_much_for_one_message_is_parted_between_sessions() -> None:
    rows = [_Row(1, "invited"), _Row(2, "invited"), _Row(3, "invited"), _Row(1, "asked"), _Row(2, "asked")]
    parts = [Part(Purpose.INVITATION, replace(SESSION, id=number), 2) for number in (3, 1, 2)]
    assert in_two(rows, parts) == ([rows[2]], [rows[0], rows[1], rows[3], rows[4]])
    assert in_two(rows[:2], parts[1:]) == ([rows[0]], [rows[1]])


def test_of_another_batch_is_who_was_of_one_and_is_not_again() -> None:
    sessions, facts = {SESSION.id: SESSION}, {"from": [SESSION.id, 1]}
    assert switched_from(facts, 7, sessions, ()) == (SESSION, 1)
    assert switched_from(facts, 7, sessions, {(SESSION.id, 7)}) is None
    assert switched_from(facts, 7, sessions, {(SESSION.id, 8)}) == (SESSION, 1)
    assert switched_from(facts, 7, {}, ()) is None
    assert switched_from({}, 7, sessions, ()) is None
