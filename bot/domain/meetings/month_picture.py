"""A month as a picture, as plain values: days by week, what is held on them by division, and what keeps a day free."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DayTone(StrEnum):
    """How a day looks."""

    WORK = "work"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    # Collective leave, or a stage of the election: offices are open, yet meetings keep away.
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Mark:
    """A session within a day: its activity's code, its hour, and the division whose colour it has."""

    code: str
    hour: str
    tone: str


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the grid; `number` is empty outside of the month, `more` how many marks had no room."""

    number: str
    tone: DayTone
    today: bool
    marks: tuple[Mark, ...]
    more: str


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A session below the grid: when, and what."""

    when: str
    what: str
    tone: str


@dataclass(frozen=True, slots=True)
class MonthPicture:
    """Weeks of seven days from Monday on; `legend` are names and tones, `notes` say why days are kept free."""

    title: str
    subtitle: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[MonthDay, ...], ...]
    legend: tuple[tuple[str, str], ...]
    agenda: tuple[AgendaLine, ...]
    notes: tuple[str, ...]
    footer: str
