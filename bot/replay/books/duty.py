"""Shifts and reports of piket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.duty.shifts import shift_ends
from bot.domain.ledger import Purpose
from bot.replay.stage import ZONE
from bot.storage.models import (
    Delivery,
    DutyReport,
    DutyShift,
    Person,
)

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.replay.script import Script


async def duty_kept(script: Script, session: AsyncSession) -> list[str]:
    """Every shift that is over has its report, or its officer was reminded (if the phone could be reached)."""
    reported = set((await session.execute(select(DutyReport.shift_id))).scalars())
    reminded = {
        row.shift_id: row.state
        for row in (await session.execute(select(Delivery).where(Delivery.purpose == Purpose.DUTY_MISSING))).scalars()
    }
    found = []
    left = {member.phone.id for member in script.leavers}
    query = select(DutyShift, Person).join(Person, Person.id == DutyShift.person_id)
    for shift, person in await session.execute(query):
        missing = shift.id not in reported and shift.id not in reminded
        closing = shift_ends(shift.day, shift.shift, ZONE)
        on_telegram = person.registered_at is not None and person.registered_at < closing
        if missing and on_telegram and person.telegram_id not in left:
            found.append(f"piket {shift.id}: tidak ada laporan dan tidak diingatkan")
    if len(reported) != len(script.reported):
        found.append(f"laporan piket tersimpan {len(reported)}, dikirim {len(script.reported)}")
    return found
