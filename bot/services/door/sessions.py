"""Sessions as the door finds them: by their id, those of the actor's office, and for its clerks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam

from bot.domain.refusals import Refusal
from bot.services.access import require_actor, require_clerk
from bot.services.meetings.facts import SESSIONS, session_of
from bot.storage.models import Session

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts


SESSION = SESSIONS.add_columns(Session.radius_m, Session.check_in_secret)
_ANY = SESSIONS.where(Session.id == bindparam("session"))
BY_ID = SESSION.where(Session.id == bindparam("session"))
BY_ID_LOCKED = BY_ID.with_for_update(of=Session)


def as_clerk(
    query: Select[Any], connection: Connection, telegram_id: int, session_id: int, now: datetime
) -> tuple[PersonFacts, Any]:
    """The office's own people run the door; the session's row."""
    actor = require_actor(connection, telegram_id, now)
    row = connection.execute(query, {"session": session_id}).one_or_none()
    if row is None or row.office_id != actor.office_id:
        raise Refusal("refused-not-your-session")
    require_clerk(actor)
    return actor, row


def held_session(connection: Connection, session_id: int) -> SessionFacts:
    """A session by its id."""
    row = connection.execute(_ANY, {"session": session_id}).one_or_none()
    if row is None:
        raise Refusal("refused-not-your-session")
    return session_of(row)


def session_of_office(connection: Connection, actor: PersonFacts, session_id: int) -> SessionFacts:
    """A session of the actor's office."""
    facts = held_session(connection, session_id)
    if facts.office_id != actor.office_id:
        raise Refusal("refused-not-your-session")
    return facts
