"""The database: engine, short read transactions, one writer at a time, and a signal after commits that owe messages."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from bot.storage import sqlite_driver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sqlalchemy.engine import Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection

    from bot.clock import Clock
    from bot.domain.ledger import Owes

OWED = "owed"
ZONES = "zones"


class Database:
    """Gives transactions; `on_owed` listeners run after each commit that wrote deliveries or stale cards."""

    def __init__(self, url: str, clock: Clock, *, sqlite_synchronous: str = "FULL") -> None:
        self.url = url
        sqlite = url.startswith("sqlite")
        self.engine: AsyncEngine = create_async_engine(
            url,
            pool_pre_ping=not sqlite,
            connect_args={"async_creator_fn": sqlite_driver.connect} if sqlite else {},
        )
        self.dialect = self.engine.dialect.name
        self.on_owed: list[Callable[[frozenset[Owes]], None]] = []
        self._clock = clock
        # SQLite has one writer; waiting here is fairer and cheaper than spinning on its busy handler.
        self._writer = asyncio.Lock() if self.dialect == "sqlite" else None
        if self.dialect == "sqlite":
            _prepare_sqlite(self.engine, sqlite_synchronous)
        # Shared by all sessions of this process: facts that do not change while it runs.
        info: dict[str, Any] = {ZONES: {}}
        self._readers = async_sessionmaker(self.engine, expire_on_commit=False, info=info)
        writing = self.engine.execution_options(writer=True)
        self._writers = async_sessionmaker(writing, expire_on_commit=False, info=info)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A transaction for reading; nothing in it is kept."""
        with self._clock.hold():
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
        with self._clock.hold():
            async with self._writers() as session:
                yield session
                await session.commit()
                owed = session.info.get(OWED, frozenset())
        if owed:
            for listener in self.on_owed:
                listener(owed)

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def mark_owed(session: AsyncSession, what: Owes) -> None:
    """Say that this transaction owes messages or card edits: who sends them is woken after its commit."""
    session.info[OWED] = session.info.get(OWED, frozenset()) | {what}


def _prepare_sqlite(engine: AsyncEngine, synchronous: str) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: DBAPIConnection, _record: Any) -> None:
        # Transactions are begun by us (below), not by the driver's legacy mode.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            "busy_timeout=10000",
            f"synchronous={synchronous}",
            "cache_size=-16000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # A writer takes the lock at once: upgrading later could fail with SQLITE_BUSY in mid-transaction.
        writer = connection.get_execution_options().get("writer", False)
        driver = connection.connection.driver_connection
        driver.begin("BEGIN IMMEDIATE" if writer else "BEGIN")  # type: ignore[union-attr]


def sqlite_version() -> str:
    """The SQLite library's version, for `doctor` and test summaries."""
    return sqlite3.sqlite_version
