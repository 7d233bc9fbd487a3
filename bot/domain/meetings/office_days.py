"""Days on which an office calls no meeting: public holidays, collective leave, stages of the election, days of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from bot.domain.meetings.days import MeetingDay


WEEKEND = (5, 6)
_FRIDAY = 4
_PRAYER = (time(11, 30), time(13))


class DayKind(StrEnum):
    """Why a day is kept free; the value is what a table of an office's own days says."""

    HOLIDAY = "libur"
    # Cuti bersama.
    LEAVE = "cuti bersama"
    STAGE = "tahapan"
    OWN = "kantor"


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """A day that is kept free, and why, in the words of its source."""

    day: date
    kind: DayKind
    name: str


def meets_prayer(day: MeetingDay, zone: ZoneInfo) -> bool:
    """Whether its hours meet those of the Friday prayer."""
    begin, end = (datetime.combine(day.day, at, zone) for at in _PRAYER)
    return day.day.weekday() == _FRIDAY and day.starts_at < end and begin < day.ends_at
