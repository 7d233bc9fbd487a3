"""A sentence as the period that it allows: recurring, a deadline, open or closed."""

from __future__ import annotations

from bot.domain.meetings.periods.closed import closed_period
from bot.domain.meetings.periods.contradiction import NotUnderstood
from bot.domain.meetings.periods.named import is_one_name, stretches_named
from bot.domain.meetings.periods.open import deadline_period, open_period
from bot.domain.meetings.periods.period import Period
from bot.domain.meetings.periods.recurring import recurring
from bot.domain.meetings.periods.sentence import Sentence


def period_said(sentence: Sentence) -> Period:
    """What a sentence allows. Raises `Contradiction`, `DateProblem`."""
    if sentence.recurrence is not None:
        return recurring(sentence, sentence.recurrence)
    found = stretches_named(sentence)
    if sentence.marks in {"D", "t"}:
        return deadline_period(sentence, found)
    if "W" in sentence.marks or (sentence.marks == "f" and is_one_name(found) and sentence.length is None):
        return open_period(sentence, found)
    if sentence.marks not in {"", "F", "f"} or (sentence.marks and len(found) > 1):
        raise NotUnderstood(sentence.text)
    return closed_period(sentence, found)
