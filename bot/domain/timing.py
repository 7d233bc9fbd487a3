"""When messages are due and when they stop being useful; pure functions of office-local time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.night import not_at_night

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DIGEST_TIME = time(18)
DEFAULT_DURATION = timedelta(hours=3)
# Who hears of something less than this before it begins may be on the way already: then the night yields.
TOO_LATE = timedelta(hours=3)
# Where one changes their mind after H-1, others often do.
LATE_CHANGES_WAIT = timedelta(minutes=3)
# After what was told of the same subject last, by how often it was told.
_CALM = (timedelta(0), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=3))
# News of how it ended is of use so long before the session.
_IN_TIME = timedelta(minutes=30)
# Whoever has to leave within the hour is told at once.
_NO_TIME_TO_WAIT = timedelta(hours=1)
# What one press owes, as the dates of a plan, falls due within moments: no longer, for it may be taken back until then.
ONE_PRESS = timedelta(seconds=20)
# So long after it a date that was set, moved or called off can be undone, whoever was told.
UNDO_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Due:
    """A message is due at `at` and useless from `until` on (both UTC)."""

    at: datetime
    until: datetime


def local_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant of an office-local day and time."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def announcement_due(starts_at: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """What is told of a session goes now, or at the end of the night; at once where the morning would be too late.

    That is where the session begins before 08.00 of that morning.
    """
    morning = not_at_night(now, zone)
    return morning if morning + TOO_LATE <= starts_at else now


def hold_until(starts_at: datetime, now: datetime, hold: timedelta) -> datetime | None:
    """Till when messages of a new date wait, so that it can be taken back unread; None where there is no time for that."""
    return now + hold if hold and starts_at - now > _NO_TIME_TO_WAIT else None


def calm_moment(wanted: datetime, times: int, last: datetime | None, starts_at: datetime) -> datetime:
    """When news of a subject goes out that was told `times` already, `last` then: later each time, but before the start.

    The later ones never follow each other within minutes, also where the session is near.
    """
    if not times or last is None:
        return wanted
    waits = _CALM[min(times, len(_CALM)) - 1]
    in_time = max(starts_at - _IN_TIME, last + LATE_CHANGES_WAIT if waits else wanted)
    return max(wanted, min(last + waits, in_time))
