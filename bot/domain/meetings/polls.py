"""When can people? A head asks about a few slots before one is set; what is best is what shuts out fewest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.meetings.days import meeting_days

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.domain.meetings.days import MeetingDay

MOST_SLOTS = 5


class Choice(StrEnum):
    """What somebody says of a slot."""

    CAN = "bisa"
    IF_NEED_BE = "kalau perlu"
    CANNOT = "tidak"


@dataclass(frozen=True, slots=True)
class PollSlot:
    """One time that is asked about, in UTC."""

    starts_at: datetime
    ends_at: datetime
    open_end: bool = False

    def days(self, zone: ZoneInfo) -> tuple[MeetingDay, ...]:
        """Each day, at least one."""
        return meeting_days(self.starts_at, self.ends_at, zone)

    def day(self, zone: ZoneInfo) -> date:
        """The first day."""
        return self.starts_at.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class PollFacts:
    """A poll about the date of an activity; `said` has by person (their id) what they said of which slot.

    `asked` are those whom it is about, by id their names, in roster order, `reached` the ids of those of them who can be written
    to; `chosen` is the slot that was taken; `dates` are those that have been set since, from the poll or not, by the
    session's code, the first one first.
    """

    id: int
    office_id: int
    activity_code: str
    title: str
    place: str
    zone: ZoneInfo
    slots: tuple[PollSlot, ...]
    asked: Mapping[int, str] = field(default_factory=dict)
    said: Mapping[int, Mapping[int, Choice]] = field(default_factory=dict)
    chosen: int | None = None
    dates: Mapping[str, PollSlot] = field(default_factory=dict)
    reached: frozenset[int] = frozenset()

    @property
    def is_over(self) -> bool:
        """Nobody need be asked any more."""
        return self.chosen is not None or bool(self.dates)

    def count(self, slot: int) -> Counter[Choice]:
        """How many said what of a slot."""
        return Counter(choices[slot] for choices in self.said.values() if slot in choices)

    @property
    def silent(self) -> tuple[str, ...]:
        """The names of those who were asked and have not said a word of any slot."""
        return tuple(name for one, name in self.asked.items() if one in self.reached and not self.said.get(one))

    @property
    def unreached(self) -> int:
        """How many the question cannot reach, and who have not said a word either."""
        return sum(one not in self.reached and not self.said.get(one) for one in self.asked)

    def coming(self, now: datetime) -> list[int]:
        """The slots that have not begun, in order: of others nobody is asked any more."""
        return [number for number, slot in enumerate(self.slots) if now < slot.starts_at]

    def answered(self, person_id: int, now: datetime) -> bool:
        """Whether somebody has said something of every slot to come."""
        return set(self.coming(now)) <= self.said.get(person_id, {}).keys()

    @property
    def ranked(self) -> list[int]:
        """Slots, the best first: fewest who cannot, then most who can without ado, then the earliest."""
        counts = {number: self.count(number) for number in range(len(self.slots))}
        return sorted(
            counts,
            key=lambda number: (
                counts[number][Choice.CANNOT],
                -counts[number][Choice.CAN],
                self.slots[number].starts_at,
            ),
        )
