"""The delivery ledger's rules: legal moves, urgency, and keys that owe once."""

from __future__ import annotations

from dataclasses import fields
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ledger import (
    ABOVE,
    ANNOUNCING,
    FOLLOWING,
    GROUP_ANNOUNCING,
    LEGAL_MOVES,
    TAKING_BACK,
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
    st.sampled_from(Purpose),
    st.from_regex(r"[sd][0-9]{1,6}", fullmatch=True),
    st.integers(0, 99),
    st.integers(-(2**52), 2**52),
    st.sampled_from(["", "2023-10-12", "1"]),
)


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


def _of(names: str) -> set[Purpose]:
    """Purposes as a list of words."""
    return {Purpose[name] for name in names.split()}


# Written a second time, from what people should get: by trait, the purposes of which it is true.
_URGENT = _of(
    "MOVED CANCELLED SUBSTITUTE SUBSTITUTE_RELEASED SUBSTITUTE_DECLINED WRONG_PINS SEAT ANSWERED_FOR "
    "LATE_CHANGE WITHDRAWN GROUP_MOVED INCIDENT GROUP_CANCELLED ACCOUNT INCIDENT_STANDS DUTY_CHANGED "
    "DUTY_ASKED DUTY_UNSENT DEPUTY SWITCHED_FROM SWITCHED_TO"
)
_PLANNED = _of("INVITATION REMINDER MOVED NUDGE CHECK_IN OFFICE_REMINDER GROUP_CARD GROUP_MOVED HAND_IN")
EXPECTED: dict[str, set[Purpose]] = {
    "follows_revision": _PLANNED,
    "survives_move": set(Purpose) - _PLANNED,
    "announces": _of("INVITATION REMINDER MOVED NUDGE SUBSTITUTE OFFICE_REMINDER GROUP_CARD GROUP_MOVED SWITCHED_TO"),
    "takes_back": _of("WITHDRAWN SUBSTITUTE_RELEASED SWITCHED_FROM"),
    "of_cancelled": _of("CANCELLED GROUP_CANCELLED SUBSTITUTE_RELEASED WITHDRAWN SWITCHED_FROM"),
    "calls_off": _of("CANCELLED GROUP_CANCELLED"),
    "of_one_revision": _PLANNED | _of("CANCELLED GROUP_CANCELLED"),
    # Planning asks those who are silent again by itself.
    "comes_back": set(Purpose)
    - _of("DIGEST NUDGE INCIDENT_STANDS HAND_IN SWITCHED_TO SECOND_THOUGHTS SWAP_OVER SHOWN"),
    "at_night": _of(
        "MOVED CANCELLED SUBSTITUTE SUBSTITUTE_RELEASED WITHDRAWN GROUP_MOVED GROUP_CANCELLED INCIDENT "
        "ACCOUNT WRONG_PINS DUTY_CHANGED INCIDENT_STANDS SECOND_THOUGHTS SWAP_OVER DUTY_UNSENT"
    ),
    "outdates": _of("MOVED CANCELLED WITHDRAWN SUBSTITUTE_RELEASED SWITCHED_FROM"),
    "says_all": _of("INVITATION MOVED SUBSTITUTE SWITCHED_TO"),
    "recalls": _of("REMINDER OFFICE_REMINDER CHECK_IN"),
    "asks": _of("INVITATION MOVED NUDGE SWITCHED_TO"),
    "shows_answer": _of(
        "INVITATION REMINDER MOVED NUDGE CHECK_IN SWITCHED_TO SUBSTITUTE_DECLINED SEAT ANSWERED_FOR SHOWN"
    ),
    "to_groups": _of("GROUP_CARD GROUP_MOVED GROUP_CANCELLED"),
    "goes_on": _of("CHECK_IN THANKS"),
    # Of incidents both hear, the head and who deputises.
    "for_head": _of(
        "LATE_CHANGE WRONG_PINS DUTY_SILENT DUTY_DIGEST REQUEST_DONE INCIDENT_LIMIT GROUP_TROUBLE DIGEST SWITCH_ASKED "
        "FOLLOW_UP"
    ),
    "calm": _of("LATE_CHANGE SUBSTITUTE SUBSTITUTE_RELEASED"),
    "last_word": _of("SEAT ANSWERED_FOR"),
    "to_leavers": _of("CANCELLED WITHDRAWN SUBSTITUTE_RELEASED"),
}

