"""Who acts is judged in the transaction that acts: a role that was lost since the screen was shown does nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select, update

from bot.domain.meetings.appointments import Appointment
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Role
from bot.services.meetings.cancelling import cancel
from bot.services.meetings.moving import move
from bot.services.meetings.outcomes import Scheduled
from bot.services.meetings.outsiders import record_outsiders
from bot.services.meetings.scheduling import schedule
from bot.services.meetings.undoing.sending import send_now
from bot.services.meetings.undoing.taking_back import undo
from bot.storage.models import AuditEntry, Person
from tests.office import instant

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from tests.office import Office

WHEN = Appointment(instant("2023-10-06", 9), instant("2023-10-06", 12), "Aula Bawaslu")
LATER = Appointment(instant("2023-10-09", 9), instant("2023-10-09", 12), "Aula Bawaslu")


async def test_a_head_who_is_none_any_more_changes_nothing(office: Office) -> None:
    actor = await office.actor(await office.head())
    ctx = office.bot.ctx
    made = await schedule(ctx, actor, "SDMO-02", WHEN)
    assert isinstance(made, Scheduled)
    code, number = made.session.code, made.session.id
    await ctx.db.transact(
        lambda connection: connection.execute(update(Person).where(Person.id == actor.id).values(role=Role.MEMBER))
    )
    entries = select(func.count(AuditEntry.id))
    before = await ctx.db.query(lambda connection: connection.scalar(entries))
    tried: list[Awaitable[Any]] = [
        schedule(ctx, actor, "SDMO-02", LATER, confirmed=True),
        move(ctx, actor, code, LATER, confirmed=True),
        cancel(ctx, actor, code, "hujan"),
        record_outsiders(ctx, actor, code, 3),
        undo(ctx, actor, number, 1),
        send_now(ctx, actor, number, 1),
    ]
    for one in tried:
        with pytest.raises(Refusal) as refused:
            await one
        assert refused.value.key == "refused-heads-only"
    assert await ctx.db.query(lambda connection: connection.scalar(entries)) == before
