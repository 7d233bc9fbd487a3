"""One line of the list, while a clerk changes it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.domain.door.checkin import (
    OPENS_BEFORE,
)
from bot.domain.door.facts import ArrivalLine
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services.door.arrival_lines import LINE, arrival_line, day_of
from bot.services.door.arrivals import arrivals_of
from bot.services.meetings.facts import session_of
from bot.storage.models import Invitation

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts


def markable(row: Any, number: int, now: datetime) -> tuple[SessionFacts, MeetingDay]:
    """The session and its day, if somebody can be marked there now."""
    facts = session_of(row)
    day = day_of(facts, number)
    if facts.status is SessionStatus.CANCELLED:
        raise Refusal("refused-already-cancelled", code=facts.code)
    if now < day.starts_at - OPENS_BEFORE:
        raise Refusal("refused-check-in-early", code=facts.code)
    return facts, day


def marked_line(connection: Connection, facts: SessionFacts, day: MeetingDay, invitation_id: int) -> ArrivalLine:
    """The line of an invitation, which nobody else marks meanwhile."""
    held = _INVITATION_LOCKED, {"session": facts.id, "invitation": invitation_id}
    if connection.execute(*held).one_or_none() is None:
        raise Refusal("refused-stale-button")
    came = arrivals_of(connection, facts, invitation_id)
    return arrival_line(connection.execute(LINE, held[1]).one(), facts, day, came)


_INVITATION_LOCKED = (
    select(Invitation.id)
    .where(Invitation.id == bindparam("invitation"), Invitation.session_id == bindparam("session"))
    .with_for_update()
)
