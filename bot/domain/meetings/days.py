"""The days of a meeting: one as a rule; of one that lasts several days each has the same hours, of a night one only its first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.domain.door.checkin import OPENS_BEFORE, is_open, opening_due
from bot.domain.invitations.reminders import reminder_due, reminder_morning
from bot.domain.ledger import Purpose
from bot.domain.night import not_at_night
from bot.domain.timing import Due, announcement_due, local_instant
from bot.domain.words.hours.stretch import ends_next_day

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOST_DAYS = 14


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """A day of a meeting, from 1: `starts_at` and `ends_at` in UTC."""

    number: int
    day: date
    starts_at: datetime
    ends_at: datetime


@lru_cache(maxsize=1024)
def meeting_days(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> tuple[MeetingDay, ...]:
    """A meeting's days, at least one. From the first begin to the last end, with the hours of these on every day."""
    first, last = starts_at.astimezone(zone), ends_at.astimezone(zone)
    begin, end = first.time(), last.time()
    overnight = end <= begin
    count = max((last.date() - first.date()).days + (not overnight), 1)
    if count == 1:
        return (MeetingDay(1, first.date(), starts_at, ends_at),)
    return tuple(
        MeetingDay(
            number + 1,
            day := first.date() + timedelta(days=number),
            local_instant(day, begin, zone),
            local_instant(day + timedelta(days=overnight), end, zone),
        )
        for number in range(count)
    )


def span_of_days(first: date, last: date, begin: time, end: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """First begin and last end, in UTC; an end that `ends_next_day` is on the day after the last."""
    after = last + timedelta(days=ends_next_day(begin, end))
    return local_instant(first, begin, zone), local_instant(after, end, zone)


def owed_daily(days: tuple[MeetingDay, ...], now: datetime, zone: ZoneInfo) -> list[tuple[Purpose, Due, int]]:
    """What whoever comes is owed of each day that is not over: the reminder before it, the message that opens its door.

    The first day's reminder goes out at 08.00 of the day before; a later one's when the day before it is over.
    """
    owed = []
    for day in days:
        if day.ends_at <= now:
            continue
        due = reminder_due(day.starts_at, now, zone)
        if day.number > 1:
            due = max(due, not_at_night(days[day.number - 2].ends_at, zone))
        owed.append((Purpose.REMINDER, Due(due, day.ends_at), day.number))
        owed.append((Purpose.CHECK_IN, opening_due(day.starts_at, day.ends_at, now, zone), day.number))
    return owed


def day_of(days: tuple[MeetingDay, ...], at: datetime) -> MeetingDay:
    """The day to which whoever came then came: the last whose door was open by then."""
    return next((one for one in reversed(days) if one.starts_at - OPENS_BEFORE <= at), days[0])


def change_due(now: datetime, zone: ZoneInfo, *expected: tuple[MeetingDay, ...]) -> datetime:
    """When a change is told, as `announcement_due`, to whoever counts on one of these meetings: as it is, as they know it.

    Whoever sets out in the morning for a day that is no more must know by then; between two days nobody is on the way but
    to the next.
    """
    coming = [day.starts_at for days in expected for day in days if day.ends_at > now]
    return announcement_due(min(coming), now, zone) if coming else now


def reminded_from(days: tuple[MeetingDay, ...], number: int, zone: ZoneInfo) -> datetime:
    """From when on what tells all of a meeting also reminds of that day."""
    moment = reminder_morning(days[number - 1].starts_at, zone)
    return moment if number == 1 else max(moment, days[number - 2].ends_at)


def next_turn(days: tuple[MeetingDay, ...], now: datetime) -> datetime | None:
    """When time next changes what may be pressed: a door opens or closes, answers close; None: no more."""
    opens = [day.starts_at - OPENS_BEFORE for day in days]
    turns = [*opens, days[0].starts_at, *(day.ends_at for day in days)]
    return min((turn for turn in turns if turn > now), default=None)


def day_at(days: tuple[MeetingDay, ...], now: datetime) -> MeetingDay | None:
    """The day whose door is open: an hour before its begin until its end."""
    return next((one for one in days if is_open(one.starts_at, one.ends_at, now)), None)
