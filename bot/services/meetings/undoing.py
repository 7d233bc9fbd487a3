"""Thinking again: a date that was set, moved or called off moments ago is undone, or sent at once.

Whoever was told hears what holds, once; whoever was not hears nothing of what was undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import bindparam, select, update

from bot.domain.ledger import CALLING_OFF, Purpose, State
from bot.domain.refusals import Refusal
from bot.domain.timing import UNDO_WITHIN, Due, announcement_due
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.access import require_manager
from bot.services.groups.cards import stale_cards
from bot.services.meetings.facts import code_of, locked_session, session_facts
from bot.services.meetings.scheduling import (
    Appointment,
    apply,
    call_off,
    check_appointment,
    let_answers_follow,
    reconciled,
    row_of,
)
from bot.services.office.facts import office_zone
from bot.services.owing.known import known_revisions
from bot.services.owing.owe import MAY_BE_KNOWN, Owed, once, owe
from bot.services.owing.recipients import recipients, registered_on
from bot.services.owing.withdrawing import heard
from bot.storage.database import mark_owed, within
from bot.storage.models import AuditEntry, Delivery, Invitation, Person, Session

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.facts import PersonFacts, SessionFacts
    from bot.services.context import Context

_What = Literal["schedule", "move", "cancel"]
_UNDONE: dict[str, _What] = {"session.schedule": "schedule", "session.move": "move", "session.cancel": "cancel"}


@dataclass(frozen=True, slots=True)
class Change:
    """What a session's last change was (`schedule`, `move`, `cancel`), and how many people have read of it, or may have."""

    what: _What
    session: SessionFacts
    told: int


async def last_change(ctx: Context, actor: PersonFacts, session_id: int, revision: int) -> Change:
    """What an undo would undo; refuses what is too late, or of a revision that is no more."""
    now = ctx.clock.now()
    async with ctx.db.read() as session:
        row = await row_of(session, session_id)
        return await _last_change(session, actor, row, revision, now)


async def undo(ctx: Context, actor: PersonFacts, session_id: int, revision: int) -> Change:
    """Undo the last change of a session; the session as it is then."""
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        await within(session, partial(locked_session, session_id=session_id))
        row = await row_of(session, session_id)
        zone = await office_zone(session, actor.office_id)
        found = await _last_change(session, actor, row, revision, now)
        row.held_until = None
        match found.what:
            case "schedule":
                await call_off(session, row, "tanggal ini keliru ditetapkan", now)
            case "move":
                await _move_back(session, actor, row, zone, now)
            case _:
                await _restore(session, row, zone, now)
        audit.record(
            session,
            office_id=actor.office_id,
            at=now,
            actor_id=actor.id,
            action="session.undo",
            subject=f"session:{row.id}",
            what=found.what,
            told=found.told,
        )
        return Change(found.what, session_facts(row, zone), found.told)


async def send_now(ctx: Context, actor: PersonFacts, session_id: int, revision: int) -> SessionFacts:
    """What waits of a session's last change goes out at once; again it changes nothing."""
    require_manager(actor)
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        await within(session, partial(locked_session, session_id=session_id))
        row = await row_of(session, session_id)
        _check(actor, row, revision)
        zone = await office_zone(session, actor.office_id)
        if row.held_until is not None and row.held_until > now:
            values = {"session": row.id, "held": row.held_until, "now": now}
            row.held_until = None
            await within(session, lambda connection: _release(connection, values))
        return session_facts(row, zone)


def _release(connection: Connection, values: dict[str, Any]) -> None:
    if connection.execute(_DUE_NOW, values).rowcount:
        mark_owed(connection, "deliveries")


def _check(actor: PersonFacts, row: Session, revision: int) -> None:
    if row.office_id != actor.office_id:
        raise Refusal("refused-unknown-session", code=row.id)
    if row.revision != revision:
        raise Refusal("refused-undo-changed", code=code_of(row))


async def _last_change(session: AsyncSession, actor: PersonFacts, row: Session, revision: int, now: datetime) -> Change:
    require_manager(actor)
    _check(actor, row, revision)
    query = (
        select(AuditEntry.action, AuditEntry.at)
        .where(
            AuditEntry.office_id == row.office_id,
            AuditEntry.subject == f"session:{row.id}",
            AuditEntry.action.in_((*_UNDONE, "session.undo")),
            AuditEntry.at >= now - UNDO_WITHIN,
        )
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    last = (await session.execute(query)).one_or_none()
    what = _UNDONE.get(last.action) if last is not None else None
    if what is None or row.ends_at <= now:
        raise Refusal("refused-undo-late", code=code_of(row))
    told = await within(session, lambda connection: _told(connection, row, what))
    return Change(what, session_facts(row, await office_zone(session, row.office_id)), told)


def _told(connection: Connection, row: Session, what: str) -> int:
    """How many people were told of the present revision."""
    if what == "cancel":
        return len(connection.execute(_TOLD_OFF, {"session": row.id, "revision": row.revision}).all())
    return sum(known == row.revision for known in known_revisions(connection, row.id).values())


async def _move_back(session: AsyncSession, actor: PersonFacts, row: Session, zone: ZoneInfo, now: datetime) -> None:
    before = session_facts(row, zone).history[row.revision - 1]
    appointment = Appointment(
        before.starts_at,
        before.ends_at,
        before.place,
        before.agenda,
        before.bring,
        before.link,
        before.note,
        before.open_end,
    )
    check_appointment(appointment, now, begun=row.starts_at)
    held = session_facts(row, zone)
    await apply(session, actor, row, appointment, zone, now)
    await let_answers_follow(session, row, held, now, keep=True)
    await reconciled(session, row, zone, now)


async def _restore(session: AsyncSession, row: Session, zone: ZoneInfo, now: datetime) -> None:
    """A session that was called off takes place after all."""
    await within(session, lambda connection: connection.execute(_UNSAID, {"session": row.id, "now": now}))
    row.status, row.cancel_reason = SessionStatus.SCHEDULED, ""
    row.revision += 1
    await within(session, lambda connection: stale_cards(connection, row.id))
    await reconciled(session, row, zone, now)
    await within(session, partial(_tell_substitutes, facts=session_facts(row, zone), now=now))


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
_DUE_NOW = update(Delivery).where(*_WAITS, Delivery.due_at == bindparam("held")).values(due_at=bindparam("now"))
