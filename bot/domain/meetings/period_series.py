"""What days a series of stretches means: months and years that are left out, first and last days, contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.meetings.period import (
    Anomaly,
    AnomalyKind,
    MonthPart,
    PeriodWindow,
    Precision,
    month_end,
    part_of_month,
    week_of_month,
)
from bot.domain.meetings.period_tokens import Named, Unit
from bot.domain.meetings.period_words import PeriodSeries
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.safe_date import safe_date
from bot.domain.words.weekdays import WEEKDAYS

# Months before and after a new year.
_LATE, _EARLY = range(10, 13), range(1, 4)


class Contradiction(Exception):
    """The words cannot be: the anomaly says why, `precision` what they would have been."""

    def __init__(self, kind: AnomalyKind, detail: str, precision: Precision = Precision.UNSTATED) -> None:
        super().__init__(kind, detail)
        self.anomaly = Anomaly(kind, detail)
        self.precision = precision


class NotUnderstood(Contradiction):
    """No rule reads the words, or some of them: those that are named."""

    def __init__(self, words: str) -> None:
        super().__init__(AnomalyKind.NOT_UNDERSTOOD, words)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from the first to the last of what is named; `names` are the one or two names that bound them."""

    names: tuple[Named, ...]
    window: PeriodWindow


def stretches(series: PeriodSeries, plan_year: int, text: str, *, until: bool = False) -> list[Stretch]:
    """The series' stretches in order; `until`: of a single one its end is meant. Raises `Contradiction`, `DateProblem`."""
    names = _distributed(_completed(series.stretches, plan_year, text), series.joints, text)
    groups: list[list[Named]] = [[names[0]]]
    for joint, name in zip(series.joints, names[1:], strict=True):
        if joint == "t":
            groups[-1].append(name)
        else:
            groups.append([name])
    if any(len(group) > 2 for group in groups) or (any(group[0].ends for group in groups) and not until):
        raise NotUnderstood(text)
    windows = [[_window(name, text) for name in group] for group in groups]
    starts = [group[0].first for group in windows]
    if starts != sorted(starts) or any(group[-1].last < group[0].first for group in windows):
        precision = Precision.RANGE if series.unit is Unit.DAY else Precision.SPAN
        raise Contradiction(AnomalyKind.IMPOSSIBLE_ORDER, text, precision)
    _check_weekdays(series, names)
    return [
        Stretch(tuple(group), PeriodWindow(days[0].first, days[-1].last))
        for group, days in zip(groups, windows, strict=True)
    ]


def merged(windows: Sequence[PeriodWindow]) -> list[PeriodWindow]:
    """The same days in as few stretches as they take; `windows` are in the order of their first days."""
    found = [windows[0]]
    for window in windows[1:]:
        before = found[-1]
        if window.first <= before.last + timedelta(days=1):
            found[-1] = PeriodWindow(before.first, max(before.last, window.last))
        else:
            found.append(window)
    return found


def check_week(days: Stretch, series: PeriodSeries) -> None:
    """Refuse days whose week of the month is not the one stated beside them."""
    stated = [name.number for name in series.stretches]
    months = {name.month for name in series.stretches if name.month is not None}
    for day in (days.window.first, days.window.last):
        week = (day.day - 1) // 7 + 1
        if not min(stated) <= week <= max(stated) or (months and day.month not in months):
            raise Contradiction(
                AnomalyKind.WEEK_MISMATCH, f"minggu ke-{min(stated)} ≠ minggu ke-{week} {day.isoformat()}"
            )


def _completed(names: Sequence[Named], plan_year: int, text: str) -> list[Named]:
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


def _distributed(names: list[Named], joints: Sequence[str], text: str) -> list[Named]:
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


def _window(name: Named, text: str) -> PeriodWindow:
    """The days that a complete name means. Raises `Contradiction`, and `DateProblem` for a day that does not exist."""
    year, month = name.year or 0, name.month or 1
    first = safe_date(year, month, name.number if name.unit is Unit.DAY else 1, text)
    if name.unit is Unit.DAY:
        return _shifted(first, name.shift, text)
    if name.unit is Unit.WEEK:
        week = week_of_month(year, month, name.number)
        if week is None:
            raise Contradiction(AnomalyKind.NO_SUCH_DAY, text)
        return week
    if name.unit is Unit.PART:
        return part_of_month(year, month, MonthPart(name.number))
    months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}[name.unit]
    begins = months * (name.number - 1) + 1
    last = month_end(year, begins + months - 1)
    return PeriodWindow(last if name.ends else date(year, begins, 1), last)


def _shifted(day: date, shift: int, text: str) -> PeriodWindow:
    try:
        moved = day + timedelta(days=shift)
    except OverflowError:
        raise DateProblem("not_a_date", given=text) from None
    return PeriodWindow(moved, moved)


def _check_weekdays(series: PeriodSeries, names: Sequence[Named]) -> None:
    """Refuse a day that is another weekday than the one beside it."""
    days = [(place, name) for place, name in enumerate(names) if name.unit is Unit.DAY]
    said = list(series.beside)
    if series.weekdays and len(series.weekdays) == len(days):
        said += [(place, weekday) for (place, _), weekday in zip(days, series.weekdays, strict=True)]
    elif series.weekdays:
        said += [(0, series.weekdays[0]), (len(names) - 1, series.weekdays[-1])]
    for place, weekday in said:
        name = names[place]
        if name.unit is not Unit.DAY:
            raise NotUnderstood(WEEKDAYS[weekday])
        day = safe_date(name.year or 0, name.month or 0, name.number, "")
        if day.weekday() != weekday:
            detail = f"{WEEKDAYS[weekday]} ≠ {WEEKDAYS[day.weekday()]} {day.isoformat()}"
            raise Contradiction(AnomalyKind.WEEKDAY_MISMATCH, detail)
