"""Dates in figures whose signs join them or part them: `2023-10-11/12`, `13-14-15 November`, `15 Nov-23`."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.domain.words.months import SHORT_MONTHS

_ISO = r"\d{4}([./-])\d{1,2}\%d\d{1,2}"
# "2023-10-11/12", as ISO 8601 writes intervals.
ISO_TILL = re.compile(rf"(?<![\d./-])({_ISO % 2}) ?[/-] ?(?=(?:\d{{1,2}}|{_ISO % 3})(?![\d./-]))")
# "13/11/2023-15/11/2023": with its year each is a whole date, and the sign between them joins.
_DMY = r"\d{1,2}([./-])\d{1,2}\%d\d{4}"
DMY_TILL = re.compile(rf"(?<![\d./-])({_DMY % 2})-(?={_DMY % 3}(?![\d./-]))")
# "15 Nov-23" of a plan of 2023, as "15-Nov-23": with other figures it may be the day to which it lasts.
YEAR_OF_PLAN = (
    rf"(?<![\d./-])(\d{{1,2}} (?:{SHORT_MONTHS})[a-z]*\.?)-(?=%02d(?![\d./-])(?! ?(?:bulan )?(?:{SHORT_MONTHS})))"
)
# "13-14-15 November": each day one more than the one before, it is these three however the signs are meant.
DAY_BY_DAY = re.compile(rf"(?<![\d./-])\d{{1,2}}(?: ?- ?\d{{1,2}}){{2,}}(?= ?(?:bulan )?(?:{SHORT_MONTHS}))")


def first_and_last(match: re.Match[str]) -> str:
    """`13-14-15` as its first day and its last, where each is one more than the one before."""
    days = [int(day) for day in re.findall(r"\d+", match[0])]
    in_order = all(later == earlier + 1 for earlier, later in pairwise(days))
    return f"{days[0]} s/d {days[-1]}" if in_order else match[0]
