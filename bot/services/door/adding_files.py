"""A file of a session that is sent: kept, and owed to whoever it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, exists, or_, select, update

from bot.domain.ledger import Purpose, State, check_move
from bot.domain.night import not_at_night
from bot.domain.timing import Due
from bot.domain.vocabulary import MATERIALS, MINUTES, SessionStatus
from bot.services import audit
from bot.services.access import require_actor, require_manager
from bot.services.door.presence import INVITED
from bot.services.door.sessions import session_of_office
from bot.services.owing.owe import MAY_BE_KNOWN, Owed, invite_now, owe
from bot.services.owing.recipients import recipients, registered_on
from bot.storage.models import Delivery, Invitation, Person, Session, SessionFile
from bot.storage.parameter_limit import in_parts
from bot.storage.prepared import Prepared
from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


_MORE_COME = timedelta(minutes=2)
_OF_USE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it came: how to send it again, what Telegram knows its content by, and its name."""

    file_id: str
    unique_id: str
    name: str


async def add_file(ctx: Context, telegram_id: int, session_id: int, kind: str, sent: SentFile) -> SessionFacts:
    """Keep a file of a session, once; it is owed to everybody invited and to who comes for them, minutes once for each file."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> SessionFacts:
        actor = require_actor(connection, telegram_id, now)
        require_manager(actor)
        facts = session_of_office(connection, actor, session_id)
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
        # Materials come several at a time: whoever is about to be sent some is told of all.
        waiting = set() if kind == MINUTES else {*connection.execute(_WAITING, {"session": session_id}).scalars()}
        due = Due(_told_at(kind, facts, now), now + _OF_USE)
        today = now.astimezone(facts.zone).date()
        rows = connection.execute(INVITED, {"session": session_id, "today": today}).all()
        chats = {row.person_id: row.chat for row in rows}
        # Who comes or came for another wants to read it as well.
        chats |= {row.substitute_id: row.substitute_chat for row in rows if _stands_in(row, facts, now)}
        owed = [
            _owed(kind, chat, due, (facts.office_id, person_id, session_id), number)
            for person_id, chat in chats.items()
            if chat is not None and person_id not in waiting
        ]
        if owed:
            if kind == MATERIALS:
                _say_once(connection, session_id, [one.person_id for one in owed], now)
            invite_now(connection, facts, now)
        owe(connection, owed, now)
        return facts

    return await ctx.db.transact(_unit)


def _say_once(connection: Connection, session_id: int, people: Sequence[int | None], now: datetime) -> None:
    """What failed before is not said again beside what follows, which tells of all: whoever comes back reads it once."""
    check_move(State.FAILED, State.CANCELLED)
    for part in in_parts(people):
        connection.execute(_SUPERSEDE, {"session": session_id, "people": part, "now": now})


def owe_files(connection: Connection, person: PersonFacts, now: datetime) -> None:
    """Somebody can be written to again: what was sent meanwhile of sessions that they know of and are invited to, or came to.

    Materials of what is to come follow its invitation.
    """
    since = {"since": now - _OF_USE}
    # Of most registrations that is all: whose files they are is asked of the few sessions that have some.
    sessions = {row.session_id for row in _LATELY.all(connection, {"office": person.office_id, **since})}
    if not sessions:
        return
    whose = {"sessions": sorted(sessions), "person": person.id, "today": now.astimezone(person.zone).date(), "now": now}
    owed: dict[tuple[int, int], Owed] = {}
    for row in connection.execute(_UNTOLD, {**whose, **since}):
        due = Due(not_at_night(now, person.zone), row.added_at + _OF_USE)
        # One message tells of all materials.
        place = row.session_id, row.file if row.kind == MINUTES else 0
        owed[place] = _owed(row.kind, row.chat_id, due, (person.office_id, person.id, row.session_id), row.file)
    owe(connection, owed.values(), now)


def told_later(kind: str, facts: SessionFacts, now: datetime) -> datetime | None:
    """When people hear of a file that comes now, where that is not by and by."""
    at = _told_at(kind, facts, now)
    return at if at - now > _MORE_COME else None


def _told_at(kind: str, facts: SessionFacts, now: datetime) -> datetime:
    return not_at_night(now if kind == MINUTES else now + _MORE_COME, facts.zone)


def _owed(kind: str, chat: int, due: Due, of: tuple[int, int, int], number: int) -> Owed:
    """A file (by its id) to somebody; `of` is the office, the person and the session."""
    purpose = Purpose.MINUTES if kind == MINUTES else Purpose.MATERIALS
    return Owed(purpose, chat, due, *of, occurrence=str(number), facts={"file": number})


def _stands_in(row: Any, facts: SessionFacts, now: datetime) -> bool:
    """Whether they came for another, or will: as long as it is not over, nor whom they stand in for there."""
    return row.substitute_came or (now < facts.ends_at and row.checked_in_at is None)


_WAITING = select(Delivery.person_id).where(
    Delivery.session_id == bindparam("session"),
    Delivery.purpose == Purpose.MATERIALS,
    Delivery.state == State.PENDING,
)

_SUPERSEDE = (
    update(Delivery)
    .where(
        Delivery.session_id == bindparam("session"),
        Delivery.purpose == Purpose.MATERIALS,
        Delivery.state == State.FAILED,
        Delivery.person_id.in_(bindparam("people", expanding=True)),
    )
    .values(state=State.CANCELLED, settled_at=bindparam("now"))
)
_IS_MINUTES = SessionFile.kind == MINUTES
_OF_SESSION = (Delivery.session_id == SessionFile.session_id, Delivery.person_id == Person.id)
_IS_TOLD = exists().where(
    *_OF_SESSION,
    or_(
        and_(_IS_MINUTES, Delivery.purpose == Purpose.MINUTES),
        and_(~_IS_MINUTES, Delivery.purpose == Purpose.MATERIALS),
    ),
    or_(
        Delivery.created_at >= SessionFile.added_at,
        # Of materials a message tells of all there are when it goes out.
        and_(
            ~_IS_MINUTES,
            or_(
                Delivery.settled_at >= SessionFile.added_at,
                Delivery.state.in_((State.PENDING, State.SENDING, State.FAILED)),
            ),
        ),
    ),
)
_LATELY = Prepared(
    select(SessionFile.session_id)
    .join(Session, Session.id == SessionFile.session_id)
    .where(
        Session.office_id == bindparam("office"),
        SessionFile.added_at > bindparam("since", type_=SessionFile.added_at.type),
    )
)
_UNTOLD = (
    recipients(registered_on(bindparam("today")))
    .add_columns(SessionFile.id.label("file"), SessionFile.session_id, SessionFile.kind, SessionFile.added_at)
    .join(
        Invitation,
        or_(
            Invitation.person_id == Person.id,
            and_(Invitation.substitute_id == Person.id, Invitation.substitute_came.is_(True)),
        ),
    )
    .join(Session, Session.id == Invitation.session_id)
    .join(SessionFile, SessionFile.session_id == Session.id)
    .where(
        Person.id == bindparam("person"),
        Session.id.in_(bindparam("sessions", expanding=True)),
        Session.status == SessionStatus.SCHEDULED,
        SessionFile.added_at > bindparam("since"),
        or_(_IS_MINUTES, Session.starts_at <= bindparam("now")),
        exists().where(*_OF_SESSION, MAY_BE_KNOWN),
        ~_IS_TOLD,
    )
    .order_by(SessionFile.id)
)
