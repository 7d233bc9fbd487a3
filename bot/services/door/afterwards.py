"""After a session: thanks to who came, a question to who had said so and did not, materials and minutes for all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import aliased

from bot.domain.invitations.reminders import morning_after
from bot.domain.ledger import Purpose, State
from bot.domain.lengths import shortened
from bot.domain.night import not_at_night
from bot.domain.refusals import Refusal
from bot.domain.timing import Due
from bot.domain.vocabulary import MINUTES, OFFICE_POSITIONS, Answer, ExcuseKind, SessionStatus
from bot.services import audit
from bot.services.access import require_actor, require_manager
from bot.services.faults import for_each_office
from bot.services.invitations.seating import seats_of
from bot.services.meetings.facts import SESSIONS, session_of
from bot.services.owing.owe import Owed, invite_now, owe
from bot.services.owing.recipients import registered_on
from bot.storage.models import Delivery, Invitation, Person, Session, SessionFile
from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

MAX_REASON = 500
# Sessions that ended longer ago are no news.
_LATELY = timedelta(days=2)
_OF_USE = timedelta(days=3)
_MORE_COME = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class File:
    """A file of a session; `file_id` is Telegram's, or a link of the handler's making."""

    id: int
    kind: str
    file_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it came: how to send it again, what Telegram knows its content by, and its name."""

    file_id: str
    unique_id: str
    name: str


async def owe_afterwards(ctx: Context, zone: ZoneInfo, only: Collection[int] | None = None) -> list[int]:
    """The morning after: whoever came is thanked, whoever had said so, had a seat, and did not is asked why.

    Not sooner, for lists on paper are typed till the evening. Where nobody checked in, attendance was not taken, and
    nothing is said. Returns the offices that were left out.
    """
    work = partial(_owe_office, zone=zone, now=ctx.clock.now())
    return await for_each_office(ctx, zone, "thanks", work, only)


def _owe_office(connection: Connection, office_id: int, zone: ZoneInfo, now: datetime) -> None:
    sessions = connection.execute(_ENDED, {"office": office_id, "now": now, "since": now - _LATELY}).all()
    for one in sessions:
        morning = morning_after(one.ends_at, zone)
        if morning.astimezone(zone).date() > now.astimezone(zone).date():
            continue
        at = max(morning, not_at_night(now, zone))
        due = Due(at, at + _OF_USE)
        rows = connection.execute(_PEOPLE, {"session": one.id, "today": now.astimezone(zone).date()}).all()
        seats = seats_of(connection, one)
        waited = set() if seats is None else {*seats.waiting}
        if any(row.checked_in_at is not None for row in rows):
            owed = [owed for row in rows for owed in _owed(one, row, due, waited)]
            owe(connection, _with_the_next_morning(connection, owed), now)


def _owed(session: Any, row: Any, due: Due, waited: set[int]) -> list[Owed]:
    came = row.checked_in_at is not None
    stand_in = came and row.substitute_came
    chat, person_id = (row.substitute_chat, row.substitute_id) if stand_in else (row.chat, row.person_id)
    promised = row.answer in (Answer.ATTENDING, Answer.SUBSTITUTED) and row.id not in waited
    if came:
        purpose = Purpose.THANKS
    elif promised and not row.absence_reason:
        purpose = Purpose.ABSENCE
    else:
        return []
    if chat is None or person_id is None:
        return []
    return [Owed(purpose, chat, due, session.office_id, person_id, session.id)]


def _with_the_next_morning(connection: Connection, messages: list[Owed]) -> list[Owed]:
    """A question why waits for the next morning where that brings a reminder or a question anyhow: one message, not two."""
    asked = [one for one in messages if one.purpose is Purpose.ABSENCE]
    if not asked:
        return messages
    at = asked[0].due.at
    values = {"people": [one.person_id for one in asked], "after": at, "until": at + timedelta(days=1)}
    mornings: dict[int | None, datetime] = {row.person_id: row.at for row in connection.execute(_MORNINGS, values)}
    return [
        replace(one, due=Due(mornings[one.person_id], one.due.until))
        if one.purpose is Purpose.ABSENCE and one.person_id in mornings
        else one
        for one in messages
    ]


