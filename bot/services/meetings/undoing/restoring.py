"""A session as it was before what was done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, update

from bot.domain.ledger import CALLING_OFF, State
from bot.domain.meetings.appointments import Appointment, check_appointment
from bot.domain.vocabulary import SessionStatus
from bot.services.groups.cards import stale_cards
from bot.services.invitations.switching import tell_restored
from bot.services.meetings.attendees import take_back
from bot.services.meetings.cancelling import call_off
from bot.services.meetings.changing_terms import change_terms, let_answers_follow
from bot.services.meetings.clashing import at_the_same_time
from bot.services.meetings.facts import store_session
from bot.services.meetings.undoing.last_done import What
from bot.services.meetings.undoing.substitutes import tell_substitutes_again
from bot.services.owing.owe import change_at
from bot.services.owing.reconciling import reconcile
from bot.services.owing.saying_again import say_beside_again, say_to_who_read_it_off_again
from bot.storage.models import Delivery

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts


def undone(connection: Connection, actor: PersonFacts, what: What, held: SessionFacts, now: datetime) -> SessionFacts:
    """The session as it was before what was done."""
    match what:
        case "schedule":
            return call_off(connection, held, "tanggal ini keliru ditetapkan", now).session
        case "move":
            return _move_back(connection, actor, held, now)
        case _:
            return _restore(connection, actor, held, now)


def _move_back(connection: Connection, actor: PersonFacts, held: SessionFacts, now: datetime) -> SessionFacts:
    before = held.history[held.revision - 1]
    appointment = Appointment.of(before)
    check_appointment(appointment, now, begun=held.starts_at)
    after = change_terms(connection, actor, held, appointment, now, before.spot)
    let_answers_follow(connection, held, after, now, keep=True)
    reconcile(connection, after, now)
    return after


def _restore(connection: Connection, actor: PersonFacts, held: SessionFacts, now: datetime) -> SessionFacts:
    """A session that was called off takes place after all, as a batch with the kecamatan that it had."""
    connection.execute(_UNSAID, {"session": held.id, "now": now})
    after = replace(held, status=SessionStatus.SCHEDULED, cancel_reason="", revision=held.revision + 1)
    store_session(connection, after)
    after = take_back(connection, actor, after, now)
    stale_cards(connection, held.id)
    reconcile(connection, after, now)
    tell_substitutes_again(connection, after, now)
    tell_restored(connection, after, now)
    say_beside_again(connection, after.id, at_the_same_time(connection, after), now)
    say_to_who_read_it_off_again(connection, after.id, change_at(after, now))
    return after


# That it is off was not said yet, not for sure, or to nobody who could be reached: what holds is said instead.
_UNSAID = (
    update(Delivery)
    .where(
        Delivery.session_id == bindparam("session"),
        Delivery.state.in_((State.PENDING, State.FAILED)),
        Delivery.purpose.in_(CALLING_OFF),
    )
    .values(state=State.CANCELLED, settled_at=bindparam("now"))
)
