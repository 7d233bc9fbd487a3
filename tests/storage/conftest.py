from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.clock import SystemClock
from bot.storage.database import Database
from tests.postgres import note_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables: the test runs once on each kind."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("empty_postgres_database")
        return url
    note_database(request, "sqlite")
    return f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    opened = Database(empty_url, SystemClock())
    yield opened
    await opened.close()


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url, SystemClock(), sqlite_synchronous="OFF")
    yield opened
    await opened.close()
