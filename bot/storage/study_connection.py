"""A thread with an event loop and a connection of its own, for units that read much from a server.

asyncpg turns rows into objects in the event loop that asked: ten thousand of them would hold up every press meanwhile.
"""

from __future__ import annotations

import asyncio
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.ext.asyncio import create_async_engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

T = TypeVar("T")

# A country's month is sorted by session in 20 MB a process; with the server's 4 it goes through files.
_SERVER_SETTINGS = {"work_mem": "32MB"}


class StudyConnection:
    """Runs units one after the other, each of one moment: what is committed meanwhile it does not see."""

    def __init__(self, url: str, **options: Any) -> None:
        self._engine = create_async_engine(
            url,
            pool_size=1,
            max_overflow=0,
            connect_args={"server_settings": _SERVER_SETTINGS},
            execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
            **options,
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None
        self._turn = asyncio.Lock()

    async def run(self, unit: Callable[[Connection], T]) -> T:
        """What the unit returned or raised; the thread starts with the first."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            # A process that ends without `close` does not wait for it.
            self._thread = Thread(target=self._loop.run_forever, name="aside", daemon=True)
            self._thread.start()
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._run(unit), self._loop))

    async def close(self) -> None:
        """Finish what is under way, then close the connection and end the thread; harmless when closed."""
        loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is None or thread is None:
            return
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._disconnect(), loop))
        loop.call_soon_threadsafe(loop.stop)
        await asyncio.to_thread(thread.join)
        loop.close()

    async def _run(self, unit: Callable[[Connection], T]) -> T:
        async with self._turn, self._engine.connect() as connection:
            return await connection.run_sync(unit)

    async def _disconnect(self) -> None:
        async with self._turn:
            await self._engine.dispose()
