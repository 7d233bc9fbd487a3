"""Thinking again: a date that was set, moved or called off moments ago is undone, or sent at once.

Whoever was told hears what holds, once; whoever was not hears nothing of what was undone.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from sqlalchemy import bindparam, func, select, update

from bot.domain.ledger import CALLING_OFF, Purpose, State
from bot.domain.meetings.appointments import Appointment, check_appointment
from bot.domain.refusals import Refusal
from bot.domain.timing import UNDO_WITHIN, Due, announcement_due
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.access import require_manager, still_manages
from bot.services.groups.cards import stale_cards
from bot.services.invitations.gathered import say_beside_again
from bot.services.invitations.switching import tell_restored
from bot.services.meetings.attendees import take_back
from bot.services.meetings.cancelling import call_off
from bot.services.meetings.changing_terms import change_terms, let_answers_follow
from bot.services.meetings.clashing import at_the_same_time
from bot.services.meetings.facts import find_session, hold_activities_of, locked_session, store_session
from bot.services.meetings.turning import put_off
from bot.services.owing.known import known_revisions
from bot.services.owing.owe import MAY_BE_KNOWN, Owed, invite_now, once, owe
from bot.services.owing.recipients import recipients, registered_on
from bot.services.owing.reconciling import reconcile
from bot.services.owing.withdrawing import heard
from bot.storage.database import mark_owed
from bot.storage.models import AuditEntry, Delivery, Invitation, Person, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

T = TypeVar("T")
# At night, and with all that the next morning brings.
_WAITS_AT_MOST = timedelta(days=1)
_What = Literal["schedule", "move", "cancel"]
_UNDONE: dict[str, _What] = {"session.schedule": "schedule", "session.move": "move", "session.cancel": "cancel"}


@dataclass(frozen=True, slots=True)
class Change:
    """What a session's last change was (`schedule`, `move`, `cancel`), and how many people have read of it, or may have."""

    what: _What
    session: SessionFacts
    told: int
    # Till when it can be undone, and when it was done.
    until: datetime
    at: datetime


class _Done(NamedTuple):
    action: str
    at: datetime


async def last_change(ctx: Context, actor: PersonFacts, session_id: int, revision: int) -> Change:
    """What an undo would undo; refuses what is too late, or of a revision that is no more."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Change:
        held = find_session(connection, actor.office_id, session_id, now)
        return _last_change(connection, held, revision, now)

    return await ctx.db.query(_unit)


async def undo(ctx: Context, actor: PersonFacts, session_id: int, revision: int) -> Change:
    """Undo the last change of a session; the session as it is then."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Change:
        still_manages(connection, actor, now)
        hold_activities_of(connection, [session_id])
        return _undo(connection, actor, session_id, revision, now)

    return await ctx.db.transact(_unit)


async def undo_together(ctx: Context, actor: PersonFacts, found: Sequence[Change]) -> list[Change]:
    """Undo the last changes of several, in one transaction: whoever was told reads of all of them in one message."""
    return await _together(ctx, actor, found, _undo)


async def send_together(
    ctx: Context, actor: PersonFacts, found: Sequence[Change]
) -> tuple[list[SessionFacts], datetime]:
    """What waits of them goes out at once, and so together. And till when they can be undone."""
    sent = await _together(ctx, actor, found, _sent)
    return [after for after, _ in sent], min((until for _, until in sent), default=ctx.clock.now())


