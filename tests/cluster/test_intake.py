"""A database that goes away in mid-press: nothing is lost, nothing is said too early, order is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from bot.clock import SystemClock, VirtualClock
from bot.storage.away import is_away
from bot.storage.database import Database
from tests.cluster.wire import Wire, wire_to
from tests.office import Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def wire(postgres_database: str) -> AsyncIterator[Wire]:
    async with wire_to(postgres_database) as mended:
        yield mended


@pytest.fixture
async def wired(clock: VirtualClock, wire: Wire) -> AsyncIterator[Office]:
    opened = await Office.open(clock, wire.url)
    try:
        yield opened
    finally:
        await opened.close()


async def test_what_people_do_while_the_database_is_away_is_done_in_order_when_it_is_back(
    wired: Office, wire: Wire
) -> None:
    ketua = await wired.chair_of()
    said = len(ketua.messages)
    await wire.cut()
    ketua.send("/profil")
    ketua.send("/bantuan")
    await wired.clock.advance(timedelta(minutes=1))
    assert len(ketua.messages) == said
    await wire.mend()
    await wired.clock.advance(timedelta(minutes=1))
    profile, help_ = [message.text for message in ketua.messages[said:]]
    assert "Ketua Panwascam" in profile
    assert "/jadwal" in help_
    assert wired.sim.updates.pending == 0


async def test_a_lost_connection_is_away_and_a_wrong_statement_is_not(wire: Wire) -> None:
    db = Database(wire.url, SystemClock())
    async with db.read() as session:
        await session.execute(text("SELECT 1"))
        await wire.cut()
        with pytest.raises(DBAPIError) as lost:
            await session.execute(text("SELECT 1"))
    with pytest.raises(OSError, match="Connect call failed") as refused:
        async with db.read() as session:
            await session.execute(text("SELECT 1"))
    await wire.mend()
    with pytest.raises(DBAPIError) as wrong:
        async with db.read() as session:
            await session.execute(text("SELECT 1 FROM nowhere"))
    await db.close()
    assert [is_away(error.value) for error in (lost, refused, wrong)] == [True, True, False]


def test_a_locked_file_is_away_and_a_missing_table_is_not(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'a.db'}", connect_args={"timeout": 0})
    with engine.connect() as first, engine.connect() as second:
        first.execute(text("BEGIN IMMEDIATE"))
        with pytest.raises(DBAPIError) as locked:
            second.execute(text("BEGIN IMMEDIATE"))
        with pytest.raises(DBAPIError) as missing:
            first.execute(text("SELECT 1 FROM nowhere"))
    engine.dispose()
    assert [is_away(error.value) for error in (locked, missing)] == [True, False]
