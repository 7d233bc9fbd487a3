"""A shift of piket and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.duty.shifts import shift_ends, shift_hours
from bot.domain.people.facts import PersonFacts
from bot.domain.vocabulary import Situation

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """One duty shift and, where it came, a report of it: the `nth`, of which the first is the one it owes."""

    id: int
    day: date
    shift: str
    district_id: int
    district: str
    officer: PersonFacts
    nth: int
    report_number: str | None = None
    situation: Situation | None = None
    reported_at: datetime | None = None
    # The shift that is reported for all of one watch, and who else is on duty in it, where that was asked.
    watch_id: int | None = None
    mates: tuple[PersonFacts, ...] = ()
    # Who sent the report, where that was asked.
    reporter: str = ""

    @property
    def reported_as(self) -> int:
        """Of which shift the report is."""
        return self.watch_id or self.id

    @property
    def officers(self) -> tuple[PersonFacts, ...]:
        """Who is on duty."""
        return (self.officer, *self.mates)

    @property
    def names(self) -> str:
        return " dan ".join(one.name for one in self.officers)

    @property
    def begins(self) -> str:
        """When it begins, office-local: "20.00"."""
        return f"{shift_hours(self.shift)[0]:%H.%M}"

    @property
    def until(self) -> str:
        """When its report is due, office-local: "16.00"."""
        return f"{shift_hours(self.shift)[1]:%H.%M}"

    @property
    def due_on(self) -> date:
        """The day on which it is due: of a night shift the one after."""
        return shift_ends(self.day, self.shift, self.officer.zone).astimezone(self.officer.zone).date()

    @property
    def is_late(self) -> bool:
        """Whether the report that it owes came after its end; what else happens may be told at any hour."""
        told = self.reported_at if self.nth == 1 else None
        return told is not None and told > shift_ends(self.day, self.shift, self.officer.zone)
