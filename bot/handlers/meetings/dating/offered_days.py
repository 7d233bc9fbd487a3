"""The days that are offered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.services.meetings.calendar import periods

if TYPE_CHECKING:
    from bot.domain.meetings.activity_facts import ActivityFacts


_OFFERED_DAYS = 9
_OFFERED_AHEAD = timedelta(days=92)


def days_offered(found: ActivityFacts, today: date) -> list[date]:
    """Working days of the planned period, from tomorrow on."""
    period = periods.period_of(found)
    first = today + timedelta(days=1)
    windows = period.windows(first, first + _OFFERED_AHEAD)
    days = [
        window.first + timedelta(days=offset)
        for window in windows
        for offset in range((window.last - window.first).days + 1)
    ]
    return [day for day in days if day.weekday() < 5][:_OFFERED_DAYS]
