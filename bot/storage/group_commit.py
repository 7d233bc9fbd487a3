"""Group commit for SQLite: units of work that wait go to a thread in one trip and share one commit.

Each unit runs in a savepoint of its own, so one that fails takes no other with it, and nobody hears of success before
the commit. A trip costs the event loop about as much as five statements do: shared by all that wait, it costs little.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from sqlalchemy import Connection, Engine

    T = TypeVar("T")
    Unit = Callable[[Connection], T]

# Under this name a transaction's `info` says what it owes; popped after its commit.
OWED = "owed"
# A commit waits for at most so many: the first of them should not wait for a crowd.
_MOST = 256


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


class _Thread:
    """Calls made one after another in a thread: an executor of one without the price of `concurrent.futures`."""

    def __init__(self, name: str) -> None:
        self._calls: SimpleQueue[tuple[asyncio.Future[Any], Callable[..., Any], tuple[Any, ...]] | None] = SimpleQueue()
        # It must not keep the process alive: what is not committed by then is not promised either.
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)

    async def run(self, work: Callable[..., T], *args: Any) -> T:
        """What the call returns, or raises."""
        if self._thread.ident is None:
            self._thread.start()
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._calls.put((future, work, args))
        return await future

    def end(self) -> None:
        """Take no more calls."""
        self._calls.put(None)

    def _serve(self) -> None:
        while (call := self._calls.get()) is not None:
            future, work, args = call
            outcome: Any
            try:
                outcome = work(*args)
            except Exception as error:  # noqa: BLE001 (handed to the caller)
                outcome = _Failed(error)
            # A loop that was closed meanwhile has nobody left who waits.
            with suppress(RuntimeError):
                future.get_loop().call_soon_threadsafe(_tell, future, outcome)
            # Until the next call nothing of this one is kept.
            del call, future, work, args, outcome


class UnitThread:
    """One thread with one connection, for units that write (`writer`, which holds `lock` meanwhile) or only read."""

    def __init__(
        self, engine: Engine, lock: asyncio.Lock | None, ring: Callable[[frozenset[Any]], None] | None = None
    ) -> None:
        self._engine = engine
        self._lock = lock
        self._ring = ring
        self._thread = _Thread("writer" if lock else "reader")
        self._connection: Connection | None = None
        self._waiting: list[tuple[Unit[Any], asyncio.Future[Any]]] = []
        self._draining: asyncio.Task[None] | None = None
        self._closed = False

    async def run(self, unit: Unit[T]) -> T:
        """The unit's result once it is committed; raises what the unit raised, or what kept the commit from happening."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((unit, future))
        if self._draining is None:
            self._draining = asyncio.create_task(self._drain())
        return await future

    async def close(self) -> None:
        """Finish what is under way, then close the connection; harmless when closed."""
        if self._closed:
            return
        self._closed = True
        if self._draining is not None:
            await asyncio.wait({self._draining})
        await self._thread.run(self._disconnect)
        self._thread.end()

    async def _drain(self) -> None:
        try:
            while self._waiting:
                async with self._turn():
                    batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                    units = [unit for unit, _ in batch]
                    outcomes, owed = await self._thread.run(self._attempt, units)
                for (_, future), outcome in zip(batch, outcomes, strict=True):
                    _tell(future, outcome)
                if owed and self._ring is not None:
                    self._ring(owed)
        finally:
            self._draining = None

    def _turn(self) -> AbstractAsyncContextManager[Any]:
        return self._lock if self._lock is not None else nullcontext()

    def _attempt(self, units: Sequence[Unit[Any]]) -> tuple[list[Any], frozenset[Any]]:
        """In the thread: run all under one commit; whatever breaks that breaks them all."""
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
                if self._lock:
                    # Savepoints keep the pages that a unit changes: from 64 KiB on in a file, which costs as much as writing them.
                    _driver(self._connection).execute("PRAGMA temp_store=MEMORY")
            connection = self._connection
            with connection.begin():
                # Not by a listener: where an engine has one, every statement asks for more of them (a fifth of a press).
                _driver(connection).execute("BEGIN IMMEDIATE" if self._lock else "BEGIN")
                outcomes = (
                    [_in_savepoint(connection, unit) for unit in units]
                    if self._lock
                    else [_caught(connection, unit) for unit in units]
                )
            return outcomes, connection.info.pop(OWED, frozenset())
        except Exception as error:  # noqa: BLE001 (handed to every caller)
            self._disconnect()
            return [_Failed(error)] * len(units), frozenset()

    def _disconnect(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.close()


def _driver(connection: Connection) -> sqlite3.Connection:
    return connection.connection.driver_connection  # type: ignore[return-value]


def _in_savepoint(connection: Connection, unit: Unit[Any]) -> Any:
    driver = _driver(connection)
    driver.execute("SAVEPOINT unit")
    owed = connection.info.get(OWED, frozenset())
    outcome = _caught(connection, unit)
    if isinstance(outcome, _Failed):
        if not driver.in_transaction:
            # SQLite itself gave the whole transaction up (disk full): that is what all must hear.
            raise outcome.error
        driver.execute("ROLLBACK TO unit")
        # What it would have owed is none.
        connection.info[OWED] = owed
    driver.execute("RELEASE unit")
    return outcome


def _caught(connection: Connection, unit: Unit[Any]) -> Any:
    try:
        return unit(connection)
    except Exception as error:  # noqa: BLE001 (handed to the caller)
        return _Failed(error)


def _tell(future: asyncio.Future[Any], outcome: Any) -> None:
    if future.done():
        return
    if isinstance(outcome, _Failed):
        future.set_exception(outcome.error)
    else:
        future.set_result(outcome)
