"""The delivery ledger's rules: legal moves, urgency, and keys that owe once."""

from __future__ import annotations

from dataclasses import fields
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ledger import (
    LEGAL_MOVES,
    TRAITS,
    Bundle,
    IllegalMove,
    Priority,
    Purpose,
    State,
    Traits,
    check_move,
    delivery_key,
    having,
)

KEY_PARTS = st.tuples(
    st.sampled_from(Purpose), st.from_regex(r"[sd][0-9]{1,6}", fullmatch=True), st.integers(0, 99),
    st.integers(-(2**52), 2**52), st.sampled_from(["", "2023-10-12", "1"]),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new"), list(product(State, State)))
def test_a_move_is_made_only_if_the_table_has_it(old: State, new: State) -> None:
    if new in LEGAL_MOVES[old]:
        check_move(old, new)
        return
    with pytest.raises(IllegalMove) as refused:
        check_move(old, new)
    assert f"{old} to {new}" in str(refused.value)


def test_every_state_has_its_row_and_none_moves_to_itself() -> None:
    assert set(LEGAL_MOVES) == set(State)
    assert all(state not in moves for state, moves in LEGAL_MOVES.items())


def test_what_was_sent_cancelled_or_expired_stays_so() -> None:
    final = {state for state, moves in LEGAL_MOVES.items() if not moves}
    assert final == {State.SENT, State.CANCELLED, State.EXPIRED}


def test_a_message_is_sent_only_after_it_was_leased() -> None:
    assert {state for state, moves in LEGAL_MOVES.items() if State.SENT in moves} == {State.SENDING}


def test_from_every_open_state_a_message_can_still_reach_people_or_an_end() -> None:
    def reachable(state: State) -> set[State]:
        seen = {state}
        for _ in State:
            seen = seen.union(*(LEGAL_MOVES[one] for one in seen))
        return seen

    assert all(State.SENT in reachable(state) for state in (State.PENDING, State.SENDING, State.FAILED))


_TRAITS = [one.name for one in fields(Traits)] + ["survives_move", "of_one_revision"]
# Written a second time, from what people should get: by trait, the purposes of which it is true.
_URGENT = {Purpose.MOVED, Purpose.CANCELLED, Purpose.SUBSTITUTE, Purpose.SUBSTITUTE_RELEASED, Purpose.SUBSTITUTE_DECLINED, Purpose.WRONG_PINS,
           Purpose.SEAT, Purpose.ANSWERED_FOR, Purpose.LATE_CHANGE, Purpose.WITHDRAWN, Purpose.GROUP_MOVED, Purpose.INCIDENT,
           Purpose.GROUP_CANCELLED, Purpose.ACCOUNT, Purpose.INCIDENT_STANDS, Purpose.DUTY_CHANGED, Purpose.DUTY_ASKED}  # fmt: skip
_PLANNED = {Purpose.INVITATION, Purpose.REMINDER, Purpose.MOVED, Purpose.NUDGE, Purpose.CHECK_IN, Purpose.OFFICE_REMINDER,
            Purpose.GROUP_CARD, Purpose.GROUP_MOVED, Purpose.HAND_IN}  # fmt: skip
EXPECTED: dict[str, set[Purpose]] = {
    "follows_revision": _PLANNED,
    "survives_move": set(Purpose) - _PLANNED,
    "announces": {Purpose.INVITATION, Purpose.REMINDER, Purpose.MOVED, Purpose.NUDGE, Purpose.SUBSTITUTE,
                  Purpose.OFFICE_REMINDER, Purpose.GROUP_CARD, Purpose.GROUP_MOVED},
    "takes_back": {Purpose.WITHDRAWN, Purpose.SUBSTITUTE_RELEASED},
    "of_cancelled": {Purpose.CANCELLED, Purpose.GROUP_CANCELLED, Purpose.SUBSTITUTE_RELEASED, Purpose.WITHDRAWN},
    "calls_off": {Purpose.CANCELLED, Purpose.GROUP_CANCELLED},
    "of_one_revision": _PLANNED | {Purpose.CANCELLED, Purpose.GROUP_CANCELLED},
    # Planning asks those who are silent again by itself.
    "comes_back": set(Purpose) - {Purpose.DIGEST, Purpose.NUDGE, Purpose.INCIDENT_STANDS, Purpose.HAND_IN},
    "at_night": {Purpose.MOVED, Purpose.CANCELLED, Purpose.SUBSTITUTE, Purpose.SUBSTITUTE_RELEASED, Purpose.WITHDRAWN,
                 Purpose.GROUP_MOVED, Purpose.GROUP_CANCELLED, Purpose.INCIDENT, Purpose.ACCOUNT, Purpose.WRONG_PINS,
                 Purpose.DUTY_CHANGED, Purpose.INCIDENT_STANDS},
    "outdates": {Purpose.MOVED, Purpose.CANCELLED, Purpose.WITHDRAWN, Purpose.SUBSTITUTE_RELEASED},
    "says_all": {Purpose.INVITATION, Purpose.MOVED, Purpose.SUBSTITUTE},
    "recalls": {Purpose.REMINDER, Purpose.OFFICE_REMINDER, Purpose.CHECK_IN},
    "asks": {Purpose.INVITATION, Purpose.MOVED, Purpose.NUDGE},
    "to_groups": {Purpose.GROUP_CARD, Purpose.GROUP_MOVED, Purpose.GROUP_CANCELLED},
    "goes_on": {Purpose.CHECK_IN, Purpose.THANKS},
    "calm": {Purpose.LATE_CHANGE, Purpose.SUBSTITUTE, Purpose.SUBSTITUTE_RELEASED},
}  # fmt: skip

_BUNDLES = {
    Bundle.CHANGES: {Purpose.LATE_CHANGE},
    Bundle.MORNING: {
        Purpose.REMINDER,
        Purpose.OFFICE_REMINDER,
        Purpose.NUDGE,
        Purpose.CHECK_IN,
        Purpose.THANKS,
        Purpose.ABSENCE,
    },
}


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("trait", _TRAITS)
def test_every_purpose_answers_for_every_trait(purpose: Purpose, trait: str) -> None:
    found = getattr(purpose.traits, trait)
    if trait == "urgency":
        wanted = Priority.URGENT if purpose in _URGENT else Priority.BULK
        assert found is (Priority.DIGEST if purpose is Purpose.DIGEST else wanted)
    elif trait == "bundle":
        assert found is next((bundle for bundle, purposes in _BUNDLES.items() if purpose in purposes), None)
    else:
        assert found is (purpose in EXPECTED[trait])


def test_the_table_speaks_of_every_purpose_and_nothing_owed_goes_before_a_person_who_waits_for_a_reply() -> None:
    assert set(TRAITS) == set(Purpose)
    assert Priority.URGENT < Priority.BULK < Priority.DIGEST
    assert min(traits.urgency for traits in TRAITS.values()) > Priority.REPLY


def test_nothing_both_announces_a_session_and_takes_it_back() -> None:
    assert not having(lambda traits: traits.announces and (traits.takes_back or traits.of_cancelled))


@given(KEY_PARTS, KEY_PARTS)
def test_keys_are_equal_only_for_the_same_message(
    one: tuple[Purpose, str, int, int, str], other: tuple[Purpose, str, int, int, str]
) -> None:
    assert (delivery_key(*one) == delivery_key(*other)) is (one == other)
    assert len(delivery_key(*one)) <= 120
