"""What is dated, by day, and slots weighed against it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.meetings.clashes import Clash, Engagement, clash
from bot.domain.meetings.proposals.proposal import Proposal
from bot.domain.meetings.proposals.slots import Slot, Wish, engagement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo


@dataclass(slots=True)
class Booked:
    """What is dated, found by day."""

    zone: ZoneInfo
    _by_day: dict[date, list[Engagement]] = field(default_factory=lambda: defaultdict(list))

    def add(self, one: Engagement) -> None:
        for day in _days_of(one, self.zone):
            self._by_day[day].append(one)

    def remove(self, one: Engagement) -> None:
        for day in _days_of(one, self.zone):
            self._by_day[day].remove(one)

    def on(self, day: date) -> Sequence[Engagement]:
        return self._by_day.get(day, ())

    def weigh(self, wish: Wish, slot: Slot, today: date) -> Proposal:
        """What speaks for and against a slot."""
        own = engagement(wish, slot, self.zone)
        there = [clash(own, other) for other in self.on(slot.day)]
        both = Clash(
            frozenset().union(*(one.people for one in there)),
            any(one.room for one in there),
            any(one.head for one in there),
        )
        monday = slot.day - timedelta(days=slot.day.weekday())
        week = [self._alike(wish, monday + timedelta(days=offset)) for offset in range(7)]
        span = own.days[0]
        return Proposal(
            wish,
            slot,
            span.starts_at,
            span.ends_at,
            both,
            week[slot.day.weekday()],
            sum(week),
            (slot.day - today).days,
        )

    def _alike(self, wish: Wish, day: date) -> int:
        return sum(one.division is wish.division or not wish.people.isdisjoint(one.people) for one in self.on(day))


def _days_of(one: Engagement, zone: ZoneInfo) -> set[date]:
    """Each office-local day on which it takes some time."""
    return {moment.astimezone(zone).date() for day in one.days for moment in (day.starts_at, day.ends_at)}
