"""Who hears when a report of piket is missing, and when: steps as data, each later than the one before unless somebody saw to it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.duty.shifts import LATE_FOR, shift_ends
from bot.domain.night import not_at_night
from bot.domain.timing import Due

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo


class Rung(StrEnum):
    """Who is asked."""

    # Whoever began a report and has not sent it.
    AUTHOR = "author"
    OFFICER = "officer"
    # The head of the secretariat; where none is on Telegram, the kecamatan's chair.
    SECRETARIAT = "secretariat"
    # The division that keeps the rota; one message for all that are missing.
    DIVISION = "division"


class Step(NamedTuple):
    """Whoever is asked so long after the shift's end, or after the officer was asked where that was later."""

    to: Rung
    after: timedelta


STEPS = (
    Step(Rung.OFFICER, timedelta(0)),
    Step(Rung.SECRETARIAT, timedelta(hours=1)),
    Step(Rung.DIVISION, timedelta(hours=2)),
)
# What is urgent and was begun: so long after the last press, once.
UNSENT = Step(Rung.AUTHOR, timedelta(minutes=5))
# What is asked so much later than it should have been was held up: the officer gets the time that is theirs all the same.
_HELD_UP = timedelta(minutes=15)


def step_due(
    step: Step, day: date, shift: str, asked_at: datetime | None, zone: ZoneInfo, told_at: datetime | None = None
) -> Due:
    """When a step is due for a shift whose officer was asked at `asked_at` (None: cannot be asked); never at night.

    Steps keep their distance, also where the night holds one up or the one before was told late (`told_at`). It is of use as
    long as the report is taken.
    """
    ends = shift_ends(day, shift, zone)
    since = _minute(asked_at) if asked_at is not None and asked_at > ends + _HELD_UP else ends
    nth = STEPS.index(step)
    at = steps_since(since, zone)[nth]
    if told_at is not None:
        at = max(at, not_at_night(_minute(told_at) + step.after - STEPS[nth - 1].after, zone))
    return Due(at, max(at, ends + LATE_FOR))


def steps_since(since: datetime, zone: ZoneInfo) -> Sequence[datetime]:
    """When each step is due where the first one is at `since`: none at night, and each with its distance to the one before."""
    found = [not_at_night(since, zone)]
    for before, one in pairwise(STEPS):
        found.append(not_at_night(max(since + one.after, found[-1] + one.after - before.after), zone))
    return found


def _minute(at: datetime) -> datetime:
    """Messages that go out one after the other were told at once, so that what follows them is one message again."""
    return at.replace(second=0, microsecond=0)


def named_in_digest(missing: Sequence[int], taken: Collection[int], *, climbs_to_reader: bool) -> list[int]:
    """Of shifts whose report is missing those that a digest names: who hears of them by a step of its own reads each once.

    What somebody sees to (`taken`) climbs no further, so it is in the digest alone.
    """
    return [one for one in missing if one in taken or not climbs_to_reader]


def climb(
    done: int,
    day: date,
    shift: str,
    asked_at: datetime | None,
    now: datetime,
    zone: ZoneInfo,
    told_at: datetime | None = None,
) -> tuple[Sequence[Step], datetime | None]:
    """The steps after the first `done` that are due by `now`, and when the next one falls due (None: there is none).

    `told_at`: when somebody was told by the last of those done. One is told now at most. Steps that have lost their use are
    taken too, so that they are not looked at again: see `Due.until`.
    """
    due: list[Step] = []
    for step in STEPS[done:]:
        found = step_due(step, day, shift, asked_at, zone, told_at)
        if found.at > now:
            return due, found.at
        due.append(step)
        if now < found.until:
            told_at = now
    return due, None
