"""Words for a time as offices write them: read rightly, openly refused, or silently wrong."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from measured import Bench, Row

from tests.data import wordings as wordings_table

if TYPE_CHECKING:
    from collections.abc import Callable


def wordings(_bench: Bench) -> list[Row]:
    """The table that the tests hold, counted."""
    found = [
        (words, answer, wordings_table.verdict(words, answer).value) for words, answer in wordings_table.wordings()
    ]
    counts = Counter(judged for _, _, judged in found)
    must = sum(answer == "?" for _, answer, judged in found if judged == "right")
    wrong = [words for words, _, judged in found if judged == "wrong"]
    lost = [words for words, _, judged in found if judged == "refused"]
    note = f"{counts['right'] - must} read, {must} refused as they must be, {len(lost)} refused though they are times"
    return [
        Row(
            f"{len(found)} wordings: silently wrong",
            "-",
            "",
            len(wrong),
            None,
            None,
            "0",
            not wrong,
            note,
            [{"wrong": wrong, "lost": lost}],
        )
    ]


ROWS: dict[str, Callable[[Bench], list[Row]]] = {"wordings": wordings}
