"""Group commit for SQLite: units of work that wait go to a thread in one trip and share one commit.

Each unit runs in a savepoint of its own, so one that fails takes no other with it, and nobody hears of success before
the commit. A trip costs the event loop about as much as five statements do: shared by all that wait, it costs little.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
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


class Lane:
    """One thread with one connection, for units that write (`writer`, which holds `lock` meanwhile) or only read."""

    def __init__(
        self, engine: Engine, lock: asyncio.Lock | None, ring: Callable[[frozenset[Any]], None] | None = None
    ) -> None:
        self._engine = engine
        self._lock = lock
        self._ring = ring
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer" if lock else "reader")
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
        await asyncio.get_running_loop().run_in_executor(self._thread, self._disconnect)
        self._thread.shutdown()

    async def _drain(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                async with self._turn():
                    batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                    units = [unit for unit, _ in batch]
                    outcomes, owed = await loop.run_in_executor(self._thread, self._attempt, units)
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
            connection = self._connection
            with connection.begin():
                outcomes = [_in_savepoint(connection, unit) for unit in units] if self._lock else [
                    _caught(connection, unit) for unit in units
                ]  # fmt: skip
            return outcomes, connection.info.pop(OWED, frozenset())
        except Exception as error:  # noqa: BLE001 (handed to every caller)
            self._disconnect()
            return [_Failed(error)] * len(units), frozenset()

    def _disconnect(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.close()


def _in_savepoint(connection: Connection, unit: Unit[Any]) -> Any:
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    driver.execute("SAVEPOINT unit")
    outcome = _caught(connection, unit)
    if isinstance(outcome, _Failed):
        if not driver.in_transaction:
            # SQLite itself gave the whole transaction up (disk full): that is what all must hear.
            raise outcome.error
        driver.execute("ROLLBACK TO unit")
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
