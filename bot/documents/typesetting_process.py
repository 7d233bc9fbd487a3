"""The typesetting process (`python -m bot.documents.typesetting_process`): orders on standard input, papers on standard output.

An order is its length (4 bytes, big end first) and JSON; a reply is a byte (0 a paper, 1 a fault), the length and the
bytes. It ends where its input ends, so it never outlives the bot.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, BinaryIO

from bot.documents.processes import give_way
from bot.documents.typesetting import Order, compile_order

if TYPE_CHECKING:
    from collections.abc import Iterator

PAPER, FAULT = 0, 1
LENGTH_BYTES = 4


def main() -> None:
    """Serve orders until there are no more."""
    give_way()
    # Whatever the compiler might print goes to the log, not between the papers.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for order in _orders(sys.stdin.buffer):
        try:
            kind, content = PAPER, compile_order(order)
        except RuntimeError as fault:
            # `typst.TypstError`, and what else its library says is wrong.
            kind, content = FAULT, str(fault).encode()
        replies.write(bytes([kind]) + len(content).to_bytes(LENGTH_BYTES) + content)
        replies.flush()


def _orders(source: BinaryIO) -> Iterator[Order]:
    while head := source.read(LENGTH_BYTES):
        yield Order(**json.loads(source.read(int.from_bytes(head))))


if __name__ == "__main__":
    main()
