"""A database that goes away and comes back, or whose disk is full: SQLite's file is locked, PostgreSQL's port is closed."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Self

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from bot.storage.models import Delivery

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

    from sqlalchemy import Connection

    from bot.storage.database import Database


class DatabaseTrouble:
    """The bot connects to `url`; PostgreSQL is reached through a port of ours that can be closed."""

    def __init__(self, url: str) -> None:
        self._real = make_url(url)
        self.is_server = url.startswith("postgresql")
        self.url = url
        self._port = 0
        self._listening: asyncio.Server | None = None
        self._open: set[StreamWriter] = set()
        self._lock: sqlite3.Connection | None = None

    async def __aenter__(self) -> Self:
        if self.is_server:
            await self._listen()
            reached = self._real.set(host="127.0.0.1", port=self._port).difference_update_query(["host", "port"])
            self.url = reached.render_as_string(hide_password=False)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.away() if self.is_server else None

    async def away(self) -> None:
        """Nobody can write (SQLite) or even connect (PostgreSQL)."""
        if not self.is_server:
            self._lock = await asyncio.to_thread(_lock, self._real.database or "")
            return
        if self._listening is not None:
            self._listening.close()
            self._listening = None
        for writer in list(self._open):
            writer.transport.abort()

    async def full(self, db: Database) -> None:
        """SQLite's file may not grow, and what is free in it is used up by rows of the ledger that mean nothing."""
        await _everywhere(db, "PRAGMA max_page_count=1")
        columns = [column.name for column in Delivery.__table__.c]
        stuffing = {"key": "key || random()", "purpose": "'nudge'", "state": "'cancelled'"}
        # Before and after the rows that mean something, then each of both drawn out until nothing more fits.
        for place in ("(SELECT min(id) - 1 FROM deliveries)", "(SELECT max(id) + 1 FROM deliveries)"):
            values = ", ".join({"id": place, **stuffing}.get(column, column) for column in columns)
            await _until_refused(db, f"INSERT INTO deliveries SELECT {values} FROM deliveries LIMIT 1")  # noqa: S608 (ours)
        async with db.read() as session:
            rows = await session.execute(text("SELECT id FROM deliveries ORDER BY purpose = 'nudge'"))
        for row_id in rows.scalars():
            await _until_refused(db, f"UPDATE deliveries SET error = error || 'xxxxxxxx' WHERE id = {row_id}")  # noqa: S608

    async def over(self, db: Database) -> None:
        """All is well again."""
        if self.is_server:
            if self._listening is None:
                await self._listen()
            return
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        await _everywhere(db, "PRAGMA max_page_count=100000")

    async def hurry(self, db: Database) -> None:
        """SQLite shall not wait ten seconds for a lock, as it does in earnest."""
        if not self.is_server:
            await _everywhere(db, "PRAGMA busy_timeout=20")

    async def _listen(self) -> None:
        self._listening = await asyncio.start_server(self._bridge, "127.0.0.1", self._port)
        self._port = self._listening.sockets[0].getsockname()[1]

    async def _bridge(self, reader: StreamReader, writer: StreamWriter) -> None:
        host, port = self._real.query.get("host") or self._real.host, self._real.port or 5432
        if str(host).startswith("/"):
            there = await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
        else:
            there = await asyncio.open_connection(str(host), port)
        self._open |= {writer, there[1]}
        await asyncio.gather(_pump(reader, there[1]), _pump(there[0], writer))
        self._open -= {writer, there[1]}


async def _pump(reader: StreamReader, writer: StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


async def _everywhere(db: Database, pragma: str) -> None:
    """On each of SQLite's connections that writes."""

    await db.transact(partial(_run, statement=pragma))
    async with db.write() as session:
        await session.execute(text(pragma))


def _run(connection: Connection, *, statement: str) -> None:
    connection.exec_driver_sql(statement).close()


async def _until_refused(db: Database, statement: str) -> None:
    with suppress(DatabaseError):
        while True:
            await db.transact(partial(_run, statement=statement))


def _lock(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    connection.execute("BEGIN IMMEDIATE")
    return connection
