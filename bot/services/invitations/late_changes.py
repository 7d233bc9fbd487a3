"""Answers that change after the H-1 reminder: who answers for the session hears of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select

from bot.domain.invitations.reminders import reminder_moment
from bot.domain.ledger import Purpose
from bot.domain.timing import LATE_CHANGES_WAIT, Due, announcement_due
from bot.domain.vocabulary import Position, Role
from bot.services.owing.owe import MAY_BE_KNOWN, Owed, owe_calmly
from bot.services.owing.recipients import held_on, recipients
from bot.storage.models import Delivery, Person, Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.vocabulary import Answer


class Changed(NamedTuple):
    """Whose answer changed, from what to what, and why; `declined`: who was to come instead and cannot."""

    person_id: int
    name: str
    district: str | None
    before: Answer | None
    after: Answer | None
    reason: str = ""
    declined: str = ""


def tell_heads_of_late_change(connection: Connection, facts: SessionFacts, changed: Changed, now: datetime) -> None:
    """Whoever changes their mind after the H-1 reminder: those who answer for the session hear of it within minutes.

    Of one who changes it over and over they hear now and then, what holds by then.
    """
    if changed.before is changed.after or now < reminder_moment(facts.starts_at, facts.zone):
        return
    if changed.before is None and not _read_as_silent(connection, facts, changed.person_id):
        return
    told = {
        "who": changed.person_id,
        "name": changed.name,
        "district": changed.district,
        "before": changed.before,
        "after": changed.after,
        "reason": changed.reason,
    }
    if changed.declined:
        told["declined"] = changed.declined
    due = _told_soon(facts, now)
    owed = [
        Owed(
            Purpose.LATE_CHANGE,
            row.chat_id,
            due,
            facts.office_id,
            row.id,
            facts.id,
            revision=facts.revision,
            occurrence=str(changed.person_id),
            facts=told,
        )
        for row in answering_for(connection, facts, now)
    ]
    owe_calmly(connection, owed, facts, now)


def _read_as_silent(connection: Connection, facts: SessionFacts, person_id: int) -> bool:
    """Whether the last that heads may have read of somebody is that they have no answer any more."""
    told = connection.scalars(_TOLD, {"session": facts.id}).all()
    of_person = [one for one in told if one["who"] == person_id]
    return bool(of_person) and of_person[-1]["after"] is None


def answering_for(connection: Connection, facts: SessionFacts, now: datetime) -> Sequence[Any]:
    """The heads of the session's division and the chair; where there are none, others who can be told."""
    today = now.astimezone(facts.zone).date()
    values = {"office": facts.office_id, "division": facts.division, "session": facts.id}
    values |= {"today": today, "now": now}
    found = (connection.execute(query, values).all() for query in (_HEADS, _SETTER, _ADMINS))
    return next(filter(None, found), ())


def told_by(facts: SessionFacts, now: datetime) -> Due:
    """News of somebody's answer: now, by day, and of no use once the session has begun."""
    return Due(announcement_due(facts.starts_at, now, facts.zone), facts.starts_at)


def _told_soon(facts: SessionFacts, now: datetime) -> Due:
    """A few moments later, so that all who change their mind within them are one message; at once where time is short."""
    soon = now + LATE_CHANGES_WAIT
    return told_by(facts, soon if soon < facts.starts_at else now)


_TOLD = (
    select(Delivery.facts)
    .where(Delivery.session_id == bindparam("session"), Delivery.purpose == Purpose.LATE_CHANGE, MAY_BE_KNOWN)
    .order_by(Delivery.id)
)
_READERS = recipients(held_on(bindparam("today"))).where(Person.office_id == bindparam("office"))
_HEADS = _READERS.where(
    Person.role == Role.HEAD,
    Person.position.in_((Position.OFFICE_HEAD, Position.OFFICE_CHAIR)),
    Person.division.is_(None) | (Person.division == bindparam("division")),
)
# Where a change goes of which no head of the division can be told: whoever set the session, else the admins.
_SETTER = _READERS.join(Session, Session.created_by == Person.id).where(Session.id == bindparam("session"))
_ADMINS = _READERS.where(Person.role == Role.ADMIN)
