"""What a session's terms were before: left for good, or gone back from, as by an undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.meetings.terms import Terms


class Former(NamedTuple):
    """When and where a session was to be, each the oldest first: before the present terms, and for a while between."""

    before: tuple[Terms, ...]
    between: tuple[Terms, ...]


def former(terms: Sequence[Terms]) -> Former:
    """Of terms as they followed each other, the present ones last; those that differ in nothing of when and where count once."""
    kept, between = [terms[0]], []
    for one in terms[1:]:
        again = next((place for place, old in enumerate(kept) if old.when_and_where == one.when_and_where), None)
        if again is None:
            kept.append(one)
        else:
            between += kept[again + 1 :]
            del kept[again + 1 :]
    present = kept.pop()
    return Former(tuple(kept), tuple(one for one in between if one.when_and_where != present.when_and_where))
