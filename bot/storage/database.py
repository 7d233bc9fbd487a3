"""The database: engine, short read transactions, one writer at a time, and a signal after commits that owe messages.

A use case is a unit, a function of a plain SQLAlchemy `Connection`, for `query(unit)` or `transact(unit)`. Units that wait at the
same time share a trip and a commit (see `bot.storage.group_commit`), which is what makes a press cheap; the unit itself knows
nothing of it. `read()` and `write()` give an asynchronous session to those who look on from outside: the demo, the replay, tests.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from bot.storage import sqlite_driver
from bot.storage.first_trip import ask_by_beginning
from bot.storage.group_commit import OWED, UnitThread
from bot.storage.study_connection import StudyConnection

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor

    from bot.clock import Clock
    from bot.domain.ledger import Owes

T = TypeVar("T")

# Of a process to a server. One that was opened stays: to open it costs both as much as a dozen transactions, and jobs
# that start together want many at once, again and again.
_CONNECTIONS = 15
# Others may be there again each time; each wait is one of the busy handler.
_MOST_WAITS = 5


class DatabaseClosed(ConnectionError):
    """Asked of a database whose process is going: it was not done, and is for the next process."""


class Database:
    """Gives transactions; `on_owed` listeners run after each commit that wrote deliveries or stale cards."""

    def __init__(self, url: str, clock: Clock, *, sqlite_synchronous: str = "FULL") -> None:
        self.url = url
        sqlite = url.startswith("sqlite")
        # Errors are logged; what people wrote is not for logs.
        options = {"pool_pre_ping": not sqlite, "hide_parameters": True}
        self.engine: AsyncEngine = create_async_engine(
            url,
            **options,
            # The connection that was used last knows most statements already.
            **({} if sqlite else {"pool_use_lifo": True, "pool_size": _CONNECTIONS, "max_overflow": 0}),
            connect_args={"async_creator_fn": sqlite_driver.connect} if sqlite else {},
        )
        self.dialect = self.engine.dialect.name
        if not sqlite:
            ask_by_beginning(self.engine.sync_engine)
        self.on_owed: list[Callable[[frozenset[Owes]], None]] = []
        # Told of each error of the database that ended a transaction.
        self.on_error: list[Callable[[BaseException], None]] = []
        self._clock = clock
        self._closed = False
        # SQLite has one writer; waiting here is fairer and cheaper than spinning on its busy handler.
        self._writer = asyncio.Lock() if self.dialect == "sqlite" else None
        self._threads: tuple[UnitThread, UnitThread, UnitThread] | None = None
        self._threads_engine: Engine | None = None
        if self._writer is not None:
            _set_pragmas(self.engine.sync_engine, sqlite_synchronous)
            _begin_at_once(self.engine.sync_engine)
            self._threads_engine = _engine_of_threads(url, sqlite_synchronous)
            writing = UnitThread(self._threads_engine, self._writer, self._ring)
            self._threads = UnitThread(self._threads_engine, None), writing, UnitThread(self._threads_engine, None)
        self._studies: UnitThread | StudyConnection = (
            self._threads[2] if self._threads is not None else StudyConnection(url, **options)
        )
        self._readers = async_sessionmaker(self.engine, expire_on_commit=False)
        writers = self.engine.execution_options(writer=True)
        self._writers = async_sessionmaker(writers, expire_on_commit=False)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A transaction for reading; nothing in it is kept."""
        with self._clock.hold(), self._telling():
            async with self._readers() as session:
                yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """One use case, one transaction: committed when the block ends, rolled back when it raises."""
        if self._writer is None:
            async with self._transaction() as session:
                yield session
            return
        async with self._writer, self._transaction() as session:
            yield session

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncSession]:
        with self._clock.hold(), self._telling():
            async with self._writers() as session:
                yield session
                await session.commit()

    async def query(self, unit: Callable[[Connection], T]) -> T:
        """Run a unit that only reads; it sees everything committed before it was asked for."""
        with self._clock.hold(), self._telling():
            if self._threads is not None:
                return await self._threads[0].run(unit)
            async with self.engine.connect() as connection:
                return await connection.run_sync(unit)

    async def study(self, unit: Callable[[Connection], T]) -> T:
        """As `query`, for a unit that reads much, in a thread of its own; all it reads is of one moment."""
        with self._clock.hold(), self._telling():
            return await self._studies.run(unit)

    async def transact(self, unit: Callable[[Connection], T]) -> T:
        """Run a use case as one transaction; returns what it returned once that is durable, raises what it raised."""
        with self._clock.hold(), self._telling():
            if self._threads is not None:
                return await self._threads[1].run(unit)
            async with self.engine.begin() as connection:
                result = await connection.run_sync(unit)
                owed = (await connection.get_raw_connection()).info.pop(OWED, frozenset())
        self._ring(owed)
        return result

    async def close(self) -> None:
        """Refuse what is asked from now on, finish what is under way, close every connection; harmless when closed."""
        self._closed = True
        for thread in self._threads or ():
            await thread.close()
        if self._threads_engine is not None:
            self._threads_engine.dispose()
        await self._studies.close()
        await self.engine.dispose()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        if self._closed:
            raise DatabaseClosed("the database is closed")
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            for listener in self.on_error:
                listener(error)
            raise

    def _ring(self, owed: frozenset[Owes]) -> None:
        if owed:
            for listener in self.on_owed:
                listener(owed)


def sqlite_file(url: str) -> Path | None:
    """Where an SQLite database is; None for PostgreSQL and in memory."""
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite" or not parts.database or parts.database == ":memory:":
        return None
    return Path(parts.database)


def mark_owed(connection: Connection, what: Owes) -> None:
    """Say that this transaction owes messages or card edits: who sends them is woken after its commit."""
    info = connection.info
    info[OWED] = info.get(OWED, frozenset()) | {what}


def _engine_of_threads(url: str, synchronous: str) -> Engine:
    plain = make_url(url).set(drivername="sqlite")
    # Each thread opens its own connection; whoever closes the database closes it.
    engine = create_engine(plain, hide_parameters=True, connect_args={"check_same_thread": False})
    _set_pragmas(engine, synchronous)
    return engine


def _set_pragmas(engine: Engine, synchronous: str) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(connection: DBAPIConnection, _record: Any) -> None:
        # Transactions are begun by us, not by the driver's legacy mode.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=10000")
        _enter_wal(cursor)
        for pragma in ("foreign_keys=ON", f"synchronous={synchronous}", "cache_size=-16000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


def _enter_wal(cursor: DBAPICursor) -> None:
    """A new file is put into WAL mode, which does not wait for whoever has it open; an exclusive transaction does."""
    for _ in range(_MOST_WAITS):
        with suppress(sqlite3.OperationalError):
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        cursor.execute("BEGIN EXCLUSIVE")
        cursor.execute("COMMIT")
    cursor.execute("PRAGMA journal_mode=WAL")


def _begin_at_once(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # A writer takes the lock at once: upgrading later could fail with SQLITE_BUSY in mid-transaction.
        writer = connection.get_execution_options().get("writer", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def sqlite_version() -> str:
    """The SQLite library's version, for `doctor` and test summaries."""
    return sqlite3.sqlite_version
