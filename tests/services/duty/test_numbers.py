"""Numbers of reports: of one kecamatan and day each report has its own, however many are stored at once."""

from __future__ import annotations

import asyncio

from sqlalchemy import insert

from bot.clock import VirtualClock
from bot.domain.vocabulary import Position, Role, Situation
from bot.services.duty.submitting import ReportContent, submit
from bot.services.people.facts import PEOPLE, people_of
from bot.storage.models import District, DutyShift, Person
from tests.importing.desk import Desk
from tests.office import START

MANY = 12


async def test_shifts_of_a_kecamatan_that_are_reported_at_once_are_numbered_apart_and_without_a_gap(
    clock: VirtualClock, database_url: str
) -> None:
    desk = await Desk.open(clock, database_url)
    try:
        await _report_at_once(desk)
    finally:
        await desk.ctx.db.close()


async def _report_at_once(desk: Desk) -> None:
    async with desk.ctx.db.write() as session:
        place = {"office_id": desk.office_id, "code": "35.98.01", "name": "Sukamaju Baru", "villages": []}
        district = await session.scalar(insert(District).values(place).returning(District.id))
        officer = {
            "office_id": desk.office_id,
            "district_id": district,
            "name": "Siti",
            "position": Position.DISTRICT_MEMBER,
            "role": Role.MEMBER,
            "telegram_id": 4711,
            "registered_at": START,
        }
        person = await session.scalar(insert(Person).values(officer).returning(Person.id))
        shift = {"office_id": desk.office_id, "district_id": district, "day": START.date(), "person_id": person}
        shifts = list[int]()
        for nth in range(MANY):
            written = insert(DutyShift).values(shift | {"shift": f"pos {nth}"}).returning(DutyShift.id)
            shifts.append((await session.execute(written)).scalar_one())
    (actor,) = await desk.ctx.db.query(lambda connection: people_of(connection, PEOPLE.where(Person.id == person)))
    # Each twice: no answer came, and it was sent again.
    done = await asyncio.gather(
        *(
            submit(desk.ctx, actor, one, ReportContent(Situation.SAFE, f"Nihil {one}", nothing=True))
            for one in shifts
            for _ in range(2)
        )
    )
    numbers = [stored.number for stored, _ in done]
    assert numbers[::2] == numbers[1::2]
    kept = f"PKT/35.98.01/{START:%Y%m%d}"
    assert sorted(numbers[::2]) == sorted(f"{kept}/{nth}" for nth in range(1, MANY + 1))
