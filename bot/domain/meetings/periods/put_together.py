"""Rules that put the words of a planned time together: days, weeks, months and what joins them, how often, in how many batches.

A rule is a pattern over the kinds of the words (`token`) and what becomes of the words that it matches; it may
leave them as they are. The rules are applied one after the other; `sentence` judges what is left. They make:

| kind | what it is | value |
| --- | --- | --- |
| `C` `M` `L` | how often, in how many batches, how many days | the number |
| `R` | setiap bulan, tiga bulan sekali | `Recurrence` |
| `v` `V` | weekdays before a day, or behind it | their numbers |
| `u` `i` `I` | week without a month, quarter or half, anything with all that it needs | `Named` |
| `Z` | all that is joined | `PeriodSeries` |
| `W` | s/d selesai | |
"""

from __future__ import annotations

import re

from bot.domain.meetings.periods.building import Build
from bot.domain.meetings.periods.rules import RULES
from bot.domain.meetings.periods.token import PeriodToken


def put_together(found: list[PeriodToken], plan_year: int) -> list[PeriodToken]:
    """The words with everything put together that a rule knows; `plan_year` tells Sundays from weeks."""
    for pattern, build in RULES:
        found = _applied(pattern, build, found, plan_year)
    return found


def _applied(pattern: re.Pattern[str], build: Build, found: list[PeriodToken], plan_year: int) -> list[PeriodToken]:
    made: list[PeriodToken] = []
    place = 0
    for match in pattern.finditer("".join(token.kind for token in found)):
        becomes = build(found[match.start() : match.end()], plan_year)
        if becomes is not None:
            made += [*found[place : match.start()], *becomes]
            place = match.end()
    return [*made, *found[place:]]
