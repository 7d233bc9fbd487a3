"""Numbers of reports: `PKT/63.10.07/20231107/1`, counted by kecamatan and day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.storage.models import District, DutyCounter
from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.sql.dml import ReturningInsert

    from bot.domain.duty.shift_facts import ShiftFacts

PREFIX = "PKT/"
_CODE = select(District.code).where(District.id == bindparam("district"))


def next_number(connection: Connection, shift: ShiftFacts) -> str:
    """A number that no other report has or had, however many are stored at once.

    Whoever counts at the same kecamatan and day waits for the other's commit: so nothing is skipped either.
    """
    code = connection.execute(_CODE, {"district": shift.district_id}).scalar_one()
    counted = {"district_id": shift.district_id, "day": shift.day, "last": 1}
    last = connection.execute(_count(connection.dialect.name), counted).scalar_one()
    return f"{PREFIX}{code}/{shift.day:%Y%m%d}/{last}"


@cache
def _count(dialect: str) -> ReturningInsert[tuple[int]]:
    return (
        insert_into(dialect, DutyCounter)
        .on_conflict_do_update(index_elements=["district_id", "day"], set_={"last": DutyCounter.last + 1})
        .returning(DutyCounter.last)
    )
