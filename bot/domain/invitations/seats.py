"""Seats: where a session has fewer than people who want to come, first come is first seated; the rest wait in line.

The line is computed from when each asked for a seat, never stored: whoever withdraws moves everybody up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """An invitation that wants a seat since a moment (it comes, or sends somebody)."""

    invitation_id: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits and who waits, in order."""

    seated: tuple[int, ...]
    waiting: tuple[int, ...]

    def place_in_line(self, invitation_id: int) -> int | None:
        """1 for who gets the next seat; None for who has one, or wants none."""
        return self.waiting.index(invitation_id) + 1 if invitation_id in self.waiting else None


def seating(claims: Iterable[Claim], seats: int | None) -> Seating:
    """First come, first seated; `None` seats are enough for all."""
    order = tuple(one.invitation_id for one in sorted(claims, key=lambda one: (one.since, one.invitation_id)))
    return Seating(order, ()) if seats is None else Seating(order[:seats], order[seats:])


def promoted(before: Seating, after: Seating) -> tuple[int, ...]:
    """Who waited before and sits now."""
    waited = set(before.waiting)
    return tuple(one for one in after.seated if one in waited)


def displaced(before: Seating, after: Seating) -> tuple[int, ...]:
    """Who sat before and waits now."""
    sat = set(before.seated)
    return tuple(one for one in after.waiting if one in sat)