async def give_reason(
    ctx: Context, telegram_id: int, session_id: int, kind: ExcuseKind, words: str = ""
) -> SessionFacts:
    """Why somebody who had said to come did not."""
    now = ctx.clock.now()
    reason = shortened(words.strip() or kind.value, MAX_REASON)

    def _unit(connection: Connection) -> SessionFacts:
        actor = require_actor(connection, telegram_id, now)
        facts = _session(connection, session_id)
        if facts.status is not SessionStatus.SCHEDULED or now < facts.ends_at:
            # Nobody was asked: what is to come may be answered, and what was called off needs no reason.
            raise Refusal("refused-stale-button")
        changed = connection.execute(
            update(Invitation)
            .where(
                Invitation.session_id == session_id,
                Invitation.person_id == actor.id,
                Invitation.checked_in_at.is_(None),
                Invitation.answer.in_((Answer.ATTENDING, Answer.SUBSTITUTED)),
                Invitation.absence_reason != reason,
            )
            .values(absence_reason=reason)
        )
        if not changed.rowcount:
            if connection.execute(_SAID, {"session": session_id, "person": actor.id, "reason": reason}).first() is None:
                raise Refusal("refused-not-invited", code=facts.code)
            return facts
        audit.record(
            connection,
            office_id=facts.office_id,
            at=now,
            actor_id=actor.id,
            action="invitation.absence",
            subject=f"session:{session_id}",
        )
        return facts

    return await ctx.db.transact(_unit)


async def add_file(ctx: Context, telegram_id: int, session_id: int, kind: str, sent: SentFile) -> SessionFacts:
    """Keep a file of a session, once; it is owed to everybody invited and to who came for them, minutes once for each file."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> SessionFacts:
        actor = require_actor(connection, telegram_id, now)
        require_manager(actor)
        facts = _of_office(connection, actor, session_id)
        values = {
            "session_id": session_id,
            "kind": kind,
            "file_id": sent.file_id,
            "unique_id": sent.unique_id,
            "name": sent.name[:255],
            "added_by": actor.id,
            "added_at": now,
        }
        keep = insert_into(connection.dialect.name, SessionFile).on_conflict_do_nothing().returning(SessionFile.id)
        number = connection.execute(keep, values).scalar_one_or_none()
        if number is None:
            # It comes again: stored and told it is already.
            return facts
        audit.record(
            connection,
            office_id=facts.office_id,
            at=now,
            actor_id=actor.id,
            action=f"session.{kind}",
            subject=f"session:{session_id}",
        )
        waits = connection.execute(_WAITS, {"session": session_id}).first() is not None
        if kind == MINUTES or not waits:
            # Materials come several at a time: what is about to be sent tells of all.
            wait = timedelta(0) if kind == MINUTES else _MORE_COME
            due = Due(not_at_night(now + wait, facts.zone), now + timedelta(days=14))
            today = now.astimezone(facts.zone).date()
            rows = connection.execute(_PEOPLE, {"session": session_id, "today": today}).all()
            chats = {row.person_id: row.chat for row in rows}
            # Who came for another wants to read it as well.
            chats |= {row.substitute_id: row.substitute_chat for row in rows if row.substitute_came}
            owed = [
                Owed(
                    Purpose.MINUTES if kind == MINUTES else Purpose.MATERIALS,
                    chat,
                    due,
                    facts.office_id,
                    person_id,
                    session_id,
                    occurrence=str(number),
                    facts={"file": number},
                )
                for person_id, chat in chats.items()
                if chat is not None
            ]
            invite_now(connection, facts, now)
            owe(connection, owed, now)
        return facts

    return await ctx.db.transact(_unit)


async def file_for(ctx: Context, telegram_id: int, number: int) -> File:
    """A file, for whoever is invited to its session (or stands in), and for the office's own people."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> File:
        row = _theirs(connection, require_actor(connection, telegram_id, now), number)
        return File(row.id, row.kind, row.file_id, row.name)

    return await ctx.db.query(_unit)


