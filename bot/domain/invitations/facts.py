"""An invitation, and who may stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.door.checkin import Arrival
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.people.facts import PersonFacts
from bot.domain.vocabulary import (
    Answer,
    ExcuseKind,
    Position,
)

if TYPE_CHECKING:
    from bot.domain.meetings.days import MeetingDay


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """One person's invitation with the standing answer."""

    id: int
    session: SessionFacts
    person: PersonFacts
    answer: Answer | None
    excuse: ExcuseKind | None = None
    excuse_text: str = ""
    # Who comes instead: somebody of the roster, or a guest with a position.
    substitute: str = ""
    guest_position: str = ""
    # Whether the bot can tell whoever comes instead.
    substitute_reached: bool = True
    # 1 for who gets the next seat; None for who has one, or wants none.
    place_in_line: int | None = None
    # When the answer was given, and by whom for this person, where that is looked at.
    answered_at: datetime | None = None
    answered_by: str = ""
    # When this person, or who stands in, came; and why somebody who had said to come did not.
    came_at: datetime | None = None
    by_substitute: bool = False
    absence_reason: str = ""
    # Of a session of several days, on which of them, when and how.
    came_on: Mapping[date, Arrival] = field(default_factory=dict)

    def has_come(self, day: MeetingDay) -> bool:
        """Whether they, or who stands in, came on that day of the session."""
        return day.day in self.came_on if self.session.is_of_days else self.came_at is not None

    @property
    def is_seated(self) -> bool:
        """Whether they are expected, should they say that they come: who waits for a seat is not."""
        return self.place_in_line is None


class StandsFor(NamedTuple):
    """Whom somebody stands in for; `place_in_line` as of their invitation: while there is one, neither is expected."""

    name: str
    place_in_line: int | None = None

    @property
    def is_seated(self) -> bool:
        """Whether they are expected: who comes for somebody who waits for a seat is not."""
        return self.place_in_line is None


class There(NamedTuple):
    """Of who stands in: when they came, or (`in_person`) whom they stand in for did; of several days on which, first of all."""

    at: datetime
    in_person: bool
    came_on: Mapping[date, Arrival] = MappingProxyType({})

    def has_come(self, session: SessionFacts, day: MeetingDay) -> bool:
        """Whether either came on that day of the session."""
        return day.day in self.came_on or not session.is_of_days


class StandIn(NamedTuple):
    """That somebody stands in at a session, and who of the two is there."""

    session: SessionFacts
    stands_for: StandsFor
    there: There | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may stand in for another; `reached`: whom the bot can tell."""

    id: int
    name: str
    position: Position
    reached: bool
