"""What one message says of each of its sessions: reminders of a morning are one message, and it goes on through the day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeVar

from bot.domain.ledger import Purpose
from bot.domain.vocabulary import SessionStatus

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from datetime import datetime

    from bot.domain.invitations.facts import InvitationFacts, StandsFor, There
    from bot.domain.meetings.session_facts import SessionFacts

_Row = TypeVar("_Row", bound="OfSession")
# What comes later in a session's day takes the place of what was said of it before. A question that was held up until a
# reminder or the open door goes out says less than these. What is still to be handed in is said below whatever else is.
_AFTERWARDS = (Purpose.THANKS, Purpose.ABSENCE)
_LATER = {Purpose.HAND_IN: -2, Purpose.NUDGE: -1, Purpose.CHECK_IN: 1, **dict.fromkeys(_AFTERWARDS, 2)}


class KeptFile(Protocol):
    """A file of a session."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...


class Meanwhile(NamedTuple):
    """What whoever reads of a change has done: were there on a day that it no longer has, answered since it was told."""

    came_in_vain: bool = False
    answered: bool = False


NOTHING_MEANWHILE = Meanwhile()


def answered_since(invitation: InvitationFacts | None, told_at: datetime) -> bool:
    """Whether an answer was given after something was told, or was to be."""
    return invitation is not None and invitation.answered_at is not None and invitation.answered_at >= told_at


@dataclass(frozen=True, slots=True)
class Part:
    """One session in a message to a person, who is invited or stands in (for whom), or is of the office (neither).

    `revision` is the one that was told, `number` the day of the session, from 1.
    """

    purpose: Purpose
    session: SessionFacts
    revision: int
    number: int = 1
    invitation: InvitationFacts | None = None
    stands_for: StandsFor | None = None
    # That they came for that person, or that person did.
    there: There | None = None
    materials: Sequence[KeptFile] = ()
    # What was kept of its reason when it was owed.
    facts: Mapping[str, Any] = field(default_factory=dict)
    # Where else they are expected at the same time, of what the message does not say itself.
    twice: Sequence[SessionFacts] = ()
    # What their kecamatan has not handed in, where that is said.
    lacking: Sequence[str] = ()
    # The batch of which they were before, and the revision of it that they were told of.
    switched_from: tuple[SessionFacts, int] | None = None
    meanwhile: Meanwhile = NOTHING_MEANWHILE

    @property
    def void(self) -> Literal["moved", "cancelled", "withdrawn"] | None:
        """Why nothing of it holds any more."""
        if self.purpose is Purpose.CANCELLED:
            return None if self.session.status is SessionStatus.CANCELLED else "moved"
        if self.session.status is SessionStatus.CANCELLED:
            return "cancelled"
        if self.purpose.traits.follows_revision and self.revision < self.session.revision:
            return "moved"
        concerned = self.invitation is not None or self.stands_for is not None
        if self.purpose is Purpose.WITHDRAWN:
            # To what has begun they stay invited.
            return "moved" if concerned and "begun" not in self.facts else None
        of_office = self.purpose in (Purpose.OFFICE_REMINDER, Purpose.THANKS) or "office" in self.facts
        return None if concerned or of_office else "withdrawn"


def batch_before(facts: Mapping[str, Any]) -> tuple[int, int] | None:
    """Of somebody who is of another batch now: the session of which they were, and the revision that they were told of."""
    return tuple(facts["from"]) if "from" in facts else None


def switched_from(
    facts: Mapping[str, Any],
    person_id: int,
    sessions: Mapping[int, SessionFacts],
    invited: Container[tuple[int, int]],
) -> tuple[SessionFacts, int] | None:
    """The batch of which they were before, unless they are of it again."""
    before = batch_before(facts)
    if before is None or before[0] not in sessions or (before[0], person_id) in invited:
        return None
    return sessions[before[0]], before[1]


class OfSession(Protocol):
    """What is said of a session, or of none."""

    @property
    def session_id(self) -> int | None: ...


def in_two(rows: Sequence[_Row], parts: Sequence[Part]) -> tuple[list[_Row], list[_Row]]:
    """The rows of what is too much for one message, for two: all that is said of one session stays in one place."""
    first = {part.session.id for part in parts[: len(parts) // 2]}
    return [row for row in rows if row.session_id in first], [row for row in rows if row.session_id not in first]


def merged(parts: Sequence[Part]) -> list[Part]:
    """One part a session, what was said of it last, in the order of the days and hours as told."""
    latest: dict[int, Part] = {}
    for part in parts:
        before = latest.get(part.session.id)
        if before is None:
            latest[part.session.id] = part
            continue
        said = part if _LATER.get(part.purpose, 0) >= _LATER.get(before.purpose, 0) else before
        lacking = () if said.purpose in _AFTERWARDS else part.lacking or before.lacking
        latest[part.session.id] = replace(said, lacking=lacking)
    # So that a number that was read stays that of its session, also when that moves.
    return sorted(latest.values(), key=lambda part: part.session.terms_at(part.revision).starts_at)
