"""Accounts of people who are on the roster and not in office: they are no strangers, and hear why nothing answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam

from bot.domain.refusals import Refusal
from bot.services.access import IN_OFFICE, active_person
from bot.services.people.facts import person_of
from bot.services.people.registration import whom_to_ask
from bot.storage.models import Person

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.services.context import Context

_WHO = IN_OFFICE.where(Person.telegram_id == bindparam("account"))


async def out_of_office(ctx: Context, telegram_id: int) -> Refusal | None:
    """That their term ended, or has not begun, and whom to ask; None for strangers and for whoever is in office."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Refusal | None:
        row = connection.execute(_WHO, {"account": telegram_id}).one_or_none()
        if row is None or active_person(row, now) is not None:
            return None
        admins = whom_to_ask(connection, row.office_id)
        today = now.astimezone(person_of(row).zone).date()
        if row.active_until is not None and row.active_until < today:
            return Refusal("refused-term-over", last=f"{row.active_until:%d-%m-%Y}", admins=admins)
        return Refusal("refused-term-to-come", first=f"{row.active_from:%d-%m-%Y}", admins=admins)

    return await ctx.db.query(_unit)
