"""What is asked step by step: which day, what hours, where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bot.handlers.questions import Question, question


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating(Question):
    """What is to be dated, by codes; `session` is "" for a new one. What is `old` is offered, and stays if it is kept.

    `seen` is the revision of a session that moves. Texts are those of an earlier session like this one.
    """

    code: str
    session: str
    seen: int | None = None
    old_day: date | None = None
    old_last: date | None = None
    old_start: time | None = None
    old_end: time | None = None
    old_place: str = ""
    agenda: str | None = None
    bring: str | None = None
    link: str | None = None
    # Asked for from the last look: the rest stays as it is there, and the answer leads back to it.
    back: bool = False
    note: str | None = None
    keep: bool = False


@question("set", "date", kw_only=True)
class AskedForDay(Dating):
    """Which day, or which days?"""


@question("set", "time", kw_only=True)
class AskedForHours(Dating):
    """From when until when? `doubtful` are words of time that may mean something else."""

    day: date
    last: date | None = None
    doubtful: str = ""


@question("set", "place", kw_only=True)
class AskedForPlace(Dating):
    """Where? Without an `end` it is open."""

    day: date
    last: date | None = None
    start: time
    end: time | None
    doubtful: str = ""
