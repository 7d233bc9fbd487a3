"""Officers who are on duty together: a shift each, so that each can swap, and one report of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from bot.domain.duty.shifts import OFFICER, watch_of
from bot.storage.models import DutyReport, DutyShift

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy import BindParameter, Connection

_OFFICES: BindParameter[Any] = bindparam("offices", expanding=True)
_OF_DAYS = DutyShift.office_id.in_(_OFFICES), DutyShift.day.between(bindparam("first"), bindparam("last"))
# Of most days there is none.
_APART = select(DutyShift.district_id, DutyShift.day).where(
    *_OF_DAYS, DutyShift.watch_id.is_(None), DutyShift.shift.like(f"%{OFFICER} %")
)
_SHIFTS = (
    select(
        DutyShift.id,
        DutyShift.day,
        DutyShift.district_id,
        DutyShift.shift,
        DutyShift.watch_id,
        DutyReport.id.label("report"),
    )
    .outerjoin(DutyReport, (DutyReport.shift_id == DutyShift.id) & (DutyReport.nth == 1))
    .where(*_OF_DAYS, DutyShift.district_id.in_(bindparam("districts", expanding=True)))
    .order_by(DutyShift.id)
)
_JOIN = update(DutyShift).where(DutyShift.id == bindparam("of")).values(watch_id=bindparam("watch"))


def put_together(connection: Connection, offices: Collection[int], first: date, last: date) -> None:
    """Whoever is on duty together in these days owes one report with the others; what was reported apart stays apart."""
    values = {"offices": list(offices), "first": first, "last": last}
    apart = {tuple(row) for row in connection.execute(_APART, values)}
    if not apart:
        return
    watches: dict[tuple[int, date, str], list[Any]] = {}
    for row in connection.execute(_SHIFTS, values | {"districts": list({district for district, _ in apart})}):
        if (row.district_id, row.day) in apart:
            watches.setdefault((row.district_id, row.day, watch_of(row.shift)), []).append(row)
    joined = [
        {"of": row.id, "watch": rows[0].id}
        for rows in watches.values()
        for row in rows
        if len(rows) > 1 and row.watch_id is None and (row is rows[0] or row.report is None)
    ]
    if joined:
        connection.execute(_JOIN, joined)
