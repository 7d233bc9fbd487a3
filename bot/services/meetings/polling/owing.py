"""Whom a poll asks, and when once more."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam

from bot.domain.ledger import Purpose
from bot.domain.meetings.polls import PollFacts
from bot.domain.night import not_at_night
from bot.domain.timing import Due, local_instant
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import recipients, registered_on
from bot.storage.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection


# The silent are asked once more, on the morning of the second day.
_CHASED = time(9)
_CHASED_AFTER = timedelta(days=2)
_BETWEEN = timedelta(days=1)


def owe_question(
    connection: Connection, poll: PollFacts, people: Sequence[int], asked_at: datetime, now: datetime
) -> None:
    """The question, and the one to the silent where a day or more lies between them; whoever was asked is not asked anew."""
    today = now.astimezone(poll.zone).date()
    chased = local_instant(asked_at.astimezone(poll.zone).date() + _CHASED_AFTER, _CHASED, poll.zone)
    until = max(one.starts_at for one in poll.slots)
    dues = [("", Due(not_at_night(now, poll.zone), until))]
    if now + _BETWEEN <= chased < until:
        dues.append(("c", Due(chased, until)))
    chats = connection.execute(_TOLD, {"day": today, "people": people}).all() if people else []
    owe(
        connection,
        [
            Owed(
                Purpose.DATE_POLL,
                row.chat_id,
                due,
                poll.office_id,
                row.id,
                occurrence=f"p{poll.id}{again}",
                facts={"poll": poll.id, **({"again": 1} if again else {})},
            )
            for again, due in dues
            for row in chats
        ],
        now,
    )


_TOLD = recipients(registered_on(bindparam("day"))).where(Person.id.in_(bindparam("people", expanding=True)))
