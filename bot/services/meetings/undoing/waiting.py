"""What waits to be told goes out at another moment, or with that of others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, update

from bot.domain.ledger import State
from bot.services.meetings.facts import store_session
from bot.services.meetings.turning import put_off
from bot.services.meetings.undoing.last_done import locked_own
from bot.storage.database import mark_owed
from bot.storage.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def wait_for(ctx: Context, actor: PersonFacts, session_id: int, others: Sequence[SessionFacts]) -> None:
    """What still waits of a session's last change goes out with that of others, which followed it."""
    now = ctx.clock.now()
    until = max((one.held_until for one in others if one.held_until is not None), default=None)

    def _unit(connection: Connection) -> None:
        held = locked_own(connection, actor, session_id)
        if until is not None and held.held_until is not None and now < held.held_until < until:
            go_out(connection, held, replace(held, held_until=until), until)
            put_off(connection, held, until)

    await ctx.db.transact(_unit)


def go_out(connection: Connection, held: SessionFacts, after: SessionFacts, at: datetime) -> None:
    """What is held goes out at another moment."""
    store_session(connection, after)
    if connection.execute(_DUE_AT, {"session": held.id, "held": held.held_until, "at": at}).rowcount:
        mark_owed(connection, "deliveries")
        # Those wait for what is told.
        mark_owed(connection, "cards")


_WAITS = (Delivery.session_id == bindparam("session"), Delivery.state == State.PENDING)
_DUE_AT = update(Delivery).where(*_WAITS, Delivery.due_at == bindparam("held")).values(due_at=bindparam("at"))
