"""A refused file back as a workbook: lines with faults apart, each with its faults in words, and all others behind them.

Whoever mends the faults in it and sends it back has sent the whole file: nothing of a file is kept while a line of it is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.documents.plain_workbook import PlainSheet, plain_workbook
from bot.domain.importing.columns import FAULTS, LINE, sheet_and_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.importing.columns import Row


def faulty_lines(
    rows: Sequence[Row], faults: Mapping[int, str], choices: Mapping[str, Sequence[str]], names: tuple[str, str]
) -> bytes:
    """An XLSX file of sheets with these `names` (of lines with faults, of others; of several of a kind with a number); `faults` are words by the number of a line. Lines of sheets with other columns stand in sheets of their own."""
    groups: dict[tuple[bool, tuple[str, ...]], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.line not in faults, tuple(row.values)), []).append(row)
    places = {row.line: number for number, row in enumerate(rows, 1)}
    several = any(sheet_and_line(row.line)[0] for row in rows)
    sheets = []
    counted: dict[str, int] = {}
    for (fine, columns), group in sorted(groups.items(), key=lambda one: one[0][0]):
        name = names[fine]
        counted[name] = counted.get(name, 0) + 1
        numbered = name if counted[name] == 1 else f"{name} {counted[name]}"
        own = [column for column in columns if column not in (FAULTS, LINE)]
        lines = [
            # Of several sheets the place among all lines: it puts them in their order again.
            [
                str(places[row.line] if several else row.line),
                *([] if fine else [faults[row.line]]),
                *(row.values[column] for column in own),
            ]
            for row in group
        ]
        head = [LINE, *([] if fine else [FAULTS]), *own]
        offered = {column: words for column, words in choices.items() if column in own}
        sheets.append(PlainSheet(numbered, head, lines, offered, frozenset({FAULTS})))
    return plain_workbook(sheets)
