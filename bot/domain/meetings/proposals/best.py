"""When an activity could take place: its planned days weighed against what is dated already."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.meetings.proposals.booked import Booked
from bot.domain.meetings.proposals.proposal import Proposal, cost_of
from bot.domain.meetings.proposals.slots import Wish, slots

if TYPE_CHECKING:
    from collections.abc import Collection


OFFERED = 3


def best(wish: Wish, booked: Booked, closed: Collection[date], today: date, most: int = OFFERED) -> list[Proposal]:
    """The best slots, each on another day; those that clash only where no more are free."""
    weighed = sorted((booked.weigh(wish, slot, today) for slot in slots(wish, closed, today)), key=cost_of)
    found: dict[date, Proposal] = {}
    for one in weighed:
        found.setdefault(one.slot.day, one)
    return list(found.values())[:most]
