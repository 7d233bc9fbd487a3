"""Seats of a session as they stand: who sits, who waits, and telling those whose place changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import bindparam, select

from bot.domain.invitations.seats import Claim, Seating, displaced, promoted, seating
from bot.domain.ledger import Purpose
from bot.services.invitations.late_changes import told_by
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import recipients, registered_on
from bot.services.owing.saying_again import say_again
from bot.storage.models import Invitation, Person, Session

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts

_CLAIMS = select(Invitation.id, Invitation.seat_since).where(
    Invitation.session_id == bindparam("session"), Invitation.seat_since.is_not(None)
)

# Referring to the session, as every new row about it does, need not wait for it.
_LOCKED = (select(Session.seats).where(Session.id == bindparam("session"), Session.seats.is_not(None))).with_for_update(
    key_share=True
)


def change_seats(connection: Connection, facts: SessionFacts) -> SessionFacts:
    """The session as it is once everybody before has given up or taken a seat; nobody else does until this commits.

    Call it before reading who sits: two who give up at once would each see the other still seated, and both give their
    seat to the same person. Where there are seats for all it costs nothing.
    """
    if facts.seats is None:
        return facts
    return replace(facts, seats=connection.execute(_LOCKED, {"session": facts.id}).scalar_one_or_none())


class Seated(Protocol):
    """A session, as far as its seats go."""

    @property
    def id(self) -> int: ...
    @property
    def seats(self) -> int | None: ...


def seats_of(connection: Connection, facts: Seated) -> Seating | None:
    """Who sits and who waits; None where there are seats for all, and nobody need look."""
    return None if facts.seats is None else _seating(connection, facts)


def _seating(connection: Connection, facts: Seated) -> Seating:
    rows = connection.execute(_CLAIMS, {"session": facts.id})
    return seating((Claim(row.id, row.seat_since) for row in rows), facts.seats)


def tell_promoted(connection: Connection, facts: SessionFacts, before: Seating | None, now: datetime) -> None:
    """Whoever waited `before` a change and sits now is told."""
    if before is None or not before.waiting:
        return
    _owe_news(connection, facts, promoted(before, _seating(connection, facts)), now, {})


def tell_of_fewer_or_more(connection: Connection, before: SessionFacts, after: SessionFacts, now: datetime) -> None:
    """Where the number of seats was changed: whoever sits by it is told, and whoever waits by it."""
    were, are = _seating(connection, before), _seating(connection, after)
    _owe_news(connection, after, promoted(were, are), now, {})
    _owe_news(connection, after, displaced(were, are), now, {"lost": True})


def _owe_news(
    connection: Connection, facts: SessionFacts, concerned: Collection[int], now: datetime, said: dict[str, Any]
) -> None:
    """To whoever is invited, and whoever stands in for them."""
    if not concerned:
        return
    query = (
        recipients(registered_on(facts.starts_at.astimezone(facts.zone).date()))
        .join(Invitation, (Invitation.person_id == Person.id) | (Invitation.substitute_id == Person.id))
        .where(Invitation.id.in_(concerned))
    )
    due = told_by(facts, now)
    occurrence = once()
    concerned_people = connection.execute(query).all()
    for row in concerned_people:
        # What they read above says whether to come.
        say_again(connection, facts.id, row.id, now)
    owe(
        connection,
        [
            Owed(
                Purpose.SEAT,
                row.chat_id,
                due,
                facts.office_id,
                row.id,
                facts.id,
                revision=facts.revision,
                occurrence=occurrence,
                facts=said,
            )
            for row in concerned_people
        ],
        now,
    )
