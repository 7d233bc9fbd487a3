"""When an activity could take place: slots of its planned days weighed against what is dated already, alone or a month at once.

A month is an exact choice of each next best slot in the order of who has fewest left, then mended: a meeting that finds
no free slot takes one whose only obstacles are meetings that can go elsewhere (an ejection chain of one step). That is a
local search: an exact one over 40 activities of 40 slots each would be a solver's work for nothing that a head could see.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from bot.domain.meetings.clashes import Clash, Engagement, clash
from bot.domain.meetings.days import meeting_days
from bot.domain.timing import local_instant

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from zoneinfo import ZoneInfo

    from bot.domain.meetings.period import PeriodWindow
    from bot.domain.vocabulary import Division

_HOURS = ((time(9), time(12)), (time(13), time(16)))
# From 11.30 to 13.00 is the Friday prayer.
_FRIDAY_HOURS = ((time(8), time(11)), (time(13, 30), time(15, 30)))
_FRIDAY, _SATURDAY = 4, 5
# Whoever is invited later than this has little time for a letter and an answer.
NOTICE = 5
OFFERED = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting that has no date: on which days the plan has it, and what it takes."""

    code: str
    windows: tuple[PeriodWindow, ...]
    place: str
    division: Division
    people: frozenset[int] = frozenset()
    # Which of several meetings of its activity in these days, from 1.
    turn: int = 1
    # Of the activity, as people read them.
    title: str = ""
    period: str = ""
    # What the plan says of the hour, and the hours that this means, in place of the usual ones; none where it is not read.
    hours_said: str = ""
    hours: tuple[tuple[time, time], ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        return self.code, self.turn


@dataclass(frozen=True, slots=True)
class Slot:
    """A day with hours."""

    day: date
    begin: time
    end: time


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


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """A proposal for each wish that has a free slot; `crowded` have only slots that clash, `without` none at all."""

    solved: tuple[Proposal, ...]
    crowded: tuple[Proposal, ...]
    without: tuple[Wish, ...]


def engagement(wish: Wish, slot: Slot, zone: ZoneInfo) -> Engagement:
    """What a wish takes in a slot."""
    span = meeting_days(local_instant(slot.day, slot.begin, zone), local_instant(slot.day, slot.end, zone), zone)
    return Engagement(span, wish.place, wish.division, wish.people)


def slots(wish: Wish, closed: Collection[date], today: date) -> list[Slot]:
    """The plan's own hours, else hours of work, on the planned days after today; not on weekends, not on days that are `closed`."""
    days = {
        window.first + timedelta(days=offset)
        for window in wish.windows
        for offset in range((window.last - window.first).days + 1)
    }
    return [
        Slot(day, begin, end)
        for day in sorted(days)
        if day > today and day.weekday() < _SATURDAY and day not in closed
        for begin, end in (wish.hours or (_FRIDAY_HOURS if day.weekday() == _FRIDAY else _HOURS))
    ]


def best(wish: Wish, booked: Booked, closed: Collection[date], today: date, most: int = OFFERED) -> list[Proposal]:
    """The best slots, each on another day; those that clash only where no more are free."""
    weighed = sorted((booked.weigh(wish, slot, today) for slot in slots(wish, closed, today)), key=_cost)
    found: dict[date, Proposal] = {}
    for one in weighed:
        found.setdefault(one.slot.day, one)
    return list(found.values())[:most]


def plan_month(wishes: Sequence[Wish], booked: Booked, closed: Collection[date], today: date) -> MonthPlan:
    """A slot for each wish at once. `booked` has all that was found free when this returns."""
    search = _Search(booked, today, {wish.key: slots(wish, closed, today) for wish in wishes})
    without = tuple(wish for wish in wishes if not search.choices[wish.key])
    free = {wish.key: search.free(wish) for wish in wishes}
    order = sorted(
        (wish for wish in wishes if search.choices[wish.key]),
        key=lambda wish: (free[wish.key], -len(wish.people), wish.key),
    )
    crowded = [proposal for wish in order if (proposal := search.place(wish)) is not None]
    solved = sorted(search.chosen.values(), key=lambda one: (one.starts_at, one.wish.key))
    return MonthPlan(tuple(solved), tuple(crowded), without)


@dataclass(slots=True)
class _Search:
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
        return min((self.booked.weigh(wish, slot, self.today) for slot in self.choices[wish.key]), key=_cost)

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


def _days_of(one: Engagement, zone: ZoneInfo) -> set[date]:
    """Each office-local day on which it takes some time."""
    return {moment.astimezone(zone).date() for day in one.days for moment in (day.starts_at, day.ends_at)}


def _cost(one: Proposal) -> tuple[int, int, bool, int, int, date, time]:
    return one.cost
