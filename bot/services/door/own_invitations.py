"""The invitation with which somebody checks in: their own, or that of whom they stand in for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services.door.sessions import SESSION
from bot.storage.models import Invitation, Person, Session

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts


OWN = (
    SESSION.add_columns(
        Invitation.id.label("invitation_id"),
        Invitation.person_id,
        Invitation.checked_in_at,
        Invitation.substitute_came,
        Invitation.substitute_id,
        Person.name.label("invited_name"),
    )
    .join(Invitation, Invitation.session_id == Session.id)
    .join(Person, Person.id == Invitation.person_id)
    .where(
        Session.id == bindparam("session"),
        or_(Invitation.person_id == bindparam("person"), Invitation.substitute_id == bindparam("person")),
    )
    # One's own invitation before that of somebody one stands in for.
    .order_by((Invitation.person_id == bindparam("person")).desc(), Invitation.id)
)
OWN_LOCKED = OWN.with_for_update(of=Invitation)


def own_invitation(query: Select[Any], connection: Connection, actor: PersonFacts, session_id: int) -> Any:
    """The row of one's own invitation, or of whom one stands in for; refuses who has none."""
    row = connection.execute(query, {"session": session_id, "person": actor.id}).first()
    if row is None:
        raise Refusal("refused-check-in-stranger")
    return row


def require_open(facts: SessionFacts, now: datetime) -> None:
    """Refuse what is over, off or not yet open."""
    if facts.status is SessionStatus.CANCELLED:
        raise Refusal("refused-already-cancelled", code=facts.code).telling_of(facts.id)
    if facts.open_day(now) is None:
        key = "refused-check-in-early" if now < facts.coming_day(now).starts_at else "refused-check-in-over"
        raise Refusal(key, code=facts.code)


def require_place_seen(facts: SessionFacts, seen: int | None) -> None:
    """Who says to be where the session was to be is not where it is."""
    if seen is not None and facts.terms_at(seen).place != facts.place:
        raise Refusal("refused-check-in-moved", code=facts.code, place=facts.place)
