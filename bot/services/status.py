"""How the deliveries and the roster stand, for `/status`, health and `doctor`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.domain.ledger import State
from bot.services.access import require_manager
from bot.services.digest import failures
from bot.storage.models import Delivery, Person

if TYPE_CHECKING:
    from bot.domain.facts import PersonFacts
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of deliveries by state and of people, the next due send, and reasons of failures."""

    deliveries: dict[State, int]
    next_due: datetime | None
    failed: tuple[tuple[str, int], ...]
    people: int
    registered: int
    unreachable: int
    asked_at: datetime


async def status(ctx: Context, actor: PersonFacts) -> Status:
    """The office's status, for heads and admins."""
    require_manager(actor)
    office = actor.office_id
    now = ctx.clock.now()
    async with ctx.db.read() as session:
        counted = (
            select(Delivery.state, func.count(Delivery.id)).where(Delivery.office_id == office).group_by(Delivery.state)
        )
        states = {state: count for state, count in await session.execute(counted)}
        next_due = select(func.min(Delivery.due_at)).where(
            Delivery.office_id == office, Delivery.state == State.PENDING
        )
        people = select(
            func.count(Person.id), func.count(Person.telegram_id), func.count(Person.unreachable_since)
        ).where(Person.office_id == office)
        total, registered, unreachable = (await session.execute(people)).one()
        return Status(
            deliveries={state: states.get(state, 0) for state in State},
            next_due=(await session.execute(next_due)).scalar_one(),
            failed=tuple(await failures(session, office, datetime.fromtimestamp(0, tz=now.tzinfo))),
            people=total,
            registered=registered,
            unreachable=unreachable,
            asked_at=now,
        )
