"""Who takes incidents on is looked at in as many statements for many of them as for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from bot.domain.duty.incidents import IncidentState
from bot.domain.vocabulary import Position, Role, Situation
from bot.services.duty.incidents import handled, reopen
from bot.storage.models import District, DutyIncident, DutyReport, DutyShift, Person
from tests.importing.desk import Desk
from tests.office import START
from tests.statements import statements

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.clock import VirtualClock


def _take_on(connection: Connection, office: int, first: int, count: int) -> None:
    """Incidents that heads of the office have taken on, each another."""
    district = connection.scalars(select(District.id).where(District.office_id == office).limit(1)).one()
    for number in range(first, first + count):
        head = {"office_id": office, "name": f"Kordiv {number}", "position": Position.OFFICE_HEAD, "role": Role.HEAD}
        who = connection.execute(insert(Person).values(head).returning(Person.id)).scalar_one()
        of = {"office_id": office, "district_id": district, "day": START.date(), "shift": f"{number}", "person_id": who}
        shift = connection.execute(insert(DutyShift).values(of).returning(DutyShift.id)).scalar_one()
        told = {
            "office_id": office,
            "shift_id": shift,
            "number": f"PKT/{number}",
            "situation": Situation.INCIDENT,
            "text": "Baliho roboh",
            "reported_by": who,
            "reported_at": START,
        }
        report = connection.execute(insert(DutyReport).values(told).returning(DutyReport.id)).scalar_one()
        stands = {"day": START.date(), "urgent": False, "alarms": 1, "state": IncidentState.NEW, "taken_at": START}
        connection.execute(
            insert(DutyIncident).values(report_id=report, office_id=office, taken_by=who, finding=True, **stands)
        )


async def test_who_takes_incidents_on_is_looked_at_in_as_many_statements_for_many_as_for_one(
    clock: VirtualClock, database_url: str
) -> None:
    desk = await Desk.open(clock, database_url)
    db, now = desk.ctx.db, clock.now()
    try:
        assert not await db.query(handled)
        needed = []
        for first, count in ((1, 1), (2, 30)):
            await db.transact(lambda connection, one=first, many=count: _take_on(connection, desk.office_id, one, many))  # type: ignore[misc]
            assert await db.query(handled)
            with statements() as seen:
                ahead = await db.transact(lambda connection: reopen(connection, now))
            assert len(ahead) == first + count - 1
            needed.append(len(seen))
        assert needed[0] == needed[1]
    finally:
        await db.close()
