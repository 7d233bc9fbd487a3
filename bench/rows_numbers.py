"""Phone numbers as people and spreadsheets write them: read rightly, openly refused, or silently wrong."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from measured import Bench, Row
from processes import ROOT

from bot.domain.people.phones import normalise_phone

if TYPE_CHECKING:
    from collections.abc import Callable

_TABLE = ROOT / "tests" / "data" / "numbers.csv"
_REFUSED = "tolak"


def numbers(_bench: Bench) -> list[Row]:
    """The table that the tests hold, counted."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        table = [(row["written"], row["right"], normalise_phone(row["written"])) for row in csv.DictReader(file)]
    wrong = [written for written, right, found in table if found is not None and found != right]
    refused = [written for written, right, found in table if found is None and right == _REFUSED]
    lost = [written for written, right, found in table if found is None and right != _REFUSED]
    note = f"{len(table) - len(wrong) - len(refused) - len(lost)} read, {len(refused)} refused as they must be, {len(lost)} refused though they are numbers"
    return [
        Row(
            f"{len(table)} numbers: silently wrong",
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


ROWS: dict[str, Callable[[Bench], list[Row]]] = {"numbers": numbers}
