"""Recaps of a period as plain values: text, picture, workbook and PDF are all made of these, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.recap.figures import Counts, Survey, total
from bot.domain.recap.plan_figures import PlanCounts
from bot.domain.recap.spans import Span
from bot.domain.vocabulary import Answer, Division, Position, SessionStatus


class View(StrEnum):
    """What a recap is of; the value stands in buttons."""

    OFFICE = "o"
    DIVISIONS = "vs"
    DIVISION = "v"
    DISTRICTS = "ks"
    DISTRICT = "k"
    PERSON = "p"


@dataclass(frozen=True, slots=True)
class Query:
    """A recap somebody asks for: `subject` is a division's code, or the id of a kecamatan or person; else empty."""

    view: View
    span: Span
    subject: str = ""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session of the period; `recorded`: it is over and attendance was taken. A cancelled one counts nobody."""

    session: SessionFacts
    counts: Counts
    recorded: bool

    @property
    def cancelled(self) -> bool:
        return self.session.status is SessionStatus.CANCELLED


@dataclass(frozen=True, slots=True)
class DistrictFigures:
    """A kecamatan; id None and an empty name are the office's own people."""

    id: int | None
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """A person over the sessions of the period."""

    id: int
    name: str
    position: Position
    district: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What one person did about one session: the standing answer, and when they (or who stood in) came."""

    answer: Answer | None
    came_at: datetime | None


@dataclass(frozen=True, slots=True)
class Recap:
    """The figures of a period as of `asked_at`; `name` is that of the division, kecamatan or person asked for.

    `before` counts the period before in the same way. `own` is filled for one person, `duty` (shifts, reports) for one
    kecamatan, `plan` for a year.
    """

    query: Query
    name: str
    office: str
    zone: ZoneInfo
    asked_at: datetime
    sessions: tuple[SessionLine, ...]
    districts: tuple[DistrictFigures, ...]
    divisions: tuple[tuple[Division, Counts], ...]
    months: tuple[tuple[Span, Counts], ...]
    people: tuple[PersonFigures, ...]
    minutes: int | None
    survey: Survey
    before: Counts
    minutes_before: int | None
    own: tuple[OwnLine, ...] = ()
    duty: tuple[int, int] = (0, 0)
    plan: tuple[tuple[Division, PlanCounts], ...] = ()

    @property
    def span(self) -> Span:
        return self.query.span

    @property
    def total(self) -> Counts:
        return total(line.counts for line in self.sessions)

    @property
    def scheduled(self) -> int:
        """Sessions that are not cancelled."""
        return sum(not line.cancelled for line in self.sessions)

    @property
    def cancelled(self) -> int:
        return len(self.sessions) - self.scheduled

    @property
    def over(self) -> int:
        """Sessions that took place."""
        return sum(not line.cancelled and line.session.ends_at <= self.asked_at for line in self.sessions)

    @property
    def recorded(self) -> int:
        """Sessions whose attendance was taken."""
        return sum(line.recorded for line in self.sessions)


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """An office in a recap of the country."""

    id: int
    name: str
    sessions: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class NationalRecap:
    """A period over all offices of the deployment; its days are those of `zone`, the same for all."""

    span: Span
    zone: ZoneInfo
    asked_at: datetime
    offices: tuple[OfficeFigures, ...]
    minutes: int | None

    @property
    def total(self) -> Counts:
        return total(line.counts for line in self.offices)

    @property
    def sessions(self) -> int:
        """Sessions that are not cancelled."""
        return sum(line.sessions for line in self.offices)


def plan_total(lines: Iterable[tuple[Division, PlanCounts]]) -> PlanCounts:
    """Divisions as one."""
    return sum((counts for _, counts in lines), PlanCounts())
