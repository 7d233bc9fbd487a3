"""Why no days can be read from the plan's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.meetings.periods.precision import Precision


class AnomalyKind(StrEnum):
    """What is wrong with the plan's words."""

    IMPOSSIBLE_ORDER = "impossible_order"
    WEEK_MISMATCH = "week_mismatch"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    NO_SUCH_DAY = "no_such_day"
    # The beginning can be relied on; till when is not said.
    NO_END = "no_end"
    # Weeks or parts of a month, of which month is not said.
    NO_MONTH = "no_month"
    # A plan has turns by months; by weeks a session that is dated comes again.
    WEEKLY = "weekly"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A contradiction in the plan, kept as a value: never a guess passed off as a date."""

    kind: AnomalyKind
    detail: str


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
