"""Days and hours of an office as instants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.appointments import Appointment
from bot.domain.meetings.days import span_of_days
from bot.domain.timing import DEFAULT_DURATION, local_instant
from bot.domain.words.hours.stretch import Hours

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.handlers.typed import Days


def appointment_of(days: Days, times: Hours, where: tuple[str, str | None], zone: ZoneInfo) -> Appointment:
    """An office's days (first and last) and the hours of each as instants; `where` is a place and a link (`read_place`)."""
    (first, last), (place, link) = days, where
    start, end = times.start, times.end
    starts_at = local_instant(first, start, zone)
    if end is not None:
        return Appointment(starts_at, span_of_days(first, last, start, end, zone)[1], place, link=link)
    ends_at = local_instant(last, start, zone) + DEFAULT_DURATION
    return Appointment(starts_at, ends_at, place, link=link, open_end=True)
