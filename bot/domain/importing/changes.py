"""What a file changes, line by line: who or what is new, what of whom is another now (old and new)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Field:
    """A column whose value is another now, as the file writes it; empty values are empty."""

    column: str
    before: str | date
    after: str | date


@dataclass(frozen=True, slots=True)
class Altered:
    """Somebody or something of which a file says something else than was known; `name` is the one known."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Reopened:
    """An incident that nobody handles any more: who did is not there, or may not."""

    number: str
    district: str
    taker: str


@dataclass(frozen=True, slots=True)
class LeftUndone:
    """Somebody who leaves office, and how many decisions they were to see to fall due only after that."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class InvitationChange:
    """How many people are newly invited to a session (by its code) and how many no longer are."""

    code: str
    added: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class LineChanges:
    """All of it, in the order of the file; what stays as it is is only counted."""

    new: tuple[str, ...] = ()
    altered: tuple[Altered, ...] = ()
