"""What is done nightly: every upcoming session is brought up to date with roster and groups, what is stale forgotten."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, select

from bot.services import dialogues
from bot.services.faults import for_each_office
from bot.services.meetings.plans_in_force import settle_plans
from bot.services.office.deputies.turning_over import turn_over
from bot.services.owing.recipients import active_on
from bot.services.owing.reconciling import reconcile_upcoming
from bot.services.people.registration import owe_comers
from bot.storage import inbox
from bot.storage.models import Dialogue, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.services.context import Context

_DAY = timedelta(days=1)
# Who came into office by the date in the roster, since planning ran last.
_BEGAN = select(Person.id).where(
    Person.office_id == bindparam("office"),
    Person.active_from.between(bindparam("yesterday"), bindparam("today")),
    active_on(bindparam("today")),
)
_OLD_DIALOGUES = delete(Dialogue).where(Dialogue.updated_at < bindparam("before"))


async def plan(ctx: Context, zone: ZoneInfo, only: Collection[int] | None = None) -> list[int]:
    """Reconcile the offices of `zone`, one transaction each; returns those of which anything was left out."""
    now = ctx.clock.now()
    work = partial(_plan_office, today=now.astimezone(zone).date(), now=now)
    return await for_each_office(ctx, zone, "planning", work, only)


async def prune(ctx: Context) -> None:
    """Forget updates that cannot come again, those set aside long ago, and dialogues that nobody goes on with."""
    await ctx.db.transact(partial(_forget, now=ctx.clock.now()))


def _plan_office(connection: Connection, office_id: int, today: date, now: datetime) -> int:
    settle_plans(connection, office_id, today, now)
    turn_over(connection, office_id, now)
    left_out = reconcile_upcoming(connection, office_id=office_id, now=now)
    began = connection.execute(_BEGAN, {"office": office_id, "today": today, "yesterday": today - _DAY}).scalars()
    owe_comers(connection, list(began), now)
    return left_out


def _forget(connection: Connection, now: datetime) -> None:
    connection.execute(_OLD_DIALOGUES, {"before": now - dialogues.KEPT})
    inbox.forget_old(connection, now)


async def office_zones(ctx: Context) -> list[ZoneInfo]:
    """The time zones in which daily jobs must run."""
    query = select(Office.timezone).distinct().order_by(Office.timezone)
    return await ctx.db.query(lambda connection: [ZoneInfo(name) for name in connection.execute(query).scalars()])
