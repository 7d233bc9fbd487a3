"""Ends a process whose event loop no longer turns: the next start sets aside what it hung on, once that is certain, and serves."""

from __future__ import annotations

import asyncio
import faulthandler
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def ended_when_hung(patience: float) -> AsyncIterator[None]:
    """While the block lasts, exit 1 where the loop stands still for `patience` seconds; where it did is told on standard error.

    Told are files, lines and functions, no values. The timer runs without the interpreter, so it also ends what holds its lock.
    """
    turning = asyncio.create_task(_turn(patience))
    try:
        yield
    finally:
        turning.cancel()
        faulthandler.cancel_dump_traceback_later()


async def _turn(patience: float) -> None:
    while True:
        faulthandler.dump_traceback_later(patience, exit=True)
        await asyncio.sleep(patience / 8)
