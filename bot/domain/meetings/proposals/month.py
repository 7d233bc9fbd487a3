"""A month at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.meetings.proposals.booked import Booked
from bot.domain.meetings.proposals.proposal import Proposal
from bot.domain.meetings.proposals.search import Search
from bot.domain.meetings.proposals.slots import Wish, slots

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """A proposal for each wish that has a free slot; `crowded` have only slots that clash, `without` none at all."""

    solved: tuple[Proposal, ...]
    crowded: tuple[Proposal, ...]
    without: tuple[Wish, ...]


def plan_month(wishes: Sequence[Wish], booked: Booked, closed: Collection[date], today: date) -> MonthPlan:
    """A slot for each wish at once. `booked` has all that was found free when this returns."""
    search = Search(booked, today, {wish.key: slots(wish, closed, today) for wish in wishes})
    without = tuple(wish for wish in wishes if not search.choices[wish.key])
    free = {wish.key: search.free(wish) for wish in wishes}
    order = sorted(
        (wish for wish in wishes if search.choices[wish.key]),
        key=lambda wish: (free[wish.key], -len(wish.people), wish.key),
    )
    crowded = [proposal for wish in order if (proposal := search.place(wish)) is not None]
    solved = sorted(search.chosen.values(), key=lambda one: (one.starts_at, one.wish.key))
    return MonthPlan(tuple(solved), tuple(crowded), without)
