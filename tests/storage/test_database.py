"""Transactions: one writer at a time, all or nothing, and who is owed a message is rung after the commit only."""

from __future__ import annotations

import asyncio
import gc
import sqlite3
import threading
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.clock import SystemClock
from bot.storage import database
from bot.storage.database import Database, mark_owed
from bot.storage.models import Office, Person
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sqlalchemy import Connection

    from bot.domain.ledger import Owes


def office(code: str) -> Office:
    return Office(code=code, name="Blitar", timezone="Asia/Jakarta")


def _add(connection: Connection, code: str) -> None:
    connection.execute(insert(Office).values(code=code, name="Blitar", timezone="Asia/Jakarta"))


async def count(db: Database) -> int:
    async with db.read() as session:
        return (await session.execute(select(func.count(Office.id)))).scalar_one()


@pytest.fixture
async def sqlite_db(sqlite_database: str) -> AsyncIterator[Database]:
    opened = Database(sqlite_database, SystemClock())
    yield opened
    await opened.close()


async def test_sqlite_keeps_what_it_was_told(sqlite_db: Database) -> None:
    async def _pragma(name: str) -> Any:
        async with sqlite_db.read() as session:
            return (await session.execute(text(f"PRAGMA {name}"))).scalar_one()

    # On more than one connection: pragmas are the connection's own.
    async with sqlite_db.read() as other:
        await other.execute(select(Office.id))
        found = {name: await _pragma(name) for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")}
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 10_000, "synchronous": 2}


async def test_a_row_that_points_nowhere_is_refused(db: Database) -> None:
    with pytest.raises(IntegrityError):
        async with db.write() as session:
            session.add(Person(office_id=4711, name="Budi", position="PKD", role="anggota"))
    async with db.read() as session:
        assert (await session.execute(select(Person))).first() is None


async def test_what_raises_is_rolled_back_and_the_next_write_works(db: Database) -> None:
    rung: list[frozenset[Owes]] = []
    db.on_owed.append(rung.append)

    def _fail(connection: Connection) -> None:
        _add(connection, "35.05")
        mark_owed(connection, "deliveries")
        raise LookupError

    with pytest.raises(LookupError):
        await db.transact(_fail)
    assert (await count(db), rung) == (0, [])
    async with db.write() as session:
        session.add(office("35.05"))
    assert await count(db) == 1


async def test_listeners_are_rung_after_the_commit_and_only_where_something_is_owed(db: Database) -> None:
    rung: list[frozenset[Owes]] = []
    db.on_owed.append(rung.append)
    await db.transact(lambda connection: _add(connection, "35.05"))
    assert rung == []

    def _owing(connection: Connection) -> None:
        mark_owed(connection, "deliveries")
        mark_owed(connection, "cards")
        _add(connection, "35.06")
        assert rung == []

    await db.transact(_owing)
    assert rung == [{"deliveries", "cards"}]


async def test_what_a_reader_changes_is_not_kept(db: Database) -> None:
    async with db.read() as session:
        session.add(office("35.05"))
        await session.flush()
    assert await count(db) == 0


async def test_a_study_is_of_one_moment_and_holds_nobody_up(db: Database) -> None:
    begun, written = threading.Event(), threading.Event()

    def _unit(connection: Connection) -> list[int]:
        query = select(func.count(Office.id))
        before = connection.execute(query).scalar_one()
        begun.set()
        # It waits in a thread: on the event loop nobody could write meanwhile.
        assert written.wait(PATIENCE)
        return [before, connection.execute(query).scalar_one()]

    study = asyncio.create_task(db.study(_unit))
    assert await asyncio.to_thread(begun.wait, PATIENCE)
    async with db.write() as session:
        session.add(office("35.05"))
    written.set()
    assert await study == [0, 0]
    assert await db.study(lambda connection: connection.execute(select(func.count(Office.id))).scalar_one()) == 1


async def test_a_study_that_raises_is_told_and_the_next_one_works(db: Database) -> None:
    told: list[BaseException] = []
    db.on_error.append(told.append)
    with pytest.raises(DBAPIError) as raised:
        await db.study(lambda connection: connection.execute(text("SELECT nothing FROM nowhere")))
    assert told == [raised.value]
    assert await db.study(lambda connection: connection.execute(text("SELECT 1")).scalar_one()) == 1


