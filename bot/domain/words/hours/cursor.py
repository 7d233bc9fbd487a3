"""A text as it is read from left to right, and where in the original that is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.words.plain import seen

if TYPE_CHECKING:
    from collections.abc import Iterator


class Cursor:
    """A text as it is read, and where in the original each sign stands: without invisible signs, with one kind of dash."""

    def __init__(self, text: str) -> None:
        self._original = text
        signs = list(_plain(text))
        self._text = "".join(sign for sign, _ in signs)
        self._places = [place for _, place in signs]
        self.at = 0

    def take(self, pattern: str | re.Pattern[str]) -> re.Match[str] | None:
        """What matches next, behind blanks; it is read then."""
        found = re.compile(rf"\s*(?:{pattern if isinstance(pattern, str) else pattern.pattern})").match(
            self._text, self.at
        )
        if found is not None:
            self.at = found.end()
        return found

    def find(self, pattern: re.Pattern[str]) -> str:
        """The first that matches anywhere, as it is written, or ""."""
        found = pattern.search(self._text)
        return found[0].strip() if found else ""

    def starts(self) -> Iterator[int]:
        """Where a figure or a word may begin."""
        return (match.start() for match in re.finditer(r"(?<![\w.:])\w", self._text))

    def read(self) -> str:
        """What has been read."""
        end = self._places[self.at] if self.at < len(self._places) else len(self._original)
        return self._original[:end].strip()

    def rest(self) -> str:
        """What has not."""
        return self._original[self._places[self.at] :] if self.at < len(self._places) else ""


def _plain(text: str) -> Iterator[tuple[str, int]]:
    for place, sign in enumerate(text):
        for one in seen(sign):
            lower = one.lower()
            yield (" " if one.isspace() else lower if len(lower) == 1 else one), place
