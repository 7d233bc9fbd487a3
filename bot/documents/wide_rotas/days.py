"""Columns of days beside each other, a month's or a week's."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from bot.documents.bounds import UnreadableTable
from bot.domain.words.months import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence


# As many days beside each other are a month's, or its first half; from a later day on a week's are.
_FEWEST_DAYS, _FEWEST_LATER = 14, 7
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:\.0)?")


def check_day(year: int, month: int, day: int, cell: str) -> None:
    """Refuse a day that the month does not have."""
    if day > calendar.monthrange(year, month)[1]:
        raise UnreadableTable("import-file-rota-day", cell=cell, day=day, month=MONTHS[month - 1].capitalize())


def is_days(values: Sequence[str]) -> bool:
    """Whether a line heads columns of days."""
    days = list(days_in(values).values())
    return len(days) >= (_FEWEST_DAYS if days[:1] == [1] else _FEWEST_LATER)


def days_in(values: Sequence[str]) -> dict[int, int]:
    """Columns of days, each one more than the one before; none where they are not in order."""
    found = {place: int(float(value)) for place, value in enumerate(values) if _DAY.fullmatch(value)}
    days = list(found.values())
    if len(days) > 2 and days[0] == 1 and days[1] + 1 == days[2] and days[1] != 2:
        # The first is the number of a line or of a column.
        found.pop(next(iter(found)))
        days = days[1:]
    return found if days and days == list(range(days[0], days[0] + len(days))) else {}
