"""Signs that join words, part them or say nothing."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.meetings.periods.token import PeriodToken

_SIGNS = {"-": "h", "&": "a", ",": "c", ";": "c", "/": "l", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")"}
# Signs that part words or stress them.
_SILENT = frozenset(".\"'!*_|")


def sign_token(text: str, around: tuple[str, str]) -> Iterator[PeriodToken]:
    """The token of a sign, which may stand between blanks; none of one that is silent."""
    if text in _SIGNS:
        yield PeriodToken(_SIGNS[text], text, glued=not any(map(str.isspace, around)))
    elif text not in _SILENT or all(map(str.isdigit, around)):
        yield PeriodToken("X", text)
