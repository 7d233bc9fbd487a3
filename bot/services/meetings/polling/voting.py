"""What somebody says of a poll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.polls import Choice, PollFacts
from bot.domain.refusals import Refusal
from bot.services.access import require_actor
from bot.services.meetings.polling.facts import polls_of
from bot.storage.models import PollVote
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.services.context import Context


async def vote(ctx: Context, telegram_id: int, poll_id: int, slot: int | None, choice: Choice) -> tuple[PollFacts, int]:
    """What somebody says of a slot (None: of all to come); again it changes nothing, and neither does it once the poll is over.

    Refuses who was not asked, and slots that have begun.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[PollFacts, int]:
        actor = require_actor(connection, telegram_id, now)
        found = polls_of(connection, [poll_id]).get(poll_id)
        if found is None or actor.id not in found.asked:
            raise Refusal("refused-poll-other")
        if found.is_over:
            return found, actor.id
        if slot is not None and slot >= len(found.slots):
            raise Refusal("refused-stale-button")
        coming = found.coming(now)
        if not coming or slot not in (None, *coming):
            raise Refusal("refused-date-past")
        for one in coming if slot is None else (slot,):
            if found.said.get(actor.id, {}).get(one) is not choice:
                upsert(
                    connection,
                    PollVote,
                    {"poll_id": poll_id, "person_id": actor.id, "slot": one},
                    {"choice": choice, "at": now},
                )
        return polls_of(connection, [poll_id])[poll_id], actor.id

    return await ctx.db.transact(_unit)
