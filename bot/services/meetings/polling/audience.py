"""Polls that go on follow an audience that has changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from bot.domain.invitations.audience import parse_audience
from bot.domain.ledger import Purpose, State, delivery_key
from bot.domain.meetings.polls import PollFacts
from bot.services.meetings.clashing import in_office
from bot.services.meetings.polling.facts import polls_of
from bot.services.meetings.polling.joining import GOING_ON, LOCKED_PEOPLE
from bot.services.meetings.polling.owing import owe_question
from bot.storage.models import DatePoll, Delivery

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import BindParameter, Connection


def follow_audience(connection: Connection, office_id: int, now: datetime) -> None:
    """People, or whom the plan wants, are others by now: polls that go on ask whoever has come into the audience.

    Whoever has left it is asked no more, and what they said does not count while they are out.
    """
    rows = GOING_ON.all(connection, {"office": office_id})
    polls = polls_of(connection, [row.id for row in rows])
    for row in rows:
        poll = polls[row.id]
        if max(one.starts_at for one in poll.slots) <= now:
            continue
        rule, first = parse_audience(row.audience), min(one.day(poll.zone) for one in poll.slots)
        audience = [one.id for one in in_office(connection, office_id, first) if rule.invites(one)]
        # Two who register at the same moment are both kept.
        people = connection.execute(LOCKED_PEOPLE, {"poll": poll.id}).scalar_one()
        joined, left = [one for one in audience if one not in people], set(people).difference(audience)
        kept = [*(one for one in people if one not in left), *joined]
        if joined or left:
            connection.execute(update(DatePoll).where(DatePoll.id == poll.id).values(people=kept))
            _forget_unread(connection, poll, left)
        if not poll.is_over:
            # All of them: who was out of office when they came into the audience may be back by now.
            owe_question(connection, poll, kept, row.asked_at, now)


def _forget_unread(connection: Connection, poll: PollFacts, people: Collection[int]) -> None:
    """Questions that have not gone out leave no trace: whoever comes back is asked then."""
    first, again = (
        {delivery_key(Purpose.DATE_POLL, f"o{poll.office_id}", 0, one, f"p{poll.id}{which}"): one for one in people}
        for which in ("", "c")
    )
    unread = {first[key] for key in connection.execute(_UNREAD, {"keys": list(first)}).scalars()} if first else set()
    if unread:
        keys = [key for kind in (first, again) for key, one in kind.items() if one in unread]
        connection.execute(_FORGET, {"keys": keys})


_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_UNREAD = select(Delivery.key).where(
    Delivery.key.in_(_KEYS), Delivery.state == State.PENDING, Delivery.perhaps_told.is_(None)
)
_FORGET = delete(Delivery).where(
    Delivery.key.in_(_KEYS), Delivery.state == State.PENDING, Delivery.perhaps_told.is_(None)
)
