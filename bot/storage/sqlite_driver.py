"""Opening an SQLite file for aiosqlite: what fails or is given up meanwhile leaves no thread and no open file behind.

aiosqlite's own opening is told of neither. So the standard library opens the file, and aiosqlite is handed what is open.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import suppress
from typing import Any

import aiosqlite

# Rows of one trip to the thread, where they are asked for one by one.
_ROWS = 64


async def connect(path: str, **options: Any) -> aiosqlite.Connection:
    """As `aiosqlite.connect`; the thread does not keep the process alive."""
    opening = asyncio.create_task(_open(path, options))
    try:
        return await asyncio.shield(opening)
    except asyncio.CancelledError:
        with suppress(sqlite3.Error):
            await (await opening).close()
        raise


async def _open(path: str, options: dict[str, Any]) -> aiosqlite.Connection:
    given = options | {"check_same_thread": False}
    return await _serving(await asyncio.to_thread(lambda: sqlite3.connect(path, **given)))


def _serving(opened: sqlite3.Connection) -> aiosqlite.Connection:
    """A connection with a thread of its own, which is a daemon because the one that makes it is."""
    made: list[aiosqlite.Connection] = []
    maker = threading.Thread(target=lambda: made.append(aiosqlite.Connection(lambda: opened, _ROWS)), daemon=True)
    maker.start()
    maker.join()
    return made[0]
