"""A report of piket, with what was said about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.duty.shift_facts import ShiftFacts
from bot.domain.vocabulary import Situation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


_GRAVITY = (Situation.SAFE, Situation.INCIDENT, Situation.URGENT)


def raised_at(said: Iterable[tuple[Situation, datetime]], now: Situation) -> datetime | None:
    """When a report became graver than it had been, last: `said` is what it was before each correction, and until when."""
    becomes = now
    for was, until in reversed(list(said)):
        if _GRAVITY.index(becomes) > _GRAVITY.index(was):
            return until
        becomes = was
    return None


class Hearer(StrEnum):
    """Who hears of an incident."""

    HEADS = "heads"
    ADMINS = "admins"
    CHAIR = "chair"
    KEEPER = "keeper"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was asked or answered about a report, in somebody's own words.

    `asked_by`: who asked it, until the report is in order.
    """

    by: str
    at: datetime
    text: str
    asked_by: int | None = None
    # That came with it, and are the report's now.
    photos: int = 0


@dataclass(frozen=True, slots=True)
class DutyReportFacts:
    """A stored duty report. `reported_by` sent it: where `on_behalf`, not the officer of the shift.

    `corrected`: how often it was put right, `first_text`: what it said before; `review_note`: what is still to be (empty: nothing); `reviewed_at`: since when it
    is looked at as it is now.
    """

    number: str
    shift: ShiftFacts
    situation: Situation
    text: str
    photos: int
    has_location: bool
    reported_at: datetime
    reported_by: str
    sender_id: int = 0
    on_behalf: bool = False
    corrected: int = 0
    first_text: str = ""
    review_note: str = ""
    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    remarks: tuple[Remark, ...] = ()
    # When it was put right to be graver than it had been before, last.
    raised_at: datetime | None = None
    # Of an incident.
    told: frozenset[Hearer] = frozenset()
