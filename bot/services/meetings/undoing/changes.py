"""What was done to a session last, and till when it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.ledger import Purpose
from bot.domain.refusals import Refusal
from bot.services.access import require_manager
from bot.services.meetings.facts import find_session
from bot.services.meetings.undoing.last_done import UNDONE, What, check_revision, last_done, undone_until
from bot.services.owing.known import known_revisions, told_groups
from bot.services.owing.owe import MAY_BE_KNOWN
from bot.storage.models import Chat, Delivery

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Change:
    """What a session's last change was (`schedule`, `move`, `cancel`), and how many people have read of it, or may have.

    `groups` are the titles of those in which it was seen, or may have been.
    """

    what: What
    session: SessionFacts
    told: int
    groups: tuple[str, ...]
    # Till when it can be undone, and when it was done.
    until: datetime
    at: datetime


async def last_change(ctx: Context, actor: PersonFacts, session_id: int, revision: int) -> Change:
    """What an undo would undo; refuses what is too late, or of a revision that is no more."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Change:
        held = find_session(connection, actor.office_id, session_id, now)
        return last_change_of(connection, held, revision, now)

    return await ctx.db.query(_unit)


def last_change_of(connection: Connection, held: SessionFacts, revision: int, now: datetime) -> Change:
    """What an undo would undo; refuses what is too late."""
    check_revision(held, revision)
    last = last_done(connection, held, now)
    what = UNDONE.get(last.action) if last is not None else None
    if last is None or what is None or held.ends_at <= now or (until := undone_until(connection, held, last)) <= now:
        raise Refusal("refused-undo-late", code=held.code)
    return Change(what, held, _told(connection, held, what), _seen_in(connection, held, what), until, last.at)


def _told(connection: Connection, held: SessionFacts, what: str) -> int:
    """How many people were told of the present revision."""
    if what == "cancel":
        return len(_told_off(connection, held, Purpose.CANCELLED))
    return sum(known == held.revision for known in known_revisions(connection, held.id).values())


def _seen_in(connection: Connection, held: SessionFacts, what: str) -> tuple[str, ...]:
    """Titles of the groups that were told of the present revision."""
    if what == "cancel":
        chats = _told_off(connection, held, Purpose.GROUP_CANCELLED)
    else:
        posted = told_groups(connection, held.id).items()
        chats = [chat_id for chat_id, group in posted if group.known == held.revision]
    return tuple(connection.execute(_TITLES, {"chats": chats}).scalars()) if chats else ()


def _told_off(connection: Connection, held: SessionFacts, purpose: Purpose) -> list[int]:
    """The chats that were told of a cancellation."""
    values = {"session": held.id, "revision": held.revision, "purpose": purpose}
    return list(connection.execute(_TOLD_OFF, values).scalars())


_TOLD_OFF = select(Delivery.chat_id).where(
    Delivery.session_id == bindparam("session"),
    Delivery.purpose == bindparam("purpose", type_=Delivery.purpose.type),
    Delivery.revision == bindparam("revision"),
    MAY_BE_KNOWN,
)
_TITLES = (
    select(Chat.title)
    .where(Chat.id.in_(bindparam("chats", expanding=True)), Chat.left_at.is_(None))
    .order_by(Chat.title, Chat.id)
)
