"""When two meetings are in each other's way: somebody is wanted at both, both are in one room, or one head holds both."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.meetings.online_links import only_online

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.vocabulary import Division

_BETWEEN_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Engagement:
    """What a meeting takes: its days, a room, the head of a division, and people (by id)."""

    days: tuple[MeetingDay, ...]
    place: str
    division: Division
    people: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Clash:
    """What two meetings both want at the same time."""

    people: frozenset[int] = field(default_factory=frozenset)
    room: bool = False
    head: bool = False

    def __bool__(self) -> bool:
        return bool(self.people) or self.room or self.head


def clash(one: Engagement, other: Engagement) -> Clash:
    """What both want while both are on; nothing where one ends before, or as, the other begins."""
    if not overlap(one.days, other.days):
        return Clash()
    return Clash(one.people & other.people, same_room(one.place, other.place), one.division is other.division)


def overlap(one: Sequence[MeetingDay], other: Sequence[MeetingDay]) -> bool:
    """Whether both are on at some moment. The nights between the days of a meeting are free."""
    return any(a.starts_at < b.ends_at and b.starts_at < a.ends_at for a in one for b in other)


def same_room(one: str, other: str) -> bool:
    """Whether two places are one room, however they are typed; what is held online alone takes none."""
    return not only_online(one) and _room(one) == _room(other) != ""


def _room(place: str) -> str:
    return _BETWEEN_WORDS.sub(" ", place.casefold()).strip()
