"""Days that are named, each or from the first to the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.meetings.periods.anomaly import NotUnderstood
from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.meetings.periods.period import Period
from bot.domain.meetings.periods.precision import Precision
from bot.domain.meetings.periods.sentence import Sentence
from bot.domain.meetings.periods.stretches import days_of, is_one_name
from bot.domain.meetings.periods.window import MonthPart, PeriodWindow, Stretch, merged


def closed_period(sentence: Sentence, found: list[Stretch]) -> Period:
    """Days that are named, each or from the first to the last."""
    windows = merged(days_of(found))
    if sentence.length is not None:
        windows = [_lasting(sentence, sentence.length, windows, found)]
    names = [name for stretch in found for name in stretch.names]
    several = len(windows) > 1
    if several and sentence.meetings not in {None, len(windows)}:
        raise NotUnderstood(sentence.text)
    period = Period(
        sentence.text,
        Precision.SEVERAL if several else _precision(names, windows[0]),
        windows[0].first,
        windows[-1].last,
        batches=len(windows) if several else max(sentence.meetings or 1, 1),
        deadline=sentence.marks == "F",
        apart=tuple(windows) if several else (),
    )
    name = names[0]
    if len(names) > 1:
        return period
    return replace(
        period,
        week=name.number if name.unit is Unit.WEEK else None,
        part=MonthPart(name.number) if name.unit is Unit.PART else None,
    )


def _lasting(sentence: Sentence, length: int, windows: list[PeriodWindow], found: list[Stretch]) -> PeriodWindow:
    """`13 November selama 3 hari`, or the three days themselves."""
    window = windows[0]
    if len(windows) > 1 or length < 1 or any(name.unit is not Unit.DAY for one in found for name in one.names):
        raise NotUnderstood(sentence.text)
    last = window.first + timedelta(days=length - 1)
    if last != window.last and not is_one_name(found):
        raise NotUnderstood(sentence.text)
    return PeriodWindow(window.first, last)


def _precision(names: Sequence[Named], window: PeriodWindow) -> Precision:
    if all(name.unit is Unit.DAY for name in names):
        return Precision.DAY if window.first == window.last else Precision.RANGE
    alone = {Unit.WEEK: Precision.WEEK, Unit.PART: Precision.PART, Unit.MONTH: Precision.MONTH}
    return alone.get(names[0].unit, Precision.SPAN) if len(names) == 1 else Precision.SPAN
