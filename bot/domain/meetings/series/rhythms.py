"""How often a meeting comes again, and on which days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.meetings.periods.days_of_month import MonthDays
from bot.domain.meetings.periods.precision import Frequency
from bot.domain.meetings.periods.window import MonthPart
from bot.domain.meetings.series.day_codes import code_of_days

if TYPE_CHECKING:
    from bot.domain.meetings.periods.period import Period


# What a button has room for.
_MOST_DAYS = 8
# Every so many weeks, or months.
_WEEKS, _MONTHS = (1, 2), frozenset(one.months for one in Frequency)
# More than a year holds of any.
MOST = 60


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many weeks, or every so many months: then perhaps in a week, a part or on days of the month; so many times at most."""

    weeks: int = 0
    months: int = 0
    week: int | None = None
    part: MonthPart | None = None
    times: int = MOST
    within: MonthDays | None = None

    @property
    def is_known(self) -> bool:
        """Whether words can say it: every week or two, or as many months as a plan has it."""
        if self.weeks:
            return self.weeks in _WEEKS and (self.months, self.week, self.part, self.within) == (0, None, None, None)
        of_one_month = self.week is not None or self.within is not None
        return (
            self.months in _MONTHS
            and (self.months == 1 or not of_one_month)
            and (self.within is None or self.within.is_sound)
        )

    @property
    def code(self) -> str:
        """As a button says it."""
        within = f"k{self.week}" if self.week is not None else "" if self.part is None else f"p{int(self.part)}"
        within += "" if self.within is None else code_of_days(self.within)
        times = f"x{self.times}" if self.times != MOST else ""
        return f"{self.weeks}w{self.months}m{within}{times}"


def rhythm_of(period: Period) -> Rhythm | None:
    """How often the plan's words have it; None: they name no turns."""
    if period.frequency is None or (period.within is not None and len(period.within.days) > _MOST_DAYS):
        return None
    return Rhythm(months=period.frequency.months, week=period.week, part=period.part, within=period.within)
