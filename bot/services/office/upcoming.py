"""What goes out next: owed messages that wait for their time, those of one purpose, meeting and moment as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.domain.ledger import Purpose, State
from bot.domain.meetings.codes import write_code
from bot.storage.models import Activity, Delivery, Office, Session

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Send:
    """So many messages (`count`) of a purpose, due at a moment in the office's `zone`; of a session's `code` or of none."""

    due_at: datetime
    purpose: Purpose
    code: str
    count: int
    office: str
    zone: ZoneInfo


async def next_sends(ctx: Context, most: int) -> list[Send]:
    """The next ones over all offices, earliest first."""
    columns = (Delivery.due_at, Delivery.purpose, Delivery.office_id, Delivery.session_id)
    waiting = (
        select(*columns, func.count().label("messages"))
        .where(Delivery.state == State.PENDING)
        .group_by(*columns)
        .order_by(Delivery.due_at, Delivery.purpose, Delivery.session_id)
        .limit(most)
        .subquery()
    )
    named = (
        select(
            waiting.c.due_at,
            waiting.c.purpose,
            waiting.c.messages,
            Office.name,
            Office.timezone,
            Session.number,
            Activity.code,
            Activity.plan_year,
            Activity.in_force,
        )
        .join(Office, Office.id == waiting.c.office_id)
        .outerjoin(Session, Session.id == waiting.c.session_id)
        .outerjoin(Activity, Activity.id == Session.activity_id)
        .order_by(waiting.c.due_at, waiting.c.purpose, waiting.c.session_id)
    )
    rows = await ctx.db.query(lambda connection: connection.execute(named).all())
    return [
        Send(
            row.due_at,
            row.purpose,
            "" if row.code is None else write_code(row.code, row.plan_year, in_force=row.in_force, number=row.number),
            row.messages,
            row.name,
            ZoneInfo(row.timezone),
        )
        for row in rows
    ]
