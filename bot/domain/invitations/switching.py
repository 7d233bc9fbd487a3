"""Changing from one batch (gelombang) of an activity to another: somebody asks, a head decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.meetings.session_facts import SessionFacts


@dataclass(frozen=True, slots=True)
class Filled:
    """A batch: how many are invited, and how many of them come or send somebody."""

    session: SessionFacts
    invited: int
    coming: int

    @property
    def left(self) -> int | None:
        """Seats that nobody has taken; None: there are seats for all."""
        return None if self.session.seats is None else max(self.session.seats - self.coming, 0)


@dataclass(frozen=True, slots=True)
class Switch:
    """Somebody's request; `agreed`: what a head (`decided_by`) said, None as long as nobody did."""

    id: int
    office_id: int
    person_id: int
    name: str
    district: str
    before: Filled
    after: Filled
    agreed: bool | None = None
    decided_by: str = ""
