"""A file of a session that is sent: kept, and owed to whoever it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.domain.ledger import Purpose, State
from bot.domain.night import not_at_night
from bot.domain.timing import Due
from bot.domain.vocabulary import MINUTES
from bot.services import audit
from bot.services.access import require_actor, require_manager
from bot.services.door.presence import INVITED
from bot.services.door.sessions import session_of_office
from bot.services.owing.owe import Owed, invite_now, owe
from bot.storage.models import Delivery, SessionFile
from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.context import Context


_MORE_COME = timedelta(minutes=2)


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
        due = Due(_told_at(kind, facts, now), now + timedelta(days=14))
        today = now.astimezone(facts.zone).date()
        rows = connection.execute(INVITED, {"session": session_id, "today": today}).all()
        chats = {row.person_id: row.chat for row in rows}
        # Who comes or came for another wants to read it as well.
        chats |= {row.substitute_id: row.substitute_chat for row in rows if _stands_in(row, facts, now)}
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
            if chat is not None and person_id not in waiting
        ]
        if owed:
            invite_now(connection, facts, now)
        owe(connection, owed, now)
        return facts

    return await ctx.db.transact(_unit)


def told_later(kind: str, facts: SessionFacts, now: datetime) -> datetime | None:
    """When people hear of a file that comes now, where that is not by and by."""
    at = _told_at(kind, facts, now)
    return at if at - now > _MORE_COME else None


def _told_at(kind: str, facts: SessionFacts, now: datetime) -> datetime:
    return not_at_night(now if kind == MINUTES else now + _MORE_COME, facts.zone)


def _stands_in(row: Any, facts: SessionFacts, now: datetime) -> bool:
    """Whether they came for another, or will: as long as it is not over, nor whom they stand in for there."""
    return row.substitute_came or (now < facts.ends_at and row.checked_in_at is None)


_WAITING = select(Delivery.person_id).where(
    Delivery.session_id == bindparam("session"),
    Delivery.purpose == Purpose.MATERIALS,
    Delivery.state == State.PENDING,
)
