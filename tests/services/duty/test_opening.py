"""A day of piket is opened and closed in as many statements for a country of secretariats as for a few."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, insert, select, update

from bot.clock import VirtualClock
from bot.domain.duty.rota import Rotation
from bot.domain.ledger import Purpose, State
from bot.domain.vocabulary import Position, Role
from bot.services.duty.escalating import escalate
from bot.services.duty.rota import open_days
from bot.storage.models import Delivery, District, DutyLeave, DutyRule, DutyShift, Person
from tests.importing.desk import Desk
from tests.office import START, WIB
from tests.statements import statements


async def _furnish(desk: Desk, office: int, count: int, first: int) -> None:
    """Kecamatan with two people each, both registered, one of them on leave some day, and a rule."""
    people = 2 * first
    async with desk.ctx.db.write() as session:
        for number in range(first, first + count):
            code = f"{office:02}.{number:06}"
            district = await session.scalar(
                insert(District).values(office_id=office, code=code, name=code, villages=[]).returning(District.id)
            )
            ids = []
            for _ in range(2):
                people += 1
                values = {
                    "office_id": office,
                    "district_id": district,
                    "name": f"Orang {people}",
                    "position": Position.DISTRICT_MEMBER,
                    "role": Role.MEMBER,
                    "telegram_id": 1000 + people,
                    "registered_at": START,
                }
                ids.append(await session.scalar(insert(Person).values(values).returning(Person.id)))
            rule = {
                "office_id": office,
                "district_id": district,
                "begins": START.date() - timedelta(days=1),
                "rotation": Rotation.DAILY,
                "days_off": True,
                "shifts": ["harian"],
                "people": ids,
                "made_at": START,
            }
            await session.execute(insert(DutyRule).values(rule))
            day = START.date() + timedelta(days=20)
            leave = {"person_id": ids[0], "first": day, "last": day, "made_at": START}
            await session.execute(insert(DutyLeave).values(leave))


async def _cycle(desk: Desk, clock: VirtualClock) -> int:
    """The statements of a day: opened, and in the evening looked at for what is missing."""
    with statements() as seen:
        await open_days(desk.ctx, WIB)
    opened = len(seen)
    await clock.advance(timedelta(hours=10))
    # Nobody reports: each was asked at four, and it is six.
    async with desk.ctx.db.write() as session:
        asked = update(Delivery).where(Delivery.purpose == Purpose.DUTY_MISSING, Delivery.state == State.PENDING)
        await session.execute(asked.values(state=State.SENT, settled_at=clock.now() - timedelta(hours=2)))
    with statements() as seen:
        await escalate(desk.ctx)
    await clock.advance(timedelta(hours=14))
    return opened + len(seen)


async def test_a_day_takes_as_many_statements_for_hundreds_of_kecamatan_as_for_a_few(
    clock: VirtualClock, database_url: str
) -> None:
    desk = await Desk.open(clock, database_url)
    try:
        await _furnish(desk, desk.office_id, 3, 1)
        await _cycle(desk, clock)
        few = await _cycle(desk, clock)
        await _furnish(desk, desk.office_id, 300, 10)
        await _cycle(desk, clock)
        assert await _cycle(desk, clock) <= few + 2
        async with desk.ctx.db.read() as session:
            assert (await session.execute(select(func.count(DutyShift.id)))).scalar_one() > 600
            assert (await session.execute(select(func.count(Delivery.id)))).scalar_one() > 1200
        # Of an office more, what belongs to it alone: one transaction of a few statements.
        before = await _cycle(desk, clock)
        others = [await desk.other_office(f"7{number}.01") for number in range(6)]
        for number, other in enumerate(others):
            await _furnish(other, other.office_id, 5, 1000 + number * 10)
        await _cycle(desk, clock)
        assert (await _cycle(desk, clock) - before) / len(others) <= 12
    finally:
        await desk.ctx.db.close()
