"""A move to another account may be taken back for a day, and whoever takes it back undoes all that came after it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.people.accounts import TAKE_BACK, Move, is_undone, may_take_back, moves_of

AT = datetime(2023, 10, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "may"), [(timedelta(), True), (TAKE_BACK - timedelta(seconds=1), True), (TAKE_BACK, False)]
)
def test_a_move_may_be_taken_back_for_a_day(after: timedelta, may: bool) -> None:
    assert may_take_back(AT, AT + after) is may


@pytest.mark.parametrize(
    ("move", "undone", "expected"),
    [(1, [], False), (1, [1], True), (2, [1], True), (1, [2], False), (1, [2, 1], True)],
)
def test_undoing_a_move_undoes_those_after_it_and_none_before(move: int, undone: list[int], expected: bool) -> None:
    assert is_undone(move, undone) is expected


@pytest.mark.parametrize(
    ("people", "moves", "count"),
    [
        ({1}, [], 0),
        # One account from chair to chair, and one chair from account to account.
        ({3, 4}, [(1, 2), (2, 3)], 2),
        ({1}, [(1, 1), (1, 1)], 2),
        # Both in turn, in whatever order they are told.
        ({4}, [(3, 4), (1, 2), (2, 2), (2, 3)], 4),
        # Others are others.
        ({5, 6}, [(1, 2), (2, 3)], 0),
    ],
)
def test_moves_of_a_chain_count_together(people: set[int], moves: list[tuple[int, int]], count: int) -> None:
    told = [Move(AT + timedelta(minutes=number), *move) for number, move in enumerate(moves)]
    assert moves_of(people, told) == count


def test_who_leaves_an_account_and_takes_anothers_has_moved_once() -> None:
    assert moves_of({2}, [Move(AT, 1, 2), Move(AT, 2, 2)]) == 1
