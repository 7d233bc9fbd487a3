"""aiosqlite with one trip to its thread for each statement instead of four.

SQLAlchemy asks an asynchronous cursor to open, execute, fetch and close; aiosqlite sends each of these to the
connection's thread. This cursor does all four in one trip: the rows of our queries fit in memory anyway.
"""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING, Any, Self

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Sequence

Rows = list[Any]


class OneTripCursor:
    """The part of aiosqlite's cursor that SQLAlchemy's dialect uses."""

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._rows: Rows = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, operation: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement and fetch what it returns."""
        self._keep(await self._connection.run(_execute, operation, parameters))

    async def executemany(self, operation: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Run one statement for many rows; nothing is returned."""
        self._keep(await self._connection.run(_execute_many, operation, parameters))

    async def fetchall(self) -> Rows:
        """The rows that `execute` fetched."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing is open."""

    def _keep(self, outcome: tuple[Any, int, int | None, Rows]) -> None:
        self.description, self.rowcount, self.lastrowid, self._rows = outcome


class OneTripConnection(aiosqlite.Connection):
    """An aiosqlite connection that hands out one-trip cursors and begins with the first statement."""

    deferred_begin = ""
    # As the thread has opened it: whoever gives up waiting for that is never handed it.
    opened: sqlite3.Connection | None = None
    _stopped: asyncio.Future[Any] | None = None

    def stop(self) -> asyncio.Future[Any] | None:
        """Tell the thread to close what it has opened and to end; returns what tells that it has."""
        self._tx.put_nowait((None, self._close_opened))
        self._stopped = super().stop()
        return self._stopped

    def _close_opened(self) -> None:
        if self.opened is not None:
            self.opened.close()

    async def _connect(self) -> Self:
        try:
            await super()._connect()
        except sqlite3.Error:
            # The parent does not wait for the thread, whose last word may then find the event loop closed.
            if self._stopped is not None:
                await self._stopped
            raise
        return self

    def begin(self, statement: str) -> None:
        """Begin a transaction: `statement` travels with the first statement of it."""
        self.deferred_begin = statement

    def cursor(self) -> OneTripCursor:  # type: ignore[override]
        return OneTripCursor(self)

    async def run(self, work: Any, *args: Any) -> Any:
        """Run `work(connection, ...)` in the connection's thread, after a BEGIN that waits."""
        begin, self.deferred_begin = self.deferred_begin, ""
        return await self._execute(  # type: ignore[no-untyped-call]
            _after_begin, self._conn, begin, work, *args
        )

    async def commit(self) -> None:
        """Commit; without a statement since BEGIN there is nothing to do."""
        if not self._skip_end():
            await super().commit()

    async def rollback(self) -> None:
        """Roll back without waiting for it: the thread does things in order, so whatever comes next finds it done."""
        if not self._skip_end():
            self._tx.put_nowait((None, self._conn.rollback))

    def _skip_end(self) -> bool:
        begun, self.deferred_begin = not self.deferred_begin, ""
        return not begun


def connect(path: str, **options: Any) -> OneTripConnection:
    """As `aiosqlite.connect`; the thread does not keep the process alive."""

    def _open() -> sqlite3.Connection:
        opened: sqlite3.Connection = sqlite3.connect(path, **options)
        connection.opened = opened
        return opened

    connection = OneTripConnection(_open, iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001 (as SQLAlchemy's own dialect does)
    return connection


def _after_begin(connection: sqlite3.Connection, begin: str, work: Any, *args: Any) -> Any:
    if begin:
        connection.execute(begin)
    return work(connection, *args)


def _execute(
    connection: sqlite3.Connection, operation: str, parameters: Sequence[Any]
) -> tuple[Any, int, int | None, Rows]:
    cursor = connection.execute(operation, parameters)
    rows = cursor.fetchall() if cursor.description is not None else []
    outcome = (cursor.description, cursor.rowcount, cursor.lastrowid, rows)
    cursor.close()
    return outcome


def _execute_many(
    connection: sqlite3.Connection, operation: str, parameters: Sequence[Sequence[Any]]
) -> tuple[Any, int, int | None, Rows]:
    cursor = connection.executemany(operation, parameters)
    count = cursor.rowcount
    cursor.close()
    return None, count, None, []
