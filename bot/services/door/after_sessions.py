"""Sessions as they are looked up afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam

from bot.domain.refusals import Refusal
from bot.services.meetings.facts import SESSIONS, session_of
from bot.storage.models import Session

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts


_SESSION = SESSIONS.where(Session.id == bindparam("session"))


def held_session(connection: Connection, session_id: int) -> SessionFacts:
    """A session by its id."""
    row = connection.execute(_SESSION, {"session": session_id}).one_or_none()
    if row is None:
        raise Refusal("refused-not-your-session")
    return session_of(row)


def session_of_office(connection: Connection, actor: PersonFacts, session_id: int) -> SessionFacts:
    """A session of the actor's office."""
    facts = held_session(connection, session_id)
    if facts.office_id != actor.office_id:
        raise Refusal("refused-not-your-session")
    return facts
