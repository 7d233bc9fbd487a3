"""A sentence as the period that it allows: recurring, a deadline, open or closed."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.meetings.periods.anomaly import Anomaly, AnomalyKind, NotUnderstood
from bot.domain.meetings.periods.closed import closed_period
from bot.domain.meetings.periods.period import Period
from bot.domain.meetings.periods.precision import Frequency, Precision
from bot.domain.meetings.periods.recurrence import Recurrence
from bot.domain.meetings.periods.sentence import Sentence
from bot.domain.meetings.periods.stretches import days_of, is_one_name, stretches_named
from bot.domain.meetings.periods.window import PeriodWindow, Stretch, merged


def period_said(sentence: Sentence) -> Period:
    """What a sentence allows. Raises `Contradiction`, `DateProblem`."""
    if sentence.recurrence is not None:
        return _recurring(sentence, sentence.recurrence)
    found = stretches_named(sentence)
    if sentence.marks in {"D", "t"}:
        return _deadline_period(sentence, found)
    if "W" in sentence.marks or (sentence.marks == "f" and is_one_name(found) and sentence.length is None):
        return _open_period(sentence, found)
    if sentence.marks not in {"", "F", "f"} or (sentence.marks and len(found) > 1):
        raise NotUnderstood(sentence.text)
    return closed_period(sentence, found)


def _recurring(sentence: Sentence, recurrence: Recurrence) -> Period:
    """Monthly, quarterly and so on, within the days or months that are named, if any."""
    week, times = sentence.week, sentence.times
    monthly = recurrence.frequency is Frequency.MONTHLY
    many = sentence.meetings if recurrence.times == 1 else recurrence.times if sentence.meetings is None else None
    if (week is not None and (not monthly or recurrence.part is not None)) or sentence.length is not None:
        raise NotUnderstood(sentence.text)
    if sentence.meetings is not None and many is None:
        raise NotUnderstood(sentence.text)
    period = Period(
        sentence.text,
        Precision.RECURRING,
        frequency=recurrence.frequency,
        week=week.number if week is not None else None,
        part=recurrence.part,
        batches=max(many or 1, 1),
    )
    if not times:
        if sentence.marks:
            raise NotUnderstood(sentence.text)
        return period
    window = _bounds(replace(sentence, times=times, week=None))
    begins, ends = sentence.marks in {"f", "W", "fW", ""}, sentence.marks in {"D", "t", ""}
    if sentence.marks == "f" and len(times[0].stretches) > 1:
        ends = True
    return replace(period, earliest=window.first if begins else None, latest=window.last if ends else None)


def _bounds(sentence: Sentence) -> PeriodWindow:
    """Within which days something recurs: a stretch of some turns, or where it begins or ends."""
    found = stretches_named(sentence)
    if len(merged(days_of(found))) > 1:
        raise NotUnderstood(sentence.text)
    window = PeriodWindow(found[0].window.first, found[-1].window.last)
    closed = sentence.marks == "" or not is_one_name(found)
    is_within_a_month = (window.first.year, window.first.month) == (window.last.year, window.last.month)
    if (closed and is_within_a_month) or "F" in sentence.marks:
        raise NotUnderstood(sentence.text)
    return window


def _deadline_period(sentence: Sentence, found: list[Stretch]) -> Period:
    """Every day up to the last that is meant."""
    if not is_one_name(found) or sentence.length is not None:
        raise NotUnderstood(sentence.text)
    return Period(
        sentence.text,
        Precision.DEADLINE,
        None,
        found[0].window.last,
        batches=max(sentence.meetings or 1, 1),
        deadline=True,
    )


def _open_period(sentence: Sentence, found: list[Stretch]) -> Period:
    """A beginning without an end: it is kept, and said."""
    if not is_one_name(found) or sentence.marks not in {"f", "W", "fW"} or sentence.length is not None:
        raise NotUnderstood(sentence.text)
    return Period(
        sentence.text,
        Precision.OPEN,
        found[0].window.first,
        batches=max(sentence.meetings or 1, 1),
        anomaly=Anomaly(AnomalyKind.NO_END, sentence.text),
    )