async def files_beside(ctx: Context, telegram_id: int, number: int) -> list[File]:
    """All files of the session and the kind of one, for whoever may have that one."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[File]:
        row = _theirs(connection, require_actor(connection, telegram_id, now), number)
        return files_of(connection, row.session_id, row.kind)

    return await ctx.db.query(_unit)


def _theirs(connection: Connection, actor: PersonFacts, number: int) -> Any:
    row = connection.execute(_FILE, {"file": number}).one_or_none()
    if row is None or row.office_id != actor.office_id:
        raise Refusal("refused-stale-button")
    if not (actor.manages or actor.position in OFFICE_POSITIONS or _belongs(connection, actor, row.session_id)):
        raise Refusal("refused-stale-button")
    return row


async def files_there(ctx: Context, actor: PersonFacts, session_id: int, kind: str) -> list[File]:
    """What heads have sent of a session so far."""
    require_manager(actor)

    def _unit(connection: Connection) -> list[File]:
        _of_office(connection, actor, session_id)
        return files_of(connection, session_id, kind)

    return await ctx.db.query(_unit)


def files_of(connection: Connection, session_id: int, kind: str) -> list[File]:
    """A session's files of a kind, oldest first."""
    rows = connection.execute(_FILES, {"session": session_id, "kind": kind})
    return [File(row.id, row.kind, row.file_id, row.name) for row in rows]


_SUBSTITUTE = aliased(Person)
_ENDED = select(Session.id, Session.office_id, Session.ends_at, Session.seats).where(
    Session.office_id == bindparam("office"),
    Session.status == SessionStatus.SCHEDULED,
    Session.ends_at <= bindparam("now"),
    Session.ends_at > bindparam("since"),
)
_PEOPLE = (
    select(
        Invitation.id,
        Invitation.person_id,
        Invitation.substitute_id,
        Invitation.answer,
        Invitation.checked_in_at,
        Invitation.substitute_came,
        Invitation.absence_reason,
        Person.telegram_id.label("chat"),
        _SUBSTITUTE.telegram_id.label("substitute_chat"),
    )
    .outerjoin(Person, (Person.id == Invitation.person_id) & registered_on(bindparam("today")))
    .outerjoin(
        _SUBSTITUTE, (_SUBSTITUTE.id == Invitation.substitute_id) & registered_on(bindparam("today"), _SUBSTITUTE)
    )
    .where(Invitation.session_id == bindparam("session"))
    .order_by(Invitation.id)
)
# Nothing of that very moment: it goes out with it anyhow.
_MORNINGS = (
    select(Delivery.person_id, func.min(Delivery.due_at).label("at"))
    .where(
        Delivery.state == State.PENDING,
        Delivery.person_id.in_(bindparam("people", expanding=True)),
        Delivery.purpose.in_((Purpose.REMINDER, Purpose.NUDGE)),
        Delivery.due_at >= bindparam("after", type_=Delivery.due_at.type),
        Delivery.due_at <= bindparam("until", type_=Delivery.due_at.type),
    )
    .group_by(Delivery.person_id)
    .having(func.min(Delivery.due_at) > bindparam("after", type_=Delivery.due_at.type))
)
_SESSION = SESSIONS.where(Session.id == bindparam("session"))
_FILES = (
    select(SessionFile.id, SessionFile.kind, SessionFile.file_id, SessionFile.name)
    .where(SessionFile.session_id == bindparam("session"), SessionFile.kind == bindparam("kind"))
    .order_by(SessionFile.id)
)
_FILE = (
    select(
        SessionFile.id,
        SessionFile.kind,
        SessionFile.file_id,
        SessionFile.name,
        SessionFile.session_id,
        Session.office_id,
    )
    .join(Session, Session.id == SessionFile.session_id)
    .where(SessionFile.id == bindparam("file"))
)
_BELONGS = select(Invitation.id).where(
    Invitation.session_id == bindparam("session"),
    or_(Invitation.person_id == bindparam("person"), Invitation.substitute_id == bindparam("person")),
)


_WAITS = select(Delivery.id).where(
    Delivery.session_id == bindparam("session"),
    Delivery.purpose == Purpose.MATERIALS,
    Delivery.state == State.PENDING,
)
_SAID = select(Invitation.id).where(
    Invitation.session_id == bindparam("session"),
    Invitation.person_id == bindparam("person"),
    Invitation.checked_in_at.is_(None),
    Invitation.absence_reason == bindparam("reason"),
)


def _session(connection: Connection, session_id: int) -> SessionFacts:
    row = connection.execute(_SESSION, {"session": session_id}).one_or_none()
    if row is None:
        raise Refusal("refused-not-your-session")
    return session_of(row)


def _of_office(connection: Connection, actor: PersonFacts, session_id: int) -> SessionFacts:
    facts = _session(connection, session_id)
    if facts.office_id != actor.office_id:
        raise Refusal("refused-not-your-session")
    return facts


def _belongs(connection: Connection, actor: PersonFacts, session_id: int) -> bool:
    return connection.execute(_BELONGS, {"session": session_id, "person": actor.id}).first() is not None
