"""Rules that put the words of a planned time together: days, weeks, months and what joins them, how often, in how many batches.

A rule is a pattern over the kinds of the words (`alphabet`) and what becomes of the words that it matches; it may
leave them as they are. The rules are applied one after the other; `sentence` judges what is left. What they
make has its place in the `alphabet` too.
"""

from __future__ import annotations

import re

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.building import Build
from bot.domain.meetings.periods.rules import RULES


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
