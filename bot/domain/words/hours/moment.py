"""A moment of a day as it was said: what it may mean, by its part of the day or as an office means it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bot.domain.words.hours.parts_of_day import PARTS

NOON, MIDNIGHT = 12 * 60, 24 * 60
# Of these hours, written in one figure, an office means the one after noon; of those up to 7 either may be meant.
_SAID_AFTER_NOON, _SAID_OF_EITHER, SAID_OF_EVENING = range(1, 6), range(1, 8), range(6, 12)


@dataclass(frozen=True, slots=True)
class Moment:
    """What was said of one moment.

    `of_twelve`: 1-12 without a zero before it, as one speaks; `exact`: of two figures and with minutes, as on a clock of 24
    hours; `lone`: but one figure, with nothing that makes it an hour; `worded`: in words.
    """

    hour: int
    minute: int
    of_twelve: bool
    exact: bool
    lone: bool
    part: str
    zone: str
    worded: bool

    def of_part(self, part: str) -> int | None:
        """Minutes since midnight, by the part of the day; None where that has no such hour."""
        later = self.hour + 12 if self.hour < 12 else 0 if self.hour == 12 else self.hour
        hours = PARTS[part]
        # None of them is so long that it has both.
        for hour in (self.hour, later):
            if hour in hours and not (part == "pagi" and hour != self.hour):
                return hour * 60 + self.minute
        return None

    @property
    def of_either(self) -> bool:
        """Whether an office may mean either half of the day."""
        return not self.part and self.of_twelve and self.hour in _SAID_OF_EITHER

    def readings(self) -> list[int]:
        """What it may mean, in minutes since midnight; what an office means first."""
        if self.part:
            return [found for found in (self.of_part(self.part),) if found is not None]
        at = self.hour * 60 + self.minute
        if not self.of_twelve or self.hour == 12:
            return [at]
        return [at + NOON, at] if self.hour in _SAID_AFTER_NOON else [at, at + NOON]


def is_one(clock: Moment, last: int) -> bool:
    """Whether there is such a moment, the full hour `last` included."""
    return (
        (clock.hour < 24 or (clock.hour == last and not clock.minute)) and clock.minute < 60 and bool(clock.readings())
    )


def time_of(minutes: int) -> time:
    """The hour of so many minutes since midnight."""
    return time(minutes // 60, minutes % 60)
