"""One activity in full."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from bot.domain.invitations.answers import tally_of
from bot.domain.meetings.activity_facts import ActivityFacts
from bot.domain.meetings.to_date import is_complete
from bot.domain.people.facts import PersonFacts
from bot.domain.vocabulary import SessionStatus
from bot.services.meetings.calendar.periods import held_days, period_of
from bot.services.meetings.calendar.plan_activities import activity_in
from bot.services.meetings.clashing import Chosen, chosen
from bot.services.owing.showing import showing
from bot.storage.models import Invitation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from bot.domain.invitations.answers import Tally
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Sheet:
    """One activity in full; of its sessions, by id, the answers so far and how many came."""

    activity: ActivityFacts
    answers: Mapping[int, Tally]
    came: Mapping[int, int]
    # One of its meetings is yet to be dated.
    undated: bool = True
    # For heads: whom of the invited other sessions want at the same time, and what they chose, by id.
    twice: Mapping[int, Sequence[Chosen]] = field(default_factory=dict)


async def sheet(ctx: Context, actor: PersonFacts, code: str, chat_id: int) -> Sheet:
    """One activity with its sessions and the answers to them, which a chat is shown; `code` may be a session's as well."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Sheet:
        found = activity_in(connection, actor, code)
        rows = connection.execute(_ANSWERS, {"sessions": [held.id for held in found.sessions]}).all()
        answers = {
            id_: tally_of({answer: many for of, answer, many, _ in rows if of == id_})
            for id_ in {row[0] for row in rows}
        }
        came = {id_: sum(came for of, _, _, came in rows if of == id_) for id_ in answers}
        coming = [one for one in found.sessions if one.status is SessionStatus.SCHEDULED and one.ends_at > now]
        twice = {one.id: chosen(connection, one) for one in coming if actor.manages}
        undated = not is_complete(period_of(found), held_days(found))
        return Sheet(found, answers, came, undated=undated, twice=twice)

    return await showing(ctx, chat_id, _unit, lambda found: found.activity.sessions)


_ANSWERS = (
    select(Invitation.session_id, Invitation.answer, func.count(), func.count(Invitation.checked_in_at))
    .where(Invitation.session_id.in_(bindparam("sessions", expanding=True)))
    .group_by(Invitation.session_id, Invitation.answer)
)
