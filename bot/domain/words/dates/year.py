"""The year of a day: of four figures, of two, or not said."""

from __future__ import annotations

import contextlib
from datetime import date

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.safe_date import NEAR_YEARS, safe_date
from bot.domain.words.years import full_year


def year_said(figures: str, given: str, default_year: int | None, today: date | None) -> int:
    """A year of four figures, or of two one near today."""
    near = today.year if today is not None else default_year
    if near is None and len(figures) == len("23"):
        year = next((year for year in NEAR_YEARS if year % 100 == int(figures)), None)
    else:
        year = full_year(figures, near or 0)
    if year is None:
        raise DateProblem("not_a_date", given=given.strip())
    return year


def without_year(month: int, day: int, given: str, default_year: int | None, today: date | None) -> date:
    """A day whose year is not said: of that default, or the coming one."""
    if default_year is not None:
        return safe_date(default_year, month, day, given)
    if today is None:
        raise DateProblem("missing_year", given=given.strip())
    # "5 januari" said in December is the coming January; 29 February may exist only then.
    with contextlib.suppress(DateProblem):
        found = safe_date(today.year, month, day, given)
        if found >= today:
            return found
    return safe_date(today.year + 1, month, day, given)
