"""Nightly planning: bring every upcoming session up to date with roster and groups, and forget what is stale."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.services import dialogues
from bot.services.reconciling import reconcile_upcoming
from bot.storage.models import Dialogue, Office, ProcessedUpdate

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.services.context import Context

# Telegram keeps an unconfirmed update for a day; twice that is safe.
_KEEP_UPDATES = timedelta(days=2)


async def plan(ctx: Context, zone: ZoneInfo) -> None:
    """Reconcile the offices of `zone`, one transaction each."""
    now = ctx.clock.now()
    async with ctx.db.read() as session:
        offices = list((await session.execute(select(Office.id).where(Office.timezone == zone.key))).scalars())
    for office_id in offices:
        await ctx.db.transact(partial(reconcile_upcoming, office_id=office_id, now=now))
    async with ctx.db.write() as session:
        await session.execute(delete(ProcessedUpdate).where(ProcessedUpdate.processed_at < now - _KEEP_UPDATES))
        await session.execute(delete(Dialogue).where(Dialogue.updated_at < now - dialogues.KEPT))


async def office_zones(ctx: Context) -> list[str]:
    """The time zones in which daily jobs must run."""
    async with ctx.db.read() as session:
        return list((await session.execute(select(Office.timezone).distinct().order_by(Office.timezone))).scalars())
