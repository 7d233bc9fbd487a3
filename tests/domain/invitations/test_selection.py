"""Whom a session invites of its activity's audience; and batches, in which nobody is twice and from which nobody is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.invitations.audience import parse_audience
from bot.domain.invitations.selection import (
    ALL,
    Selection,
    changed_to,
    kept_apart,
    left_out,
    selection_from_json,
    split,
    with_batch_again,
    with_list,
)
from bot.domain.vocabulary import Division, Position

if TYPE_CHECKING:
    from random import Random


class Somebody(NamedTuple):
    id: int
    position: Position
    division: Division | None
    district_id: int | None


CHAIR = Somebody(1, Position.DISTRICT_CHAIR, Division.SDMO, 7)
STAFF = Somebody(2, Position.OFFICE_STAFF, Division.SDMO, None)
RULE = parse_audience("komisioner + kantor")


def test_a_batch_has_some_kecamatan_and_the_office_holds_all() -> None:
    assert [ALL.invites(RULE, one) for one in (CHAIR, STAFF)] == [True, True]
    other = Selection(frozenset({8}))
    assert [other.invites(RULE, one) for one in (CHAIR, STAFF)] == [False, True]
    assert other.of(frozenset({7})).invites(RULE, CHAIR)
    # A batch of none is not one of all.
    assert not Selection(frozenset()).invites(RULE, CHAIR)


def test_whoever_is_named_comes_or_stays_away_whatever_the_rule_says() -> None:
    outsider = Somebody(3, Position.VILLAGE_SUPERVISOR, None, 8)
    assert not ALL.invites(RULE, outsider)
    added = ALL.adding(3)
    assert added.invites(RULE, outsider)
    # The last word counts.
    assert not added.removing(3).invites(RULE, outsider)
    assert ALL.removing(1).adding(1).invites(RULE, CHAIR)
    assert not ALL.removing(1).invites(RULE, CHAIR)


@given(
    st.none() | st.frozensets(st.integers(1, 9)), st.frozensets(st.integers(1, 9)), st.frozensets(st.integers(10, 19))
)
@settings(max_examples=40)
def test_it_is_kept_as_it_is(districts: frozenset[int] | None, added: frozenset[int], removed: frozenset[int]) -> None:
    chosen = Selection(districts, added, removed, added, removed)
    assert selection_from_json(chosen.to_json()) == chosen
    assert ALL.to_json() == {}


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.data())
@settings(max_examples=80)
def test_no_split_loses_or_doubles_a_kecamatan_and_none_is_empty(sizes: list[int], data: st.DataObject) -> None:
    batches = data.draw(st.integers(1, len(sizes)))
    found = split(list(enumerate(sizes)), batches)
    assert len(found) == batches
    assert all(found)
    assert sorted(one for batch in found for one in batch) == list(range(len(sizes)))
    # In their order: lists of neighbours can be read.
    assert [sorted(batch) for batch in found] == sorted(sorted(batch) for batch in found)


def test_batches_are_of_about_equal_size() -> None:
    blitar = [(number, 3) for number in range(22)]
    assert [len(batch) for batch in split(blitar, 2)] == [11, 11]
    assert sorted(len(batch) for batch in split(blitar, 3)) == [7, 7, 8]
    assert split([(1, 9), (2, 1), (3, 1)], 2) == [frozenset({1}), frozenset({2, 3})]
    # Each batch is filled from nothing, and a kecamatan goes where more than half of it has room.
    assert split([(1, 2), (2, 2), (3, 2), (4, 2), (5, 2), (6, 2)], 3) == [
        frozenset({1, 2}),
        frozenset({3, 4}),
        frozenset({5, 6}),
    ]
    assert split([(1, 1), (2, 1), (3, 1), (4, 1)], 2) == [frozenset({1, 2}), frozenset({3, 4})]
    assert split([(1, 1), (2, 1), (3, 1), (4, 1)], 3) == [frozenset({1}), frozenset({2, 3}), frozenset({4})]
    assert split([], 1) == [frozenset()]
    with pytest.raises(ValueError, match="not 2 batches"):
        split([], 2)
    with pytest.raises(ValueError, match="not 3 batches"):
        split([(1, 3), (2, 3)], 3)


@given(st.lists(st.frozensets(st.integers(0, 9)), min_size=1, max_size=4), st.data())
@settings(max_examples=60)
def test_no_list_loses_or_doubles_a_kecamatan(drawn: list[frozenset[int]], data: st.DataObject) -> None:
    batches = [batch - frozenset().union(*drawn[:number]) for number, batch in enumerate(drawn)]
    number = data.draw(st.integers(0, len(batches) - 1))
    wanted = data.draw(st.frozensets(st.integers(0, 12)))
    found = with_list(batches, number, wanted)
    everybody = sorted(one for batch in batches for one in batch)
    assert sorted(one for batch in found for one in batch) == everybody
    assert wanted & frozenset(everybody) <= found[number]
    if len(batches) > 1:
        assert found[number] <= wanted


_ACTS = ["swap", "divide", "drop", "call off", "undo"]


@given(st.integers(2, 4), st.lists(st.tuples(st.sampled_from(_ACTS), st.randoms()), max_size=12))
@settings(max_examples=200)
def test_whoever_changes_batch_is_in_one_and_nobody_in_two_or_none(count: int, acts: list[tuple[str, Random]]) -> None:
    people = [Somebody(number, Position.DISTRICT_CHAIR, None, number % 7) for number in range(1, 22)]
    sizes = [(district, 3) for district in range(7)]
    batches = [Selection(districts) for districts in split(sizes, count)]

    def where() -> list[list[int]]:
        return [[at for at, one in enumerate(batches) if one.invites(RULE, who)] for who in people]

    off: Selection | None = None
    # Between a cancellation and what is done about it whoever was of that batch is in none.
    whole = True
    for act, chance in acts:
        before = where()
        if act == "call off":
            if off is None and len(batches) > 1:
                off, whole = batches.pop(chance.randrange(len(batches))), False
        elif act == "undo":
            if off is not None:
                batches, again = with_batch_again(batches, off, frozenset(range(7)))
                batches.append(again)
                off, whole = None, True
        elif act == "swap" and whole and len(batches) > 1:
            who = chance.randrange(len(people))
            source, target = before[who][0], chance.randrange(len(batches))
            batches = changed_to(batches, people[who].id, source, target)
            assert where() == [[target] if at == who else held for at, held in enumerate(before)]
        elif act == "drop" and off is None and len(batches) > 2:
            batches.pop(chance.randrange(len(batches)))
        if act in ("divide", "drop"):
            # Divided anew, in whatever order.
            parts: list[frozenset[int] | None] = [*split(sizes, len(batches))] if len(batches) > 1 else [None]
            chance.shuffle(parts)
            batches = kept_apart([one.of(part) for one, part in zip(batches, parts, strict=True)])
            whole = True
        assert not whole or all(len(held) == 1 for held in where())
    # Of one that is left, everybody comes.
    assert all(ALL.of(None).invites(RULE, who) for who in people)
    assert all(batches[0].of(None).invites(RULE, who) for who in people)


def test_a_batch_that_is_off_leaves_out_what_no_other_invites() -> None:
    gone = Selection(frozenset({7, 8}))
    assert left_out(gone, [Selection(frozenset({8})), Selection(frozenset({9}))]) == {7}
    # None takes place, one invites everybody, it was no batch: nobody is left out by its end.
    assert not left_out(gone, [])
    assert not left_out(gone, [Selection(frozenset({9})), ALL])
    assert not left_out(ALL, [Selection(frozenset({9}))])


def test_whoever_changed_batch_is_invited_where_everybody_is() -> None:
    batches = [Selection(frozenset({7})), Selection(frozenset({8})), ALL]
    found = changed_to(batches, CHAIR.id, 0, 1)
    assert [one.invites(RULE, CHAIR) for one in found] == [False, True, True]


def test_whoever_was_invited_by_name_changes_batch_by_name() -> None:
    outsider = Somebody(30, Position.VILLAGE_SUPERVISOR, None, 8)
    first, second = changed_to([Selection(frozenset({7})).adding(30), Selection(frozenset({8})).removing(30)], 30, 0, 1)
    assert [one.invites(RULE, outsider) for one in (first, second)] == [False, True]


def test_whoever_leaves_a_batch_goes_to_the_smallest_other_the_first_of_equals() -> None:
    batches = [frozenset({1, 2, 3}), frozenset({4, 5}), frozenset({6}), frozenset({7})]
    assert with_list(batches, 0, frozenset({1})) == [
        frozenset({1}),
        frozenset({4, 5}),
        frozenset({2, 3, 6}),
        frozenset({7}),
    ]
    assert with_list([frozenset({1, 2})], 0, frozenset({1})) == [frozenset({1, 2})]


@pytest.mark.parametrize(
    ("batches", "found"),
    [
        ([{1, 2}, {3}], [{1, 3}, {2}]),
        ([{1, 2}, {3}, {4}], [{1, 3}, {2}, {4}]),
        ([{1}, {2}, {3}], [{1, 3}, {2}, set()]),
        # There is no other to go to.
        ([{1, 2, 3}], [{1, 2, 3}]),
        ([{1, 3}], [{1, 3}]),
    ],
)
def test_a_batch_is_of_those_that_are_wanted_where_others_can_go_elsewhere(
    batches: list[set[int]], found: list[set[int]]
) -> None:
    # What is not of the meeting stays out.
    assert with_list([*map(frozenset, batches)], 0, frozenset({1, 3, 9})) == found
