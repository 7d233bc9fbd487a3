"""Rows given as one parameter arrive as they were meant, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.clock import SystemClock
from bot.storage.database import Database
from bot.storage.models import Office
from bot.storage.number_rows import as_list, insert_each, rows_of_numbers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Connection


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url, SystemClock())
    yield opened
    await opened.close()


async def test_numbers_and_nulls_come_back_as_they_were(db: Database) -> None:
    given = [(1, -1_000_000_000_501), (None, 7), (2**31, None), (1, -1_000_000_000_501)]

    def _read(connection: Connection) -> list[tuple[int | None, ...]]:
        rows, columns = rows_of_numbers(connection.dialect.name, "rows", 2)
        found = connection.execute(select(*columns).select_from(rows), {"rows": as_list(given)})
        return [tuple(row) for row in found]

    assert await db.query(_read) == given


async def test_nothing_listed_is_no_row(db: Database) -> None:
    def _count(connection: Connection) -> int:
        rows, columns = rows_of_numbers(connection.dialect.name, "rows", 1)
        return len(connection.execute(select(*columns).select_from(rows), {"rows": as_list([])}).all())

    assert await db.query(_count) == 0


async def test_what_is_there_already_stays_and_is_not_counted(db: Database) -> None:
    def _insert(connection: Connection) -> int:
        statement = insert_each(
            connection.dialect.name, Office, each=("id",), alike=("code", "name", "timezone"), unique=("id",)
        )
        values = {"rows": as_list([(40,), (40,), (41,)]), "name": "Bawaslu", "timezone": "Asia/Jakarta"}
        first = connection.execute(statement, {**values, "rows": as_list([(40,)]), "code": "a"}).rowcount
        second = connection.execute(statement, {**values, "rows": as_list([(40,), (40,)]), "code": "b"}).rowcount
        third = connection.execute(statement, {**values, "code": "c"}).rowcount
        assert (first, second, third) == (1, 0, 1)
        return len(connection.execute(select(Office.id)).all())

    assert await db.transact(_insert) == 2


async def test_thousands_are_one_statement(db: Database) -> None:
    def _read(connection: Connection) -> int:
        rows, (number,) = rows_of_numbers(connection.dialect.name, "rows", 1)
        given = as_list((number,) for number in range(40_000))
        return len(connection.execute(select(number).select_from(rows), {"rows": given}).all())

    assert await db.query(_read) == 40_000
