"""A day that there is, in a year of an office's calendar."""

from __future__ import annotations

import calendar
from datetime import date

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.months import MONTHS

# What is no year of an office's calendar is a slip of the finger; of two figures, where nothing says what day it is.
_YEARS, NEAR_YEARS = range(2000, 2100), range(2015, 2041)


def safe_date(year: int, month: int, day: int, given: str) -> date:
    """A date, or `DateProblem` no_such_day that says how many days the month has."""
    if year not in _YEARS or not 1 <= month <= len(MONTHS) or day < 1:
        raise DateProblem("not_a_date", given=given.strip())
    try:
        return date(year, month, day)
    except ValueError:
        last = calendar.monthrange(year, month)[1]
        raise DateProblem(
            "no_such_day", given=given.strip(), month=MONTHS[month - 1].capitalize(), last=str(last)
        ) from None
