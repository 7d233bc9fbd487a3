"""Weekdays and weeks that are said beside days, held against them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.meetings.periods.anomaly import AnomalyKind, Contradiction, NotUnderstood
from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.meetings.periods.series import PeriodSeries
from bot.domain.meetings.periods.window import Stretch
from bot.domain.words.dates.safe_date import safe_date
from bot.domain.words.weekdays import WEEKDAYS


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


def check_weekdays(series: PeriodSeries, names: Sequence[Named]) -> None:
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
