"""An empty database to measure with: a file, or a database in a PostgreSQL server of the tests."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from office import sqlite_url

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

KINDS = ("sqlite", "postgresql")


@asynccontextmanager
async def empty_database(kind: str, path: Path) -> AsyncIterator[str]:
    """Its URL; a PostgreSQL database is dropped at the end, a file is the caller's."""
    if kind == "sqlite":
        yield sqlite_url(path)
        return
    from tests import postgres  # noqa: PLC0415 (only where it is asked for)

    async with AsyncExitStack() as stack:
        server = postgres.server()
        # Starting it has an event loop of its own.
        await asyncio.to_thread(server.__enter__)
        stack.push_async_callback(asyncio.to_thread, server.__exit__, None, None, None)
        url = await postgres.create_database()
        stack.push_async_callback(postgres.drop_database, url)
        yield url
