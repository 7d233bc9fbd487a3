"""Why what was typed is no date or time."""

from __future__ import annotations


class DateProblem(ValueError):
    """What was typed is no date or time; `code` names a message, `values` fill it."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values
