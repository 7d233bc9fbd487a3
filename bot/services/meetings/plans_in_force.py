"""Which year's plan the bare codes mean; settled at each import and every night, so that a new year takes over by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from bot.domain.meetings.codes import in_force
from bot.services.owing.saying_again import say_to_all_again
from bot.storage.models import Activity, Session

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

_PLANS = select(Activity.id, Activity.code, Activity.plan_year, Activity.in_force).where(
    Activity.office_id == bindparam("office")
)
_TO_COME = select(Session.id).where(
    Session.activity_id.in_(bindparam("activities", expanding=True)), Session.ends_at > bindparam("now")
)
_SETTLE = update(Activity.__table__).where(Activity.id == bindparam("activity"))  # type: ignore[arg-type]
_SETTLE = _SETTLE.values(in_force=bindparam("meant"))


def settle_plans(connection: Connection, office_id: int, today: date, now: datetime) -> None:
    """Mark the activities of an office that the bare codes mean; `today` is its own.

    What people read of sessions to come says the code by which they are called from then on.
    """
    plans = connection.execute(_PLANS, {"office": office_id}).all()
    meant = in_force([(row.id, row.code, row.plan_year) for row in plans], today.year)
    changed = [{"activity": row.id, "meant": row.id in meant} for row in plans if row.in_force is not (row.id in meant)]
    if changed:
        connection.execute(_SETTLE, changed)
        renamed = {"activities": [one["activity"] for one in changed], "now": now}
        for session_id in connection.execute(_TO_COME, renamed).scalars().all():
            say_to_all_again(connection, session_id, now)
