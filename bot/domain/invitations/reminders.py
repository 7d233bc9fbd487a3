"""When the H-1 reminder of a session goes out, and what is said on the morning after; pure functions of office-local time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.domain.night import NIGHT_TO, is_night
from bot.domain.timing import announcement_due, local_instant

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

# Of the day before.
REMINDER_TIME = time(8)
# An invitation that leaves so many days till its session may wait for the next morning, and for its usual hour.
DAYS_TO_WAIT = timedelta(days=3)


@lru_cache(256)
def reminder_moment(starts_at: datetime, zone: ZoneInfo) -> datetime:
    """08.00 of the day before a session, office time."""
    return local_instant(starts_at.astimezone(zone).date() - timedelta(days=1), REMINDER_TIME, zone)


def reminder_morning(starts_at: datetime, zone: ZoneInfo) -> datetime:
    """The end of the night before the reminder: what tells all of a session from then on says "besok" itself."""
    return local_instant(starts_at.astimezone(zone).date() - timedelta(days=1), NIGHT_TO, zone)


def reminder_due(starts_at: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """The H-1 reminder: 08.00 the day before; if that is past, at once, but not at night.

    Shortly before a session starts the night rule yields: waiting for 05.00 would be too late.
    """
    return max(reminder_moment(starts_at, zone), announcement_due(starts_at, now, zone))


def joined_invitation(starts_at: datetime, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When somebody who was written to today is invited: with all that the next morning brings, as one message.

    None where the session is too near for that.
    """
    local = now.astimezone(zone)
    day = local.date() + timedelta(days=local.time() >= REMINDER_TIME)
    return local_instant(day, REMINDER_TIME, zone) if starts_at.astimezone(zone).date() - day >= DAYS_TO_WAIT else None


def invitation_due(starts_at: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """As `announcement_due`; what is days away wakes nobody at the end of the night, but comes with all that the morning brings."""
    later = joined_invitation(starts_at, now, zone) if is_night(now, zone) else None
    return announcement_due(starts_at, now, zone) if later is None else later


def usual_hour(morning: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """08.00 of the morning for which something waited, and from which start on a session is days away: then it comes at that hour."""
    day = morning.astimezone(zone).date()
    return local_instant(day, REMINDER_TIME, zone), local_instant(day + DAYS_TO_WAIT, time(), zone)


def morning_after(ends_at: datetime, zone: ZoneInfo) -> datetime:
    """08.00 of the day after a session; one that ends in the night belongs to the day before."""
    evening = ends_at.astimezone(zone)
    day = evening.date() - timedelta(days=1) if evening.time() < NIGHT_TO else evening.date()
    return local_instant(day + timedelta(days=1), REMINDER_TIME, zone)
