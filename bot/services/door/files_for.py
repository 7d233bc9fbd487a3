"""A file, for whoever may have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import OFFICE_POSITIONS
from bot.services.access import require_actor
from bot.services.door.session_files import File, files_of
from bot.storage.models import Invitation, Session, SessionFile

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


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


def _belongs(connection: Connection, actor: PersonFacts, session_id: int) -> bool:
    return connection.execute(_BELONGS, {"session": session_id, "person": actor.id}).first() is not None
