"""Register people one after another while sessions are dated, and print what one costs: `register_many.py URL SESSIONS`.

Milliseconds of the only writer: CPU of this process from the call to its commit, the middle of them all.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta

from office import FIRST_INVITED, date_activity, make_office
from sqlalchemy import func, select, update

from bot.app import connect
from bot.config.settings import Settings
from bot.domain.ledger import Purpose
from bot.domain.meetings.appointments import Appointment
from bot.services.people.registration import register_by_contact
from bot.storage.models import Delivery, Person

# Invited to everything.
PEOPLE = 343
REGISTER = 100
_PHONE = "+62815{:08d}"


async def register(url: str, sessions: int) -> None:
    await make_office(url, PEOPLE, date_session=False)
    ctx = connect(Settings.model_validate({"database_url": url}))
    try:
        accounts = range(FIRST_INVITED, FIRST_INVITED + REGISTER)
        async with ctx.db.write() as session:
            for number in accounts:
                person = update(Person).where(Person.telegram_id == number)
                await session.execute(person.values(telegram_id=None, registered_at=None, phone=_PHONE.format(number)))
        first = datetime.now(UTC).replace(hour=4, minute=0, second=0, microsecond=0) + timedelta(days=7)
        for number in range(sessions):
            await date_activity(ctx, when=Appointment(first + timedelta(days=number), None, "Aula Bawaslu"))
        used = []
        for number in accounts:
            started = time.process_time()
            await register_by_contact(ctx, number, _PHONE.format(number))
            used.append(time.process_time() - started)
        invitations = select(func.count(Delivery.id)).where(
            Delivery.purpose == Purpose.INVITATION, Delivery.chat_id.in_(accounts)
        )
        async with ctx.db.read() as session:
            owed = (await session.execute(invitations)).scalar_one()
        assert owed == REGISTER * sessions, owed
        print(json.dumps({"ms": round(1000 * statistics.median(used), 2), "most": round(1000 * max(used), 2)}))
    finally:
        await ctx.db.close()


if __name__ == "__main__":
    asyncio.run(register(sys.argv[1], int(sys.argv[2])))
