"""How a rule makes one word of several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.domain.meetings.periods.alphabet import PeriodToken

Build = Callable[[Sequence[PeriodToken], int], Iterable[PeriodToken] | None]


def as_one(kind: str, taken: Sequence[PeriodToken], value: object = None) -> list[PeriodToken]:
    """These words as one of that kind."""
    return [PeriodToken(kind, " ".join(token.text for token in taken), value)]


def first_of(taken: Iterable[PeriodToken], kinds: str) -> PeriodToken | None:
    """The first token of one of these kinds."""
    return next((token for token in taken if token.kind in kinds), None)


def value_of(taken: Iterable[PeriodToken], kinds: str) -> int | None:
    """The value of the first token of one of these kinds."""
    token = first_of(taken, kinds)
    return None if token is None else int(token.value)


def as_kind(kind: str) -> Build:
    """All the words as one."""
    return lambda taken, _: as_one(kind, taken)


def without(kinds: str) -> Build:
    """The words without those of these kinds."""
    return lambda taken, _: [token for token in taken if token.kind not in kinds]
