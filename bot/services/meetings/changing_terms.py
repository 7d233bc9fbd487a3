"""Giving a session other terms: what was owed of the old ones is void, and answers follow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.meetings.appointments import terms_of
from bot.services.door.moved_arrivals import arrivals_follow
from bot.services.groups.cards import stale_cards
from bot.services.invitations.asking_again import bring_back, hours_of, lay_aside
from bot.services.meetings.clashing import at_the_same_time
from bot.services.meetings.facts import store_session
from bot.services.owing.owe import change_at, speaks_from, void_moved
from bot.services.owing.saying_again import say_beside_again

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.appointments import Appointment
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms
    from bot.domain.people.facts import PersonFacts


def change_terms(
    connection: Connection,
    actor: PersonFacts,
    held: SessionFacts,
    appointment: Appointment,
    now: datetime,
    spot: tuple[float, float] | None = None,
) -> SessionFacts:
    """The session with the terms of an appointment, one revision on; as it was where these are the ones it has.

    `spot` is where another place is on the map: being near the old one proves nothing.
    """
    terms = terms_of(appointment, held.terms)
    if (terms, terms.note) == (held.terms, held.note):
        return held
    after = replace(
        held,
        starts_at=terms.starts_at,
        ends_at=terms.ends_at,
        open_end=terms.open_end,
        place=terms.place,
        agenda=terms.agenda,
        bring=terms.bring,
        link=terms.link,
        note=terms.note,
        spot=held.spot if terms.place == held.place else spot,
        history={**held.history, held.revision: held.terms},
        revision=held.revision + 1,
    )
    store_session(connection, after)
    void_moved(connection, held, after, now)
    arrivals_follow(connection, held, after, actor, now)
    stale_cards(connection, held.id)
    if (after.starts_at, after.ends_at) != (held.starts_at, held.ends_at):
        told_at = change_at(after, speaks_from(after, now), held.revision)
        say_beside_again(connection, held.id, at_the_same_time(connection, held, after), told_at)
    return after


def let_answers_follow(
    connection: Connection, held: SessionFacts, after: SessionFacts, now: datetime, *, keep: bool
) -> int:
    """Answers of `held`, which has just become `after`: laid aside where they say nothing any more; how many are.

    Where it is again what they were given for, what was laid aside stands again.
    """
    if bring_back(connection, after) or keep or not asks_again(held, after.terms, now):
        return 0
    return lay_aside(connection, held, after, now)


def asks_again(held: SessionFacts, terms: Terms, now: datetime) -> bool:
    """Whether answers to a session say nothing of such terms: another day or hour, before it has begun."""
    return held.starts_at > now and hours_of(held.terms) != hours_of(terms)
