"""The part of the day behind a date, which is said of its hour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.words.dates.problem import DateProblem

if TYPE_CHECKING:
    from collections.abc import Callable


# Of the hour, which is said by itself.
_PART_OF_DAY = re.compile(r"[\s,]*\(?\b(pagi|siang|sore|petang|malam)(?:\s+hari)?(?![\w-])\s*\)?")
_MOST_PARTS = 2


def check_part_of_day(words: str, given: str, read: Callable[[str], object]) -> None:
    """Say of `15 November 2023 malam` that its part of the day is too much, where the rest is what was asked for."""
    part = _PART_OF_DAY.search(words)
    # Of many each would be tried with each joint.
    if part is None or len(_PART_OF_DAY.findall(words)) > _MOST_PARTS:
        return
    without = " ".join(f"{words[: part.start()]}, {words[part.end() :].lstrip(' ,')}".strip(" ,").split())
    try:
        read(re.sub(r",\s*(?=s/d|-)", " ", without))
    except DateProblem as problem:
        if problem.code != "part_of_day":
            return
    raise DateProblem("part_of_day", given=given.strip(), part=part[1])