async def test_closing_lets_a_study_end(db: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def _unit(connection: Connection) -> int:
        begun.set()
        assert go_on.wait(PATIENCE)
        return int(connection.execute(select(func.count(Office.id))).scalar_one())

    study = asyncio.create_task(db.study(_unit))
    await asyncio.to_thread(begun.wait, PATIENCE)
    closing = asyncio.create_task(db.close())
    await asyncio.sleep(0)
    go_on.set()
    await closing
    assert await study == 0


async def test_a_write_that_is_cancelled_leaves_nothing_and_blocks_nobody(db: Database) -> None:
    written = asyncio.Event()

    async def _write() -> None:
        async with db.write() as session:
            session.add(office("35.05"))
            await session.flush()
            written.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(_write())
    await written.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    async with db.write() as session:
        session.add(office("35.06"))
    assert await count(db) == 1


async def test_a_write_cancelled_in_the_middle_of_a_statement_leaves_nothing(db: Database) -> None:
    async def _write() -> None:
        async with db.write() as session:
            session.add_all(office(f"{number:05}") for number in range(2000))
            await session.flush()
            await asyncio.Event().wait()

    for passes in range(0, 40, 3):
        task = asyncio.create_task(_write())
        for _ in range(passes):
            await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    async with db.write() as session:
        session.add(office("35.06"))
    assert await count(db) == 1


async def test_sqlite_lets_one_writer_in_at_a_time_in_order_and_readers_meanwhile(sqlite_db: Database) -> None:
    inside: list[str] = []

    async def _write(code: str) -> None:
        async with sqlite_db.write() as session:
            inside.append(f"{code} in")
            session.add(office(code))
            await session.flush()
            # The others get every chance to come in between.
            assert await count(sqlite_db) == len(inside) // 2
            inside.append(f"{code} out")

    await asyncio.gather(*(_write(str(number)) for number in range(5)))
    assert inside == [f"{number} {what}" for number in range(5) for what in ("in", "out")]


async def test_a_second_process_waits_for_the_writer(sqlite_database: str) -> None:
    first, second = (Database(sqlite_database, SystemClock()) for _ in range(2))

    async def _write() -> None:
        async with second.write() as session:
            session.add(office("35.06"))

    try:
        async with first.write() as session:
            session.add(office("35.05"))
            await session.flush()
            waiting = asyncio.create_task(_write())
            # It asks for the lock within this time, and must not get it.
            done, _ = await asyncio.wait({waiting}, timeout=0.3)
            assert not done
        await waiting
        assert await count(first) == 2
    finally:
        await first.close()
        await second.close()


@pytest.mark.parametrize("way", ["query", "read"])
async def test_a_first_connection_waits_for_whoever_has_the_new_file(tmp_path: Path, way: str) -> None:
    path = tmp_path / "new.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        # Not in WAL mode yet, and while somebody writes it cannot be.
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(0.05, other.rollback).start()
        db = Database(f"sqlite+aiosqlite:///{path}", SystemClock())
        mode = text("PRAGMA journal_mode")
        if way == "query":
            found = await db.query(lambda connection: connection.execute(mode).scalar_one())
        else:
            async with db.read() as session:
                found = (await session.execute(mode)).scalar_one()
        assert found == "wal"
        await db.close()


async def test_an_upgrade_from_reading_to_writing_cannot_deadlock(sqlite_database: str) -> None:
    """Each reads first and then writes: were the lock taken only then, one of them would fail as `database is locked`."""
    processes = [Database(sqlite_database, SystemClock()) for _ in range(4)]

    async def _read_then_write(db: Database, number: int) -> None:
        async with db.write() as session:
            before = (await session.execute(select(func.count(Office.id)))).scalar_one()
            session.add(office(f"{number}/{before}"))

    try:
        await asyncio.gather(*(_read_then_write(db, n) for n, db in enumerate(processes)))
        async with processes[0].read() as session:
            codes = (await session.execute(select(Office.code).order_by(Office.id))).scalars().all()
        assert [code.partition("/")[2] for code in codes] == ["0", "1", "2", "3"]
    finally:
        for db in processes:
            await db.close()


async def test_closing_twice_is_harmless(db: Database) -> None:
    await db.transact(lambda connection: connection.execute(insert(Office).values(code="1", name="A", timezone="UTC")))
    await db.close()
    await db.close()


async def test_a_connection_whose_opening_is_cancelled_is_closed_all_the_same(
    sqlite_database: str, recwarn: pytest.WarningsRecorder
) -> None:
    async def _look(db: Database) -> None:
        await count(db)

    for passes in range(40):
        db = Database(sqlite_database, SystemClock())
        task = asyncio.create_task(_look(db))
        for _ in range(passes):
            # Into the driver's thread and back: a pass of the loop alone gets nowhere.
            await asyncio.to_thread(lambda: None)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await db.close()
    gc.collect()
    assert [str(warning.message) for warning in recwarn] == []


@pytest.fixture
async def server_db(postgres_database: str) -> AsyncIterator[Database]:
    opened = Database(postgres_database, SystemClock())
    yield opened
    await opened.close()


async def test_a_unit_on_a_server_takes_no_trip_but_its_own(server_db: Database) -> None:
    heard: list[str] = []

    def _ask(connection: Connection) -> int:
        return int(connection.execute(text("SELECT 7")).scalar_one())

    async with server_db.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        driver.add_query_logger(lambda query: heard.append(query.query))
    for run in (server_db.query, server_db.transact):
        assert await run(_ask) == 7
    # The loggers are called in turns of the event loop of their own.
    await asyncio.sleep(0)
    assert [statement for statement in heard if statement != "SELECT 7"] == ["BEGIN;", "ROLLBACK;", "BEGIN;", "COMMIT;"]


async def test_a_connection_that_the_server_has_ended_is_replaced(server_db: Database) -> None:
    own = text("SELECT pg_backend_pid()")

    def _number(connection: Connection) -> int:
        return int(connection.execute(own).scalar_one())

    async with server_db.engine.connect() as first, server_db.engine.connect() as second:
        ended, ends = (await first.execute(own)).scalar_one(), second
        await first.rollback()
        await ends.execute(text("SELECT pg_terminate_backend(:pid, 60000)"), {"pid": ended})
    assert ended not in {await server_db.transact(_number) for _ in range(3)}


async def test_connections_to_a_server_that_were_opened_stay(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_CONNECTIONS", 8)
    opened = Database(postgres_database, SystemClock())

    async def _of_many_at_once() -> set[int]:
        asked = (
            opened.query(lambda connection: connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
            for _ in range(20)
        )
        return set(await asyncio.gather(*asked))

    try:
        first, second = await _of_many_at_once(), await _of_many_at_once()
    finally:
        await opened.close()
    assert len(first) == 8
    assert second <= first
