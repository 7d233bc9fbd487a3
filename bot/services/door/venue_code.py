"""The code that the venue of a session shows."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import update

from bot.domain.door.checkin import (
    ROTATES_EVERY,
    pin,
    token,
)
from bot.services.door.sessions import BY_ID_LOCKED, as_clerk
from bot.services.meetings.facts import session_of
from bot.storage.models import Session

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class VenueCode:
    """What the venue shows now, and until when it is good."""

    session: SessionFacts
    pin: str
    token: str
    until: datetime


async def show_pin(ctx: Context, telegram_id: int, code: int) -> VenueCode:
    """What the venue shows now; from the first time on, whoever is not located must type or scan it."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> VenueCode:
        _, row = as_clerk(BY_ID_LOCKED, connection, telegram_id, code, now)
        secret = row.check_in_secret
        if not secret:
            secret = secrets.token_hex(32)
            connection.execute(update(Session).where(Session.id == row.id).values(check_in_secret=secret))
        step = ROTATES_EVERY.total_seconds()
        until = datetime.fromtimestamp((now.timestamp() // step + 2) * step, tz=now.tzinfo)
        return VenueCode(session_of(row), pin(secret, row.id, now), token(secret, row.id, now), until)

    return await ctx.db.transact(_unit)
