"""Whoever stood in is chosen anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.ledger import Purpose
from bot.domain.timing import Due, announcement_due
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import recipients, registered_on
from bot.services.owing.withdrawing import heard
from bot.storage.models import Invitation, Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.owing.withdrawing import Heard


def tell_substitutes_again(connection: Connection, facts: SessionFacts, now: datetime) -> None:
    """Whoever stands in and counts on nothing by now is chosen anew."""
    told = heard(connection, facts.id)
    due = Due(announcement_due(facts.starts_at, now, facts.zone), facts.ends_at)
    rows = connection.execute(_STAND_IN, {"session": facts.id}).all()
    who = recipients(registered_on(facts.day)).where(Person.id.in_([row.substitute_id for row in rows]))
    chats = {row.id: row.chat_id for row in connection.execute(who)}
    owe(
        connection,
        [
            Owed(
                Purpose.SUBSTITUTE,
                chats[one.substitute_id],
                due,
                facts.office_id,
                one.substitute_id,
                facts.id,
                revision=facts.revision,
                occurrence=f"{one.person_id}:{once()}",
                facts={"for": one.name} | ({"restored": 1} if _read_off(told.get(one.substitute_id)) else {}),
            )
            for one in rows
            if one.substitute_id in chats
            and (one.substitute_id not in told or told[one.substitute_id].revision is None)
        ],
        now,
    )


def _read_off(word: Heard | None) -> bool:
    """Whether they read that it was off."""
    return word is not None and word.called_off


_STAND_IN = (
    select(Invitation.person_id, Invitation.substitute_id, Person.name)
    .join(Person, Person.id == Invitation.person_id)
    .where(Invitation.session_id == bindparam("session"), Invitation.substitute_id.is_not(None))
)
