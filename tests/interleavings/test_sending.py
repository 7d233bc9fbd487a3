"""What is owed at the very moment at which the ledger is looked at."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import event
from sqlalchemy.util import await_only

from bot.domain.meetings.appointments import Appointment
from bot.services.meetings.scheduling import schedule
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.office import Office

WHEN = Appointment(datetime(2023, 10, 12, 2, tzinfo=UTC), None, "Aula Bawaslu")


async def test_what_is_owed_while_the_ledger_is_looked_at_waits_for_no_later_look(postgres_office: Office) -> None:
    office = postgres_office
    head, ketua = await office.head(), await office.chair_of()
    actor, ctx, sending = await office.actor(head), office.bot.ctx, office.bot.dispatcher
    assert sending is not None
    looked, go = asyncio.Event(), asyncio.Event()

    def _hold(_connection: Connection) -> None:
        if not looked.is_set():
            looked.set()
            await_only(go.wait())

    engine = ctx.db.engine.sync_engine
    event.listen(engine, "commit", _hold)
    try:
        async with asyncio.timeout(PATIENCE):
            look = asyncio.ensure_future(sending.run())
            await looked.wait()
            await schedule(replace(ctx, db=office.outside), actor, "SDMO-02", WHEN, confirmed=True)
            # Whoever rings leaves it to the look that is under way.
            await sending.run()
            go.set()
            await look
    finally:
        go.set()
        event.remove(engine, "commit", _hold)
    assert ketua.messages[-1].text.startswith("📨 Undangan · Kam 12 Okt 09.00\n")
