"""What a person can do wrong: a message key and the values for it; views turn them into one friendly line."""

from __future__ import annotations


class Refusal(Exception):
    """A use case said no. `key` names a message of `locales/id/refusals.ftl`, `values` fill it.

    `tells_of` is the id of a session of which whoever reads it learns how it stands.
    """

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.tells_of: int | None = None
        self.values = values

    def telling_of(self, session_id: int) -> Refusal:
        """The same, which says how a session stands."""
        self.tells_of = session_id
        return self

    def __str__(self) -> str:
        return f"{self.key} {self.values}" if self.values else self.key
