"""What somebody's next morning brings anyhow."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from bot.domain.ledger import Purpose, State
from bot.domain.timing import Due
from bot.services.owing.owe import Owed
from bot.storage.models import Delivery

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def with_the_next_morning(connection: Connection, messages: list[Owed]) -> list[Owed]:
    """A question why waits for the next morning where that brings a reminder or a question anyhow: one message, not two."""
    asked = [one for one in messages if one.purpose is Purpose.ABSENCE]
    if not asked:
        return messages
    at = asked[0].due.at
    values = {"people": [one.person_id for one in asked], "after": at, "until": at + timedelta(days=1)}
    mornings: dict[int | None, datetime] = {row.person_id: row.at for row in connection.execute(_MORNINGS, values)}
    return [
        replace(one, due=Due(mornings[one.person_id], one.due.until))
        if one.purpose is Purpose.ABSENCE and one.person_id in mornings
        else one
        for one in messages
    ]


# Nothing of that very moment: it goes out with it anyhow.
_MORNINGS = (
    select(Delivery.person_id, func.min(Delivery.due_at).label("at"))
    .where(
        Delivery.state == State.PENDING,
        Delivery.person_id.in_(bindparam("people", expanding=True)),
        Delivery.purpose.in_((Purpose.REMINDER, Purpose.NUDGE)),
        Delivery.due_at >= bindparam("after", type_=Delivery.due_at.type),
        Delivery.due_at <= bindparam("until", type_=Delivery.due_at.type),
    )
    .group_by(Delivery.person_id)
    .having(func.min(Delivery.due_at) > bindparam("after", type_=Delivery.due_at.type))
)
