"""That a session was cancelled: owed once to everybody, and every group, that counts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_

from bot.domain.ledger import Purpose
from bot.domain.timing import Due
from bot.services.owing.known import counted_on, counted_on_in_groups
from bot.services.owing.owe import Owed, change_at, counted_until, owe, speaks_from
from bot.services.owing.recipients import active_on, on_bot, recipients
from bot.storage.models import Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import BindParameter, Connection

    from bot.domain.meetings.session_facts import SessionFacts


def owe_cancellation(connection: Connection, facts: SessionFacts, now: datetime) -> tuple[int, int]:
    """How many people and groups are told: whoever cannot be written to now is not counted, and is told when that ends.

    Idempotent: planning asks again for those who were out of office that day.
    """
    said: dict[str, int] = {"begun": 1} if facts.starts_at <= now else {}
    known, posted = counted_on(connection, facts.id), counted_on_in_groups(connection, facts.id)
    speaks = speaks_from(facts, now)
    values = {
        "people": list(known),
        "day": facts.day,
        "today": now.astimezone(facts.zone).date(),
    }
    rows = connection.execute(_TOLD, values).all()
    people = [
        Owed(
            Purpose.CANCELLED,
            row.chat_id,
            Due(change_at(facts, speaks, known[row.id]), counted_until(facts, known[row.id])),
            facts.office_id,
            row.id,
            facts.id,
            revision=facts.revision,
            # The date that they know: a later one was perhaps told to nobody.
            facts=said | {"known": known[row.id]},
        )
        for row in rows
    ]
    groups = [
        Owed(
            Purpose.GROUP_CANCELLED,
            chat_id,
            Due(change_at(facts, speaks, revision), counted_until(facts, revision)),
            facts.office_id,
            session_id=facts.id,
            revision=facts.revision,
            facts=said | {"known": revision},
        )
        for chat_id, revision in posted.items()
    ]
    owe(connection, [*people, *groups], now)
    return sum(row.reached for row in rows), len(groups)


_GIVEN: BindParameter[Any] = bindparam("people", expanding=True)
# Who has left is told as well, while their account is nobody else's.
_TOLD = (
    recipients(or_(Person.telegram_id.is_not(None), active_on(bindparam("day")), active_on(bindparam("today"))))
    .where(Person.id.in_(_GIVEN))
    .add_columns(on_bot().label("reached"))
)
