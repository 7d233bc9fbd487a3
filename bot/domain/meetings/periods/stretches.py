"""What days a series of stretches means, and the stretches that a sentence names, held against what else is said of them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.meetings.periods.anomaly import AnomalyKind, Contradiction, NotUnderstood
from bot.domain.meetings.periods.checks import check_week, check_weekdays
from bot.domain.meetings.periods.completing import completed, distributed
from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.meetings.periods.precision import Precision
from bot.domain.meetings.periods.sentence import Sentence
from bot.domain.meetings.periods.series import PeriodSeries
from bot.domain.meetings.periods.window import PeriodWindow, Stretch, window_of


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


def stretches_named(sentence: Sentence) -> list[Stretch]:
    """The stretches of time that are named, held against what else is said of them."""
    until = sentence.marks in {"D", "t"}
    times = [part for one in sentence.times for part in _parted(one)]
    if sentence.week is not None:
        times.append(PeriodSeries((sentence.week,)))
    # A week that is said beside days is no other time.
    weeks = [one for one in times if one.unit is Unit.WEEK]
    days = [one for one in times if one.unit is Unit.DAY]
    if len(weeks) == len(days) == 1 and len(times) == 2:
        found = stretches(days[0], sentence.plan_year, sentence.text, until=until)
        for stretch in found:
            check_week(stretch, weeks[0])
        return found
    read = [stretches(one, sentence.plan_year, sentence.text, until=until) for one in times]
    if len(read) == 2 and days_of(read[0]) == days_of(read[1]):
        del read[1]
    if len(read) != 1:
        raise NotUnderstood(sentence.text)
    return read[0]


def _parted(series: PeriodSeries) -> list[PeriodSeries]:
    """`minggu kedua, 9 November` as the week and the day that are said of one time."""
    if series.joints == ("c",) and {name.unit for name in series.stretches} == {Unit.DAY, Unit.WEEK}:
        return [
            PeriodSeries((name,), (), tuple((0, weekday) for at, weekday in series.beside if at == place))
            for place, name in enumerate(series.stretches)
        ]
    return [series]


def days_of(found: Sequence[Stretch]) -> list[PeriodWindow]:
    """The days of each."""
    return [stretch.window for stretch in found]


def is_one_name(found: Sequence[Stretch]) -> bool:
    """Whether but one day, week or longer is named."""
    return len(found) == 1 and len(found[0].names) == 1
