"""Sheets as offices keep them (those of the tests): read as they are meant, openly refused, or read wrongly in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from measured import Bench, Row, say

from tests.importing.sheets import RIGHT, SHEETS, THREE, outcome

if TYPE_CHECKING:
    from collections.abc import Callable


def sheets(_bench: Bench) -> list[Row]:
    """Each of the same three people."""
    read = refused = wrong = 0
    for name, (content, right) in SHEETS.items():
        people, reason = outcome(content)
        refused += bool(reason)
        read += not reason and right == RIGHT and people == THREE
        if not reason and (right != RIGHT or people != THREE):
            wrong += 1
            say(f"    {name}: {people}")
    return [
        Row(
            f"{len(SHEETS)} sheets, wrong in silence",
            "-",
            "",
            wrong,
            None,
            None,
            "0",
            not wrong,
            f"{read} read as meant, {refused} refused with a reason",
        )
    ]


ROWS: dict[str, Callable[[Bench], list[Row]]] = {"sheets": sheets}
