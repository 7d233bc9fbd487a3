"""What a roster file changes, in words: who is new, what of whom is another now, who leaves, who takes whose number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.importing.changes import Altered
    from bot.domain.vocabulary import Position


@dataclass(frozen=True, slots=True)
class InChair:
    """Somebody with their chair; `district` is empty for the office's own people."""

    name: str
    position: Position
    district: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody whose last day in office is set, or earlier than it was."""

    name: str
    last_day: date


@dataclass(frozen=True, slots=True)
class Replaced:
    """A number that was somebody's and is somebody else's by the file: one leaves office, the other is new."""

    person_id: int
    phone: str
    before: InChair
    after: InChair


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Somebody of whom a line is, if it is not of a namesake: with another number, in another position."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class RosterChanges:
    """All of it, in the order of the file; those who stay as they are are only counted."""

    new: tuple[InChair, ...] = ()
    altered: tuple[Altered, ...] = ()
    leaving: tuple[Leaving, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    # Whose role is another than it was, each as "name: role".
    roles: tuple[str, ...] = ()

    @property
    def renumbered(self) -> tuple[str, ...]:
        """Whose number is another, or is somebody else's now (as "before → after")."""
        own = [one.name for one in self.altered if any(field.column == "telepon" for field in one.fields)]
        return (*own, *(f"{one.before.name} → {one.after.name}" for one in self.replaced))

    @property
    def asked(self) -> frozenset[int]:
        """Ids of those of whom somebody must agree that they leave, or are the same."""
        return frozenset([one.person_id for one in self.replaced] + [one.person_id for one in self.doubtful])