_BUNDLES = {
    Bundle.CHANGES: {Purpose.LATE_CHANGE},
    Bundle.DATES: {Purpose.MOVED, Purpose.CANCELLED, Purpose.WITHDRAWN},
    Bundle.SWITCH: {Purpose.SWITCHED_FROM, Purpose.SWITCHED_TO},
    Bundle.MORNING: {
        Purpose.INVITATION,
        Purpose.REMINDER,
        Purpose.OFFICE_REMINDER,
        Purpose.NUDGE,
        Purpose.CHECK_IN,
        Purpose.THANKS,
        Purpose.ABSENCE,
        Purpose.HAND_IN,
    },
}


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("trait", _TRAITS)
def test_every_purpose_answers_for_every_trait(purpose: Purpose, trait: str) -> None:
    found = getattr(purpose.traits, trait)
    if trait == "urgency":
        wanted = Priority.URGENT if purpose in _URGENT else Priority.BULK
        last = {
            Purpose.DIGEST: Priority.DIGEST,
            Purpose.SECOND_THOUGHTS: Priority.OLDER,
            Purpose.SWAP_OVER: Priority.OLDER,
            Purpose.SHOWN: Priority.OLDER,
        }
        assert found is last.get(purpose, wanted)
    elif trait == "bundle":
        assert found is next((bundle for bundle, purposes in _BUNDLES.items() if purpose in purposes), None)
    else:
        assert found is (purpose in EXPECTED[trait])


def test_the_table_speaks_of_every_purpose_and_nothing_owed_goes_before_a_person_who_waits_for_a_reply() -> None:
    assert set(TRAITS) == set(Purpose)
    assert sorted(Priority) == [
        Priority.CALLBACK_ANSWER,
        Priority.REPLY,
        Priority.CARD_EDIT,
        Priority.URGENT,
        Priority.BULK,
        Priority.DIGEST,
        Priority.OLDER,
    ]
    assert len(set(map(int, Priority))) == 7
    assert min(traits.urgency for traits in TRAITS.values()) > Priority.REPLY


def test_nothing_both_announces_a_session_and_takes_it_back() -> None:
    assert not having(lambda traits: traits.announces and (traits.takes_back or traits.of_cancelled))


@given(KEY_PARTS, KEY_PARTS)
def test_keys_are_equal_only_for_the_same_message(
    one: tuple[Purpose, str, int, int, str], other: tuple[Purpose, str, int, int, str]
) -> None:
    assert (delivery_key(*one) == delivery_key(*other)) is (one == other)
    assert len(delivery_key(*one)) <= 120


def test_which_messages_queries_speak_of() -> None:
    for purpose, traits in TRAITS.items():
        to_person = not traits.to_groups
        assert (purpose in ANNOUNCING) is (traits.announces and to_person)
        assert (purpose in GROUP_ANNOUNCING) is (traits.announces and traits.to_groups)
        changes = traits.announces or traits.follows_revision or traits.shows_answer
        assert (purpose in ABOVE) is (changes and to_person)
        assert (purpose in FOLLOWING) is traits.follows_revision
        assert (purpose in TAKING_BACK) is traits.takes_back


def test_messages_about_a_session_that_change_with_it_are_these() -> None:
    assert {
        Purpose.INVITATION,
        Purpose.REMINDER,
        Purpose.NUDGE,
        Purpose.CHECK_IN,
        Purpose.HAND_IN,
        Purpose.MOVED,
        Purpose.OFFICE_REMINDER,
        Purpose.SUBSTITUTE,
        Purpose.SWITCHED_TO,
        Purpose.SUBSTITUTE_DECLINED,
        Purpose.SEAT,
        Purpose.ANSWERED_FOR,
        Purpose.SHOWN,
    } == ABOVE
