"""How a session went."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.invitations.facts import InvitationFacts
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.recap.figures import Survey
from bot.domain.vocabulary import SessionStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from bot.domain.door.checkin import Arrival
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.recap.figures import Counts


@dataclass(frozen=True, slots=True)
class SessionRecap:
    """The recap of one session; `asked_at` is the moment it speaks of.

    `recorded`: the session is over and attendance was taken. `minutes` is the answer time (docs/figures.md). `scope` is
    the kecamatan whose people it is of; empty for all.
    """

    session: SessionFacts
    tally: Counts
    districts: tuple[tuple[str, Counts], ...]
    invitations: tuple[InvitationFacts, ...]
    asked_at: datetime
    recorded: bool
    minutes: int | None = None
    survey: Survey = field(default_factory=Survey)
    scope: str = ""
    # Of a session of several days, by invitation and day.
    arrivals: Mapping[int, Mapping[date, Arrival]] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        return self.session.status is SessionStatus.SCHEDULED and self.session.ends_at <= self.asked_at

    @property
    def arrived(self) -> int:
        """Check-ins so far, whether or not the session is over."""
        return sum(one.came_at is not None for one in self.invitations)

    @property
    def days(self) -> tuple[tuple[MeetingDay, int], ...]:
        """How many came on each day that has begun, where there are several."""
        if not self.session.is_of_days:
            return ()
        begun = [day for day in self.session.days if day.starts_at <= self.asked_at]
        return tuple((day, sum(day.day in arrivals for arrivals in self.arrivals.values())) for day in begun)
