"""The reading process (`python -m bot.documents.reader`): one file on standard input, what it holds on standard output.

It begins with the kind of import (empty: by its columns) on a line of its own, then the file. The answer is JSON, an object to a line: what is
said of the whole, then rows by hundreds; or, of a file that is no table, why. It may use so much memory and time and no more: a file
that wants more takes this process with it and nothing else.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.documents.bounds import UnreadableTable
from bot.documents.imports import recognise
from bot.documents.processes import give_way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.documents.tables import Table

# Bytes of address space, of which Python takes 16 million by itself; seconds of CPU.
MOST_MEMORY = 192 * 1024 * 1024
MOST_SECONDS = 6
ROWS_A_LINE = 200


def main() -> None:
    """Read one file."""
    give_way()
    _limit()
    kind = sys.stdin.buffer.readline().decode().strip()
    try:
        for line in answer(sys.stdin.buffer.read(), kind or None):
            sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    except MemoryError:
        # What it has said so far is no answer without an end.
        sys.stdout.buffer.write(b'{"key":"import-file-heavy","values":{}}\n')


def answer(content: bytes, kind: str | None) -> Iterator[dict[str, Any] | list[Any]]:
    """What the bot is told of a file."""
    try:
        kind, table = recognise(content, kind)
    except UnreadableTable as problem:
        yield {"key": problem.key, "values": problem.values}
        return
    yield _head(kind, table)
    for first in range(0, len(table.rows), ROWS_A_LINE):
        part = table.rows[first : first + ROWS_A_LINE]
        yield [[row.line, row.values, row.surplus, row.no_values] for row in part]


def _head(kind: str, table: Table) -> dict[str, Any]:
    return {
        "kind": kind,
        "columns": table.columns,
        "sheets": table.reading.sheets,
        "rows": len(table.rows),
        "left_out": [asdict(one) for one in table.reading.left_out],
    }


def _limit() -> None:
    try:
        import resource
    except ImportError:
        # Only Unix has it.
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


if __name__ == "__main__":
    main()
