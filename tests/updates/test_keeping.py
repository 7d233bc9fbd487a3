"""What a process has written of the updates that it worked on when it goes, also after it had to let go of all in between."""

from __future__ import annotations

import asyncio

from sqlalchemy import select
from telegram import Update

from bot.clock import SystemClock
from bot.storage.database import Database
from bot.storage.models import ProcessedUpdate
from bot.updates.keeping import Keeping
from bot.updates.work import Work


async def test_who_lost_the_lead_while_writing_goes_in_good_order_later(database_url: str) -> None:
    db = Database(database_url, SystemClock(), sqlite_synchronous="OFF")
    try:
        keeping = Keeping(db, SystemClock(), shared=False)
        work = Work(Update(7), {}, 1, asyncio.get_running_loop().create_future(), late=True)
        keeping.note_done(work)
        writing = keeping.tasks()
        for task in writing:
            task.cancel()
        await asyncio.gather(*writing, return_exceptions=True)
        assert [task.cancelled() for task in writing] == [True]
        await keeping.leave()
        numbers = select(ProcessedUpdate.update_id)
        assert await db.query(lambda connection: connection.execute(numbers).scalars().all()) == [7]
    finally:
        await db.close()