async def _together(
    ctx: Context,
    actor: PersonFacts,
    found: Sequence[Change],
    doing: Callable[[Connection, PersonFacts, int, int, datetime], T],
) -> list[T]:
    """One that may not be any more is left as it is."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[T]:
        still_manages(connection, actor, now)
        hold_activities_of(connection, [one.session.id for one in found])
        done = []
        for one in found:
            with suppress(Refusal), connection.begin_nested():
                done.append(doing(connection, actor, one.session.id, one.session.revision, now))
        return done

    return await ctx.db.transact(_unit)


def _undo(connection: Connection, actor: PersonFacts, session_id: int, revision: int, now: datetime) -> Change:
    found = _last_change(connection, _locked(connection, actor, session_id), revision, now)
    after = _undone(connection, actor, found.what, replace(found.session, held_until=None), now)
    audit.record_act(connection, actor, now, "session.undo", f"session:{after.id}", what=found.what, told=found.told)
    return replace(found, session=after)


async def done_together(ctx: Context, actor: PersonFacts, what: str, first: int, last: int) -> list[Change]:
    """What the actor has just done with sessions from one id to another, as far as it may still be undone.

    Dates that are set together are of several activities; what moves or is called off together is of one series. What was done
    to one of them long before is of another press.
    """
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[Change]:
        values = {
            "office": actor.office_id,
            "actor": actor.id,
            "since": now - _WAITS_AT_MOST,
            "action": f"session.{what}",
        }
        subjects = connection.execute(_DONE_LATELY, values).scalars()
        among = sorted({int(one.removeprefix("session:")) for one in subjects} & set(range(first, last + 1)))
        if what != "schedule":
            series = set(connection.execute(_IN_SERIES, {"session": last}).scalars())
            among = [one for one in among if one in series]
        found = []
        for session_id in among:
            held = find_session(connection, actor.office_id, session_id, now)
            with suppress(Refusal):
                found.append(_last_change(connection, held, held.revision, now))
        same = [one for one in found if one.what == what]
        last_at = max((one.at for one in same), default=now)
        return [one for one in same if last_at - one.at < UNDO_WITHIN]

    return await ctx.db.query(_unit)


async def send_now(ctx: Context, actor: PersonFacts, session_id: int, revision: int) -> tuple[SessionFacts, datetime]:
    """What waits of a session's last change goes out at once; again it changes nothing. And till when it can be undone."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[SessionFacts, datetime]:
        still_manages(connection, actor, now)
        return _sent(connection, actor, session_id, revision, now)

    return await ctx.db.transact(_unit)


def _sent(
    connection: Connection, actor: PersonFacts, session_id: int, revision: int, now: datetime
) -> tuple[SessionFacts, datetime]:
    held = _locked(connection, actor, session_id)
    _check(held, revision)
    after = held
    if held.held_until is not None and held.held_until > now:
        after = replace(held, held_until=None)
        _go_out(connection, held, after, now)
    # And whoever would have read of it with all that their next morning brings.
    invite_now(connection, after, now)
    last = _last(connection, after, now)
    return after, now if last is None else _until(connection, after, last)


async def wait_for(ctx: Context, actor: PersonFacts, session_id: int, others: Sequence[SessionFacts]) -> None:
    """What still waits of a session's last change goes out with that of others, which followed it."""
    now = ctx.clock.now()
    until = max((one.held_until for one in others if one.held_until is not None), default=None)

    def _unit(connection: Connection) -> None:
        held = _locked(connection, actor, session_id)
        if until is not None and held.held_until is not None and now < held.held_until < until:
            _go_out(connection, held, replace(held, held_until=until), until)
            put_off(connection, held, until)

    await ctx.db.transact(_unit)


def _go_out(connection: Connection, held: SessionFacts, after: SessionFacts, at: datetime) -> None:
    """What is held goes out at another moment."""
    store_session(connection, after)
    if connection.execute(_DUE_AT, {"session": held.id, "held": held.held_until, "at": at}).rowcount:
        mark_owed(connection, "deliveries")
        # Those wait for what is told.
        mark_owed(connection, "cards")


def _locked(connection: Connection, actor: PersonFacts, session_id: int) -> SessionFacts:
    held = locked_session(connection, session_id)
    if held.office_id != actor.office_id:
        raise Refusal("refused-not-your-session")
    return held


def _check(held: SessionFacts, revision: int) -> None:
    if held.revision != revision:
        raise Refusal("refused-undo-changed", code=held.code)


def _last_change(connection: Connection, held: SessionFacts, revision: int, now: datetime) -> Change:
    _check(held, revision)
    last = _last(connection, held, now)
    what = _UNDONE.get(last.action) if last is not None else None
    if last is None or what is None or held.ends_at <= now or (until := _until(connection, held, last)) <= now:
        raise Refusal("refused-undo-late", code=held.code)
    return Change(what, held, _told(connection, held, what), until, last.at)


