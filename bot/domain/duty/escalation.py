"""Who hears when a report of piket is missing, and when: steps as data, each later than the one before unless somebody saw to it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.duty.shifts import shift_ends
from bot.domain.night import not_at_night
from bot.domain.timing import Due, local_instant

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
_ASKED_UNTIL = time(21)


def step_due(step: Step, day: date, shift: str, asked_at: datetime | None, zone: ZoneInfo) -> Due:
    """When a step is due for a shift whose officer was asked at `asked_at` (None: cannot be asked); never at night.

    It is of use until 21.00 of the day after the shift's, as the question to the officer is.
    """
    ends = shift_ends(day, shift, zone)
    since = asked_at if asked_at is not None and asked_at > ends + _HELD_UP else ends
    at = not_at_night(since + step.after, zone)
    return Due(at, max(at, local_instant(day + timedelta(days=1), _ASKED_UNTIL, zone)))


def named_in_digest(missing: Sequence[int], taken: Collection[int], *, climbs_to_reader: bool) -> list[int]:
    """Of shifts whose report is missing those that a digest names: who hears of them by a step of its own reads each once.

    What somebody sees to (`taken`) climbs no further, so it is in the digest alone.
    """
    return [one for one in missing if one in taken or not climbs_to_reader]


def climb(
    done: int, day: date, shift: str, asked_at: datetime | None, now: datetime, zone: ZoneInfo
) -> tuple[Sequence[Step], datetime | None]:
    """The steps after the first `done` that are due by `now`, and when the next one falls due (None: there is none).

    Steps that have lost their use are taken too, so that they are not looked at again: see `Due.until`.
    """
    due: list[Step] = []
    for step in STEPS[done:]:
        at = step_due(step, day, shift, asked_at, zone).at
        if at > now:
            return due, at
        due.append(step)
    return due, None
