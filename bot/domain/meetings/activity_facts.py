"""An activity of the plan with its sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.vocabulary import (
    ActivityKind,
    Division,
)

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """One line of the plan, with how far it has been dated."""

    id: int
    code: str
    division: Division
    title: str
    short_title: str
    kind: ActivityKind
    audience: str
    stated_participants: int | None
    place: str
    aims: str
    outputs: str
    note: str
    period_text: str
    earliest: date | None
    latest: date | None
    plan_year: int
    sessions: tuple[SessionFacts, ...] = ()
