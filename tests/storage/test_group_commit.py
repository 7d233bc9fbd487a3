"""Units of work: durable when answered, apart from each other, together in one commit where they wait together."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.clock import SystemClock
from bot.storage.database import Database, DatabaseClosed, mark_owed
from bot.storage.models import Office
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sqlalchemy import Connection


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url, SystemClock())
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_db(sqlite_database: str) -> AsyncIterator[Database]:
    opened = Database(sqlite_database, SystemClock())
    yield opened
    await opened.close()


def adds(code: str) -> Callable[[Connection], str]:
    def _unit(connection: Connection) -> str:
        connection.execute(insert(Office), {"code": code, "name": "Kantor", "timezone": "Asia/Jakarta"})
        return code

    return _unit


def codes(connection: Connection) -> list[str]:
    return list(connection.execute(select(Office.code).order_by(Office.code)).scalars())


async def test_what_a_unit_returned_is_durable_and_seen_by_whoever_asks_next(db: Database) -> None:
    assert await db.transact(adds("A")) == "A"
    assert await db.query(codes) == ["A"]
    async with db.read() as session:
        assert list((await session.execute(select(Office.code))).scalars()) == ["A"]


async def test_one_that_fails_takes_no_other_with_it(db: Database) -> None:
    def fails(connection: Connection) -> None:
        adds("lost")(connection)
        raise RuntimeError("changed my mind")

    waiting = [db.transact(adds("A")), db.transact(fails), db.transact(adds("A")), db.transact(adds("B"))]
    done = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(one) for one in done] in (
        [str, RuntimeError, IntegrityError, str],
        # PostgreSQL runs them side by side: either of the two equals may be first.
        [IntegrityError, RuntimeError, str, str],
    )
    assert await db.query(codes) == ["A", "B"]


async def test_those_that_wait_together_share_a_commit(sqlite_db: Database, sqlite_database: str) -> None:
    await sqlite_db.transact(adds("0"))
    seen: list[int] = []

    def watched(connection: Connection) -> None:
        adds(f"A{len(seen)}")(connection)
        # What another process sees meanwhile: nothing until all are committed.
        with closing(sqlite3.connect(sqlite_database.removeprefix("sqlite+aiosqlite:///"))) as other:
            seen.append(other.execute("SELECT count(*) FROM offices").fetchone()[0])

    await asyncio.gather(*(sqlite_db.transact(watched) for _ in range(40)))
    assert seen == [1] * 40
    assert len(await sqlite_db.query(codes)) == 41


async def test_a_reader_does_not_wait_for_a_writer(sqlite_db: Database) -> None:
    async with sqlite_db.write() as session:
        await session.execute(insert(Office).values(code="A", name="Kantor", timezone="Asia/Jakarta"))
        assert await sqlite_db.query(codes) == []
        waiting = asyncio.create_task(sqlite_db.transact(adds("B")))
        assert await sqlite_db.query(codes) == []
        assert not waiting.done()
    await waiting
    assert await sqlite_db.query(codes) == ["A", "B"]


async def test_a_commit_that_cannot_be_is_told_to_all_and_the_next_works(sqlite_db: Database) -> None:
    await sqlite_db.transact(adds("A"))

    def gives_up(connection: Connection) -> None:
        adds("lost")(connection)
        connection.execute(text("ROLLBACK"))

    done = await asyncio.gather(
        *(sqlite_db.transact(unit) for unit in (adds("B"), gives_up, adds("C"))), return_exceptions=True
    )
    assert all(isinstance(one, (DBAPIError, sqlite3.OperationalError)) for one in done)
    await sqlite_db.transact(adds("D"))
    assert await sqlite_db.query(codes) == ["A", "D"]


async def test_what_is_owed_rings_after_the_commit(db: Database) -> None:
    rung: list[frozenset[str]] = []
    db.on_owed.append(rung.append)

    def owing(connection: Connection) -> None:
        adds("A")(connection)
        mark_owed(connection, "cards")

    await db.transact(owing)
    assert rung == [frozenset({"cards"})]
    await db.transact(adds("B"))
    assert len(rung) == 1


@pytest.mark.parametrize("used", [True, False])
async def test_after_its_end_a_database_refuses_at_once(database_url: str, *, used: bool) -> None:
    db = Database(database_url, SystemClock())
    if used:
        await db.transact(adds("A"))
    await db.close()
    for run in (db.query, db.transact, db.study):
        with pytest.raises(DatabaseClosed):
            await asyncio.wait_for(run(codes), PATIENCE)
    for block in (db.read, db.write):
        with pytest.raises(DatabaseClosed):
            await block().__aenter__()
    await db.close()


async def test_what_waits_when_a_database_is_closed_is_still_done(db: Database) -> None:
    waiting = [asyncio.create_task(db.transact(adds(f"{number:03d}"))) for number in range(300)]
    await asyncio.sleep(0)
    await db.close()
    done = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(one, (str, DatabaseClosed)) for one in done)
    assert done[0] == "000"
