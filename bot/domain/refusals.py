"""What a person can do wrong: a message key and the values for it; views turn them into one friendly line."""

from __future__ import annotations


class Refusal(Exception):
    """A use case said no. `key` names a message of `locales/id/refusals.ftl`, `values` fill it."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return f"{self.key} {self.values}" if self.values else self.key
