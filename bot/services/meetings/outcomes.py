"""What comes of setting, moving or cancelling a date: it is done, or somebody is asked first and nothing was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.meetings.periods.period import Period
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.meetings.clashing import Conflict
    from bot.services.owing.reconciling import Reach


@dataclass(frozen=True, slots=True)
class Scheduled:
    """The session as it now stands, and whom it reaches."""

    session: SessionFacts
    reach: Reach


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of each of several: those that are set, moved or called off, and those that need a look of their own.

    `reaches` says whom each of these reaches, where they were done just now.
    """

    done: tuple[SessionFacts, ...]
    left: tuple[str, ...] = ()
    reaches: tuple[Reach, ...] = ()

    @classmethod
    def of(cls, done: Sequence[Scheduled], left: Sequence[str]) -> Followed:
        """Done just now."""
        return cls(tuple(one.session for one in done), tuple(left), tuple(one.reach for one in done))


@dataclass(frozen=True, slots=True)
class OutsidePeriod:
    """Nothing was written: the day is outside what the plan says; ask, then call again with `confirmed=True`."""

    code: str
    period: Period


@dataclass(frozen=True, slots=True)
class Clashing:
    """Nothing was written: others are in the way; ask, then call again with their sessions in `beside`."""

    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    """Nothing was written: somebody else changed the session since the actor saw it; show it, ask, then call again."""

    session: SessionFacts
