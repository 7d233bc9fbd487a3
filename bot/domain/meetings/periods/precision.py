"""How exactly, and how often, the plan's words name a time."""

from __future__ import annotations

from enum import StrEnum


class Precision(StrEnum):
    """How exactly the plan states a time."""

    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    PART = "part"
    MONTH = "month"
    SPAN = "span"
    # Several days, weeks or months that are apart.
    SEVERAL = "several"
    DEADLINE = "deadline"
    # A beginning without an end.
    OPEN = "open"
    RECURRING = "recurring"
    UNSTATED = "unstated"


class Frequency(StrEnum):
    """How often a recurring activity takes place."""

    MONTHLY = "monthly"
    TWO_MONTHLY = "two_monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """How many months lie between two turns."""
        return {"monthly": 1, "two_monthly": 2, "quarterly": 3, "half_yearly": 6, "yearly": 12}[self.value]
