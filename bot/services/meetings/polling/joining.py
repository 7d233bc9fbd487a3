"""Polls that go on ask whoever can be written to from now on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from bot.domain.invitations.audience import parse_audience
from bot.domain.meetings.polls import PollFacts
from bot.services.meetings.clashing import in_office
from bot.services.meetings.polling.facts import polls_of
from bot.services.meetings.polling.owing import owe_question
from bot.storage.models import Activity, DatePoll
from bot.storage.prepared import Prepared

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts


def owe_polls(connection: Connection, person: PersonFacts, now: datetime) -> None:
    """Somebody can be written to from now on: polls that go on ask them too, also whoever came to the roster since."""
    rows = GOING_ON.all(connection, {"office": person.office_id})
    polls = polls_of(connection, [row.id for row in rows])
    for row in rows:
        poll = polls[row.id]
        if poll.is_over or max(one.starts_at for one in poll.slots) <= now:
            continue
        if person.id not in poll.asked and not _joins(connection, row, poll, person.id):
            continue
        owe_question(connection, poll, [person.id], row.asked_at, now)


def _joins(connection: Connection, row: Any, poll: PollFacts, person_id: int) -> bool:
    """Whether somebody who was not counted is of the audience by now, and is counted from now on."""
    first = min(one.day(poll.zone) for one in poll.slots)
    rule = parse_audience(row.audience)
    if not any(one.id == person_id and rule.invites(one) for one in in_office(connection, poll.office_id, first)):
        return False
    # Two who register at the same moment are both kept.
    people = connection.execute(LOCKED_PEOPLE, {"poll": poll.id}).scalar_one()
    connection.execute(update(DatePoll).where(DatePoll.id == poll.id).values(people=[*people, person_id]))
    return True


GOING_ON = Prepared(
    select(DatePoll.id, DatePoll.asked_at, Activity.audience)
    .join(Activity, Activity.id == DatePoll.activity_id)
    .where(DatePoll.office_id == bindparam("office"), DatePoll.chosen.is_(None))
    .order_by(DatePoll.id)
)
LOCKED_PEOPLE = select(DatePoll.people).where(DatePoll.id == bindparam("poll")).with_for_update()
