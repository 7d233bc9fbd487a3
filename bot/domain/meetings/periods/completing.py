"""Months and years that are left out of stretches that stand together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.meetings.periods.anomaly import NotUnderstood
from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.meetings.periods.window import MonthPart

# Months before and after a new year.
_LATE, _EARLY = range(10, 13), range(1, 4)


def completed(names: Sequence[Named], plan_year: int, text: str) -> list[Named]:
    """With the months and years that are left out: those of what follows, else of what stands before, else the plan's."""
    found = list(names)
    for place in reversed(range(len(found))):
        name, after = found[place], found[place + 1] if place + 1 < len(found) else None
        if name.month is None and name.unit <= Unit.PART:
            if after is None or (after.unit is not name.unit and not _till_part(name, after)):
                raise NotUnderstood(text)
            name = replace(name, month=after.month, year=name.year or after.year)
        elif name.year is None and after is not None:
            name = replace(name, year=_year_before(name, after, plan_year))
        found[place] = name
    year = None
    for place, name in enumerate(found):
        year = name.year or year
        found[place] = replace(name, year=year or plan_year)
    return found


def _till_part(name: Named, after: Named) -> bool:
    """Whether a day leads to a later part of its month: "1 s/d akhir November", but not "5 s/d awal Desember"."""
    return name.unit is Unit.DAY and after.unit is Unit.PART and after.number != MonthPart.BEGINNING


def _year_before(name: Named, after: Named, plan_year: int) -> int | None:
    """The year of what has none and stands before `after`: "Desember - Januari 2024" of a plan of 2023 begins in 2023.

    With the plan's own year, "Desember - Januari 2023", one of the two is a slip.
    """
    over_new_year = name.month in _LATE and after.month in _EARLY
    return plan_year if over_new_year and after.year == plan_year + 1 else after.year


def distributed(names: list[Named], joints: Sequence[str], text: str) -> list[Named]:
    """`minggu pertama bulan Oktober dan November` is that week of both; otherwise a list is of one kind."""
    if "t" in joints:
        listed = [name for name, joint in zip(names[1:], joints, strict=True) if joint != "t"]
    else:
        listed = names[1:]
    first = names[0]
    if (
        first.unit in (Unit.WEEK, Unit.PART)
        and listed
        and "t" not in joints
        and all(name.unit is Unit.MONTH for name in listed)
    ):
        return [first, *(replace(first, month=name.month, year=name.year) for name in listed)]
    if listed and len({name.unit for name in names}) > 1:
        raise NotUnderstood(text)
    # "2 bulan November dan Desember" is no 2 November.
    if any(name.loose for name in names) and any(name.unit is not Unit.DAY for name in names):
        raise NotUnderstood(text)
    return names
