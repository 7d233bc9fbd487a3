"""A rhythm as a button says it."""

from __future__ import annotations

import re

from bot.domain.meetings.periods.window import MonthPart
from bot.domain.meetings.series.day_codes import DAYS, days_of_code
from bot.domain.meetings.series.rhythms import MOST, Rhythm

_CODE = re.compile(rf"(\d{{1,2}})w(\d{{1,2}})m(?:k([1-5])|p([0-2])|{DAYS})?(?:x(\d{{1,2}}))?")


def rhythm_of_code(code: str) -> Rhythm:
    """The reverse of `Rhythm.code`; raises `ValueError` for what no rhythm that can be said has."""
    found = _CODE.fullmatch(code)
    if found is None:
        raise ValueError(code)
    week, part, *days, times = found.groups()[2:]
    rhythm = Rhythm(
        int(found[1]),
        int(found[2]),
        int(week) if week else None,
        MonthPart(int(part)) if part else None,
        int(times) if times else MOST,
        days_of_code(*days) if any(days) else None,
    )
    # Callback data can be forged: by weeks there are no days of the month, and each rhythm is written in one way.
    if (rhythm.weeks and rhythm.months) or not 0 < rhythm.times <= MOST or not rhythm.is_known or rhythm.code != code:
        raise ValueError(code)
    return rhythm
