"""The slots in which a meeting may take place: hours of work on its planned days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.meetings.clashes import Engagement
from bot.domain.meetings.days import meeting_days
from bot.domain.timing import local_instant

if TYPE_CHECKING:
    from collections.abc import Collection
    from zoneinfo import ZoneInfo

    from bot.domain.meetings.periods.window import PeriodWindow
    from bot.domain.vocabulary import Division


_HOURS = ((time(9), time(12)), (time(13), time(16)))
# From 11.30 to 13.00 is the Friday prayer.
_FRIDAY_HOURS = ((time(8), time(11)), (time(13, 30), time(15, 30)))
_FRIDAY, _SATURDAY = 4, 5


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
