"""Days on which an office calls no meeting: public holidays, collective leave, stages of the election, days of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


WEEKEND = (5, 6)


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
