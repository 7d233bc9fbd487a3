"""How the deliveries and the roster stand, and trying again what failed, for `/status`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.domain.ledger import State
from bot.services import audit
from bot.services.access import require_manager
from bot.services.duty.incidents import with_nobody_else
from bot.services.office.digest import failures
from bot.services.owing.owe import of_use, owe_again
from bot.services.owing.recipients import active_on
from bot.storage.inbox import inbox
from bot.storage.models import Delivery, Person

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

# Failures further back have been read, or are nobody's concern any more.
_LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of deliveries by state and of people, the next due send, late failures by reason, how many may be retried.

    `set_aside` is of the whole bot: updates that processes died of. `uncalled`: urgent incidents with nobody left to call.
    """

    deliveries: dict[State, int]
    next_due: datetime | None
    failed: tuple[tuple[str, int], ...]
    retryable: int
    set_aside: int
    uncalled: int
    people: int
    registered: int
    unreachable: int
    asked_at: datetime


async def status(ctx: Context, actor: PersonFacts) -> Status:
    """The office's status, for heads and admins."""
    require_manager(actor)
    office = actor.office_id
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Status:
        counted = (
            select(Delivery.state, func.count(Delivery.id)).where(Delivery.office_id == office).group_by(Delivery.state)
        )
        states = {state: count for state, count in connection.execute(counted)}
        next_due = select(func.min(Delivery.due_at)).where(
            Delivery.office_id == office, Delivery.state == State.PENDING
        )
        retryable = select(func.count(Delivery.id)).where(Delivery.office_id == office, of_use(now))
        people = select(
            func.count(Person.id), func.count(Person.telegram_id), func.count(Person.unreachable_since)
        ).where(Person.office_id == office, active_on(now.astimezone(actor.zone).date()))
        total, registered, unreachable = connection.execute(people).one()
        return Status(
            deliveries={state: states.get(state, 0) for state in State},
            next_due=connection.execute(next_due).scalar_one(),
            failed=tuple(failures(connection, office, now - _LATELY)),
            retryable=connection.execute(retryable).scalar_one(),
            set_aside=inbox(connection).set_aside,
            uncalled=with_nobody_else(connection, office),
            people=total,
            registered=registered,
            unreachable=unreachable,
            asked_at=now,
        )

    return await ctx.db.query(_unit)


async def retry_failed(ctx: Context, actor: PersonFacts) -> int:
    """Owe again what failed and is still of use, with all attempts anew; at night it waits for the morning as all does.

    Returns how many. Pressing twice owes once: what is owed again is no longer failed.
    """
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> int:
        count = owe_again(connection, "office_id", actor.office_id, actor.zone, now)
        if count:
            audit.record_act(connection, actor, now, "delivery.retry", f"office:{actor.office_id}", count=count)
        return count

    return await ctx.db.transact(_unit)
