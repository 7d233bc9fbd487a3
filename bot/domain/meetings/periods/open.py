"""A planned time of which but the last day is named, or but the first."""

from __future__ import annotations

from bot.domain.meetings.periods.anomaly import Anomaly, AnomalyKind
from bot.domain.meetings.periods.contradiction import NotUnderstood
from bot.domain.meetings.periods.named import is_one_name
from bot.domain.meetings.periods.period import Period
from bot.domain.meetings.periods.precision import Precision
from bot.domain.meetings.periods.sentence import Sentence
from bot.domain.meetings.periods.windows import Stretch


def deadline_period(sentence: Sentence, found: list[Stretch]) -> Period:
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


def open_period(sentence: Sentence, found: list[Stretch]) -> Period:
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
