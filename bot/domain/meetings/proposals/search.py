"""Slots for several meetings at once.

It is an exact choice of each next best slot in the order of who has fewest left, then mended: a meeting that finds
no free slot takes one whose only obstacles are meetings that can go elsewhere (an ejection chain of one step). That is a
local search: an exact one over 40 activities of 40 slots each would be a solver's work for nothing that a head could see.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from bot.domain.meetings.clashes import Engagement, clash
from bot.domain.meetings.proposals.booked import Booked
from bot.domain.meetings.proposals.proposal import Proposal, cost_of
from bot.domain.meetings.proposals.slots import Slot, Wish, engagement

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Search:
    """The slots that each wish may have, and which it has so far; `booked` has these too."""

    booked: Booked
    today: date
    choices: dict[tuple[str, int], list[Slot]]
    chosen: dict[tuple[str, int], Proposal] = field(default_factory=dict)

    def free(self, wish: Wish) -> int:
        """How many slots are free."""
        return sum(self.booked.weigh(wish, slot, self.today).is_free for slot in self.choices[wish.key])

    def place(self, wish: Wish) -> Proposal | None:
        """Choose a free slot; the least bad one where there is none, which is then not chosen."""
        proposal = self._cheapest(wish)
        if proposal.is_free:
            self._choose(proposal)
        elif not self._make_room(wish):
            return proposal
        return None

    def _cheapest(self, wish: Wish) -> Proposal:
        return min((self.booked.weigh(wish, slot, self.today) for slot in self.choices[wish.key]), key=cost_of)

    def _choose(self, proposal: Proposal) -> None:
        self.chosen[proposal.wish.key] = proposal
        self.booked.add(self._engagement(proposal))

    def _give_up(self, proposal: Proposal) -> None:
        del self.chosen[proposal.wish.key]
        self.booked.remove(self._engagement(proposal))

    def _engagement(self, proposal: Proposal) -> Engagement:
        return engagement(proposal.wish, proposal.slot, self.booked.zone)

    def _make_room(self, wish: Wish) -> bool:
        """Give `wish` a slot from which everything in the way can go elsewhere; whether there is one."""
        for slot in self.choices[wish.key]:
            own = engagement(wish, slot, self.booked.zone)
            in_the_way = [one for one in self.chosen.values() if clash(own, self._engagement(one))]
            if in_the_way and self._instead_of(in_the_way, wish, slot):
                return True
        return False

    def _instead_of(self, in_the_way: Sequence[Proposal], wish: Wish, slot: Slot) -> bool:
        """Take the slot of others, who go elsewhere; or leave everything as it is."""
        for one in in_the_way:
            self._give_up(one)
        done = []
        # Each is looked for when those before it have been chosen.
        elsewhere = (self._cheapest(one.wish) for one in in_the_way)
        for proposal in chain([self.booked.weigh(wish, slot, self.today)], elsewhere):
            if not proposal.is_free:
                break
            self._choose(proposal)
            done.append(proposal)
        else:
            return True
        for one in done:
            self._give_up(one)
        for one in in_the_way:
            self._choose(one)
        return False
