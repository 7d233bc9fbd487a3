"""What days a series of stretches means: first and last days, one after the other."""

from __future__ import annotations

from bot.domain.meetings.periods.anomaly import AnomalyKind
from bot.domain.meetings.periods.checks import check_weekdays
from bot.domain.meetings.periods.completing import completed, distributed
from bot.domain.meetings.periods.contradiction import Contradiction, NotUnderstood
from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.meetings.periods.precision import Precision
from bot.domain.meetings.periods.series import PeriodSeries
from bot.domain.meetings.periods.window import PeriodWindow
from bot.domain.meetings.periods.windows import Stretch, window_of


def stretches(series: PeriodSeries, plan_year: int, text: str, *, until: bool = False) -> list[Stretch]:
    """The series' stretches in order; `until`: of a single one its end is meant. Raises `Contradiction`, `DateProblem`."""
    names = distributed(completed(series.stretches, plan_year, text), series.joints, text)
    groups: list[list[Named]] = [[names[0]]]
    for joint, name in zip(series.joints, names[1:], strict=True):
        if joint == "t":
            groups[-1].append(name)
        else:
            groups.append([name])
    if any(len(group) > 2 for group in groups) or (any(group[0].ends for group in groups) and not until):
        raise NotUnderstood(text)
    windows = [[window_of(name, text) for name in group] for group in groups]
    starts = [group[0].first for group in windows]
    if starts != sorted(starts) or any(group[-1].last < group[0].first for group in windows):
        precision = Precision.RANGE if series.unit is Unit.DAY else Precision.SPAN
        raise Contradiction(AnomalyKind.IMPOSSIBLE_ORDER, text, precision)
    check_weekdays(series, names)
    return [
        Stretch(tuple(group), PeriodWindow(days[0].first, days[-1].last))
        for group, days in zip(groups, windows, strict=True)
    ]
