"""Why no days are meant by the words of a planned time."""

from __future__ import annotations

from bot.domain.meetings.periods.anomaly import Anomaly, AnomalyKind
from bot.domain.meetings.periods.precision import Precision


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
