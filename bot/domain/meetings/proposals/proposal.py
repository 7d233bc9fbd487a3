"""A slot, with what speaks for and against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.meetings.clashes import Clash
from bot.domain.meetings.proposals.slots import Slot, Wish

# Whoever is invited later than this has little time for a letter and an answer.
NOTICE = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A slot for a wish, and what speaks for and against it."""

    wish: Wish
    slot: Slot
    starts_at: datetime
    ends_at: datetime
    clash: Clash
    # Other meetings on that day, and in that week from Monday, of these people or this division.
    same_day: int
    same_week: int
    # Days from today.
    ahead: int

    @property
    def is_free(self) -> bool:
        return not self.clash

    @property
    def cost(self) -> tuple[int, int, bool, int, int, date, time]:
        """The lower, the better: hard clashes first, then how loaded people are, then the earliest."""
        return (
            len(self.clash.people),
            self.clash.room + self.clash.head,
            self.ahead < NOTICE,
            self.same_day,
            self.same_week,
            self.slot.day,
            self.slot.begin,
        )


def cost_of(one: Proposal) -> tuple[int, int, bool, int, int, date, time]:
    """The least is the best."""
    return one.cost
