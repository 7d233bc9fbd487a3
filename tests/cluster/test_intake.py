"""A database that goes away in mid-press: nothing is lost, nothing is said too early, order is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from telegram import Update

from bot.app import build
from bot.clock import SystemClock, VirtualClock
from bot.storage.database import Database
from bot.storage.outage import is_away
from bot.updates.work import Handling
from tests.cluster.waiting import leads, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cluster.wire import Wire
    from tests.office import Office


async def test_updates_that_meet_a_database_that_is_away_are_done_in_order_when_it_is_back(
    clock: VirtualClock, wired: Office, wire: Wire
) -> None:
    office = wired
    ketua = await office.chair_of()
    await office.lose()
    bot = office.bot = build(office.settings, clock)
    await bot.app.initialize()
    await wire.cut()
    said = len(ketua.messages)
    ketua.send("/profil")
    ketua.send("/bantuan")
    updates = Update.de_list(office.sim.updates.pending_updates[-2:], bot.bot)
    tasks = [bot.intake.start(update, update.to_dict()) for update in updates]
    await clock.advance(timedelta(minutes=1))
    assert not any(task.done() for task in tasks)
    await wire.mend()
    await clock.advance(timedelta(minutes=1))
    assert [task.result() for task in tasks] == [Handling.NOW, Handling.NOW]
    profile, help_ = [message.text for message in ketua.messages[said:]]
    assert "Ketua Panwascam" in profile
    assert "/jadwal" in help_


async def test_work_and_leadership_come_back_with_the_database(clock: VirtualClock, wired: Office, wire: Wire) -> None:
    office = wired
    head, ketua = await office.head(), await office.chair_of()
    await wire.cut()
    await until(lambda: office.bot.term is None)
    office.sim.bot_offline()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu", look=True)
    await clock.advance(timedelta(minutes=1))
    await wire.mend()
    await until(lambda: leads(office.bot))
    await until(lambda: head.can_press("Ya, lanjutkan"), moving=clock)
    head.press("Ya, lanjutkan")
    await until(lambda: ketua.screen.startswith("📨 Undangan") and not office.sim.updates.pending, moving=clock)


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
