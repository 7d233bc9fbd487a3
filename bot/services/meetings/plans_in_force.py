"""Which year's plan the bare codes mean; settled at each import and every night, so that a new year takes over by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from bot.domain.meetings.codes import in_force
from bot.storage.models import Activity

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

_PLANS = select(Activity.id, Activity.code, Activity.plan_year, Activity.in_force).where(
    Activity.office_id == bindparam("office")
)
_SETTLE = update(Activity.__table__).where(Activity.id == bindparam("activity"))  # type: ignore[arg-type]
_SETTLE = _SETTLE.values(in_force=bindparam("meant"))


def settle_plans(connection: Connection, office_id: int, today: date) -> None:
    """Mark the activities of an office that the bare codes mean; `today` is its own."""
    plans = connection.execute(_PLANS, {"office": office_id}).all()
    meant = in_force([(row.id, row.code, row.plan_year) for row in plans], today.year)
    changed = [{"activity": row.id, "meant": row.id in meant} for row in plans if row.in_force is not (row.id in meant)]
    if changed:
        connection.execute(_SETTLE, changed)
