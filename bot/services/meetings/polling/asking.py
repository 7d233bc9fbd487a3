"""A poll that begins."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from bot.domain.invitations.audience import parse_audience
from bot.domain.meetings.polls import MOST_SLOTS, PollFacts, PollSlot
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.access import require_manager, still_manages
from bot.services.meetings.clashing import in_office
from bot.services.meetings.facts import find_activity
from bot.services.meetings.polling.facts import polls_of
from bot.services.meetings.polling.owing import owe_question
from bot.storage.models import DatePoll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def ask(ctx: Context, actor: PersonFacts, activity_code: str, slots: Sequence[PollSlot], place: str) -> PollFacts:
    """Ask the audience of an activity about slots to come; refuses none, too many, and what is past."""
    require_manager(actor)
    now = ctx.clock.now()
    if not 1 < len(slots) <= MOST_SLOTS:
        raise Refusal("refused-poll-slots", most=MOST_SLOTS)
    if any(one.starts_at <= now for one in slots):
        raise Refusal("refused-date-past")

    def _unit(connection: Connection) -> PollFacts:
        still_manages(connection, actor, now)
        activity = find_activity(connection, actor.office_id, activity_code)
        return _ask(connection, actor, activity, slots, place, now)

    return await ctx.db.transact(_unit)


def _ask(
    connection: Connection, actor: PersonFacts, activity: Any, slots: Sequence[PollSlot], place: str, now: datetime
) -> PollFacts:
    rule = parse_audience(activity.audience)
    # Whoever will have left by then has no say, and was not counted in the last look.
    first = min(one.day(actor.zone) for one in slots)
    people = [row.id for row in in_office(connection, actor.office_id, first) if rule.invites(row)]
    values = {
        "office_id": actor.office_id,
        "activity_id": activity.id,
        "slots": [[one.starts_at.isoformat(), one.ends_at.isoformat(), one.open_end] for one in slots],
        "place": place,
        "people": people,
        "asked_by": actor.id,
        "asked_at": now,
    }
    poll_id = connection.execute(insert(DatePoll).values(values).returning(DatePoll.id)).scalar_one()
    asked = polls_of(connection, [poll_id])[poll_id]
    owe_question(connection, asked, people, now, now)
    audit.record_act(connection, actor, now, "poll.ask", f"poll:{poll_id}", code=activity.code, people=len(people))
    return asked
