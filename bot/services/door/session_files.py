"""The files of a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.services.access import require_manager
from bot.services.door.sessions import session_of_office
from bot.storage.models import SessionFile

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class File:
    """A file of a session; `file_id` is Telegram's, or a link of the handler's making."""

    id: int
    kind: str
    file_id: str
    name: str


async def files_there(ctx: Context, actor: PersonFacts, session_id: int, kind: str) -> list[File]:
    """What heads have sent of a session so far."""
    require_manager(actor)

    def _unit(connection: Connection) -> list[File]:
        session_of_office(connection, actor, session_id)
        return files_of(connection, session_id, kind)

    return await ctx.db.query(_unit)


def files_of(connection: Connection, session_id: int, kind: str) -> list[File]:
    """A session's files of a kind, oldest first."""
    rows = connection.execute(_FILES, {"session": session_id, "kind": kind})
    return [File(row.id, row.kind, row.file_id, row.name) for row in rows]


_FILES = (
    select(SessionFile.id, SessionFile.kind, SessionFile.file_id, SessionFile.name)
    .where(SessionFile.session_id == bindparam("session"), SessionFile.kind == bindparam("kind"))
    .order_by(SessionFile.id)
)
