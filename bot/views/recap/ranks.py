"""Places in a ranking: the first and the last of many kecamatan or offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.views.recap import words
from bot.views.text import Markup, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.recap.figures import Counts

# Of more than twice as many only the first and the last are shown.
_FEW = 3
# One meeting makes no list of shame: whoever was ill on that day stands last.
_ENOUGH = 3


class Ranked(Protocol):
    """Whose place it is."""

    @property
    def name(self) -> str: ...


def best_and_worst(places: Sequence[tuple[int, Ranked, Counts]], of: str, *, meetings: int) -> list[str]:
    """Nothing of fewer than two, nor of fewer `meetings` than say something; `of`: districts or offices."""
    if meetings < _ENOUGH:
        return []
    if len(places) <= 2 * _FEW:
        return ["", t(f"ranking-{of}"), *(line(*one) for one in places)] if len(places) > 1 else []
    best, worst = places[:_FEW], places[-_FEW:]
    # Whoever shares the last place shown is as good as who is named.
    equal = sum(place == best[-1][0] for place, *_ in places[_FEW:])
    return [
        "",
        t(f"ranking-best-{of}"),
        *(line(*one) for one in best),
        *([t(f"ranking-more-{of}", count=equal, rank=best[-1][0])] if equal else []),
        "",
        t(f"ranking-worst-{of}"),
        *(line(*one) for one in worst),
    ]


def line(place: int, whose: Ranked, counts: Counts, *, full: bool = False) -> Markup:
    """A place with its two shares; `full`: with the four answers."""
    name = Markup(words.short_answers(whose.name, counts)) if full else whose.name
    if counts.expected:
        attendance = words.shown(counts.attendance_percent)
        return t("recap-rank-came", rank=place, name=name, response=counts.response_percent, attendance=attendance)
    return t("recap-rank", rank=place, name=name, response=counts.response_percent)
