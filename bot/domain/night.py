"""The hours of the night, in which nobody is written to without need; pure functions of office-local time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

NIGHT_FROM = time(21)
NIGHT_TO = time(5)


# Of one moment it is asked for every session and person.
@lru_cache(64)
def is_night(instant: datetime, zone: ZoneInfo) -> bool:
    """Whether `instant` lies in the office's quiet hours, 21.00-05.00."""
    local = instant.astimezone(zone).time()
    return local >= NIGHT_FROM or local < NIGHT_TO


@lru_cache(64)
def not_at_night(instant: datetime, zone: ZoneInfo) -> datetime:
    """`instant` itself by day, else the end of that night."""
    if not is_night(instant, zone):
        return instant
    local = instant.astimezone(zone)
    day = local.date() + timedelta(days=1) if local.time() >= NIGHT_FROM else local.date()
    return datetime.combine(day, NIGHT_TO, zone).astimezone(UTC)
