"""Taking over an account: until when it may be taken back, and by which press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

# From the move on.
TAKE_BACK = timedelta(hours=24)
# Of somebody, of the account, or of a chain of both, within that time: more is a quarrel, or somebody who tries the
# admins' patience.
MOST_MOVES = 3


class AccountNews(StrEnum):
    """What there is to tell, and to whom."""

    # Of a move, to the account before and to the admins.
    TAKEN = "taken"
    MOVED = "moved"
    # Of an account that somebody else has now, to the admins of whoever had it.
    HANDED = "handed"
    # Of a number that the roster gives to somebody else, to the account of whoever had it.
    RELEASED = "released"
    # Of taking it back, to the account that loses the person, to the person, to the admins.
    UNDONE = "undone"
    YOURS = "yours"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody (`taker`) registered at a moment where `before` was, who may be the taker in another account."""

    at: datetime
    before: int
    taker: int


def moves_of(people: Collection[int], moves: Collection[Move]) -> int:
    """How many moves hang together with these people, by whom they share: one account handed on and on is one chain."""
    known, chain = set(people), set[Move]()
    while near := {one for one in moves if one not in chain and known & {one.before, one.taker}}:
        chain |= near
        known |= {person for one in near for person in (one.before, one.taker)}
    # Whoever leaves an account and takes another's has moved once.
    return len({(one.at, one.taker) for one in chain})


def may_take_back(moved_at: datetime, now: datetime) -> bool:
    """Whether a move may still be undone."""
    return now < moved_at + TAKE_BACK


def is_undone(move: int, undone: Iterable[int]) -> bool:
    """Whether a move (by the number of its entry in the trail) no longer counts, because one of `undone` came after it.

    Whoever undoes a move undoes all that came after it: the account that had the seat between two moves has no say then.
    """
    return any(one <= move for one in undone)
