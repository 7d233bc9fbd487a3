"""The delivery ledger's rules: legal moves, urgency, and keys that owe once."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ledger import (
    ANNOUNCING,
    GROUP_ANNOUNCING,
    LEGAL_MOVES,
    URGENCY,
    IllegalMove,
    Priority,
    Purpose,
    State,
    check_move,
    delivery_key,
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
    assert f"{old} ke {new}" in str(refused.value)


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


def test_every_purpose_has_an_urgency_and_changes_go_before_bulk() -> None:
    assert set(URGENCY) == set(Purpose)
    urgent = {purpose for purpose, priority in URGENCY.items() if priority is Priority.URGENT}
    assert {Purpose.MOVED, Purpose.CANCELLED, Purpose.GROUP_MOVED, Purpose.GROUP_CANCELLED} <= urgent
    assert Priority.URGENT < Priority.BULK < Priority.DIGEST
    # Nothing owed goes before a person who waits for a reply.
    assert min(URGENCY.values()) > Priority.REPLY


def test_a_cancellation_does_not_announce_a_session() -> None:
    assert not {Purpose.CANCELLED, Purpose.GROUP_CANCELLED, Purpose.DIGEST} & (ANNOUNCING | GROUP_ANNOUNCING)


@given(KEY_PARTS, KEY_PARTS)
def test_keys_are_equal_only_for_the_same_message(
    one: tuple[Purpose, str, int, int, str], other: tuple[Purpose, str, int, int, str]
) -> None:
    assert (delivery_key(*one) == delivery_key(*other)) is (one == other)
    assert len(delivery_key(*one)) <= 120
