"""The last poll about an activity, and the slot that is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from bot.domain.meetings.polls import PollFacts
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.access import require_manager, still_manages
from bot.services.meetings.facts import find_activity
from bot.services.meetings.polling.facts import polls_of
from bot.storage.models import DatePoll

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def poll_of(ctx: Context, actor: PersonFacts, poll_id: int) -> PollFacts:
    """A poll of the actor's office as it stands."""
    require_manager(actor)
    found = (await ctx.db.query(lambda connection: polls_of(connection, [poll_id]))).get(poll_id)
    if found is None or found.office_id != actor.office_id:
        raise Refusal("refused-stale-button")
    return found


async def latest(ctx: Context, actor: PersonFacts, activity_code: str) -> PollFacts | None:
    """The last poll about an activity, if there was one."""
    require_manager(actor)

    def _unit(connection: Connection) -> PollFacts | None:
        activity = find_activity(connection, actor.office_id, activity_code)
        poll_id = connection.execute(_LATEST, {"activity": activity.id}).scalar_one_or_none()
        return None if poll_id is None else polls_of(connection, [poll_id])[poll_id]

    return await ctx.db.query(_unit)


async def choose(ctx: Context, actor: PersonFacts, poll_id: int, slot: int) -> PollFacts:
    """Take a slot: nobody is asked any more. Another one may be taken until a date is set, and none from then on."""
    found = await poll_of(ctx, actor, poll_id)
    if slot >= len(found.slots):
        raise Refusal("refused-stale-button")
    now = ctx.clock.now()
    if not found.dates and slot not in found.coming(now):
        raise Refusal("refused-date-past")

    def _unit(connection: Connection) -> PollFacts:
        still_manages(connection, actor, now)
        before = polls_of(connection, [poll_id])[poll_id]
        if before.dates or before.chosen == slot:
            return before
        connection.execute(update(DatePoll).where(DatePoll.id == poll_id).values(chosen=slot))
        audit.record_act(connection, actor, now, "poll.choose", f"poll:{poll_id}", code=found.activity_code)
        return polls_of(connection, [poll_id])[poll_id]

    return await ctx.db.transact(_unit)


_LATEST = select(DatePoll.id).where(DatePoll.activity_id == bindparam("activity")).order_by(DatePoll.id.desc()).limit(1)