def _last(connection: Connection, held: SessionFacts, now: datetime) -> _Done | None:
    """What was done to a session last, as long as anybody may wait to hear of it."""
    values = {"office": held.office_id, "subject": f"session:{held.id}", "since": now - _WAITS_AT_MOST}
    row = connection.execute(_LAST, values).one_or_none()
    return None if row is None else _Done(*row)


def _until(connection: Connection, held: SessionFacts, last: _Done) -> datetime:
    """Till when what was done last can be undone: for ten minutes, and as long as somebody waits for the morning to hear of it."""
    waits: datetime | None = connection.execute(_WAIT, {"session": held.id, "at": last.at}).scalar_one()
    return max(last.at + UNDO_WITHIN, last.at if waits is None else waits)


def _told(connection: Connection, held: SessionFacts, what: str) -> int:
    """How many people were told of the present revision."""
    if what == "cancel":
        return len(connection.execute(_TOLD_OFF, {"session": held.id, "revision": held.revision}).all())
    return sum(known == held.revision for known in known_revisions(connection, held.id).values())


def _undone(connection: Connection, actor: PersonFacts, what: _What, held: SessionFacts, now: datetime) -> SessionFacts:
    match what:
        case "schedule":
            return call_off(connection, held, "tanggal ini keliru ditetapkan", now).session
        case "move":
            return _move_back(connection, actor, held, now)
        case _:
            return _restore(connection, actor, held, now)


def _move_back(connection: Connection, actor: PersonFacts, held: SessionFacts, now: datetime) -> SessionFacts:
    appointment = Appointment.of(held.history[held.revision - 1])
    check_appointment(appointment, now, begun=held.starts_at)
    after = change_terms(connection, actor, held, appointment, now)
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
    _tell_substitutes(connection, after, now)
    tell_restored(connection, after, now)
    say_beside_again(connection, after.id, at_the_same_time(connection, after), now)
    return after


def _tell_substitutes(connection: Connection, facts: SessionFacts, now: datetime) -> None:
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
                facts={"for": one.name},
            )
            for one in rows
            if one.substitute_id in chats
            and (one.substitute_id not in told or told[one.substitute_id].revision is None)
        ],
        now,
    )


_STAND_IN = (
    select(Invitation.person_id, Invitation.substitute_id, Person.name)
    .join(Person, Person.id == Invitation.person_id)
    .where(Invitation.session_id == bindparam("session"), Invitation.substitute_id.is_not(None))
)
_LAST = (
    select(AuditEntry.action, AuditEntry.at)
    .where(
        AuditEntry.office_id == bindparam("office"),
        AuditEntry.subject == bindparam("subject"),
        AuditEntry.action.in_((*_UNDONE, "session.undo")),
        AuditEntry.at > bindparam("since"),
    )
    .order_by(AuditEntry.id.desc())
    .limit(1)
)
_DONE_LATELY = select(AuditEntry.subject).where(
    AuditEntry.office_id == bindparam("office"),
    AuditEntry.actor_id == bindparam("actor"),
    AuditEntry.action == bindparam("action"),
    AuditEntry.at >= bindparam("since"),
)
_IN_SERIES = select(Session.id).where(
    Session.series == select(Session.series).where(Session.id == bindparam("session")).scalar_subquery()
)
# What is said of a session as it is now, to whoever it was not said to by then.
_WAIT = select(func.max(Delivery.due_at)).where(
    Delivery.session_id == bindparam("session"),
    Delivery.state == State.PENDING,
    Delivery.purpose.in_((Purpose.INVITATION, Purpose.MOVED, Purpose.CANCELLED)),
    Delivery.created_at <= bindparam("at", type_=Delivery.due_at.type),
)
_TOLD_OFF = select(Delivery.id).where(
    Delivery.session_id == bindparam("session"),
    Delivery.purpose == Purpose.CANCELLED,
    Delivery.revision == bindparam("revision"),
    MAY_BE_KNOWN,
)
_WAITS = (Delivery.session_id == bindparam("session"), Delivery.state == State.PENDING)
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
_DUE_AT = update(Delivery).where(*_WAITS, Delivery.due_at == bindparam("held")).values(due_at=bindparam("at"))
