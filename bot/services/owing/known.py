"""Which revision of a session people and groups were told of, and may still count on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, case, func, select

from bot.domain.ledger import GROUP_ANNOUNCING, Purpose, State
from bot.services.owing.owe import KNOWN_REVISION, MAY_BE_KNOWN
from bot.services.owing.withdrawing import heard
from bot.storage.models import Chat, Delivery

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection


def known_revisions(connection: Connection, session_id: int) -> dict[int, int]:
    """The latest revision each person was told of and may still count on, by person id."""
    told = heard(connection, session_id)
    return {person_id: word.revision for person_id, word in told.items() if word.revision is not None}


def counted_on(connection: Connection, session_id: int) -> dict[int, int]:
    """The same, of those too who may not have read that it holds no more: whoever calls a session off tells them as well."""
    told = heard(connection, session_id)
    return {person_id: word.counts_on for person_id, word in told.items() if word.counts_on is not None}


def counted_on_in_groups(connection: Connection, session_id: int) -> dict[int, int]:
    """The same for groups that are linked, by chat id: what was posted in them since they are."""
    found = {chat_id: posted.counts_on for chat_id, posted in told_groups(connection, session_id).items()}
    return {chat_id: revision for chat_id, revision in found.items() if revision is not None}


class Posted(NamedTuple):
    """The latest revision that a group may have seen since it is linked, that it surely has, and that is about to be posted.

    `doubted` is as in `Heard`.
    """

    known: int | None = None
    sure: int | None = None
    owed: int | None = None
    doubted: int | None = None

    @property
    def counts_on(self) -> int | None:
        """The revision that stands there, or may."""
        return self.doubted if self.known is None else self.known


def told_groups(connection: Connection, session_id: int) -> dict[int, Posted]:
    """What stands in groups of a session, by chat id."""
    rows: Iterable[Any] = connection.execute(_TOLD_GROUPS, {"session": session_id})
    return {
        chat_id: Posted(owed=owed, doubted=known if kept < told else None)
        if ended > told
        else Posted(known, sure, owed)
        for chat_id, known, sure, owed, told, ended, kept in rows
    }


_POSTS = Delivery.purpose.in_(GROUP_ANNOUNCING)
_SINCE = and_(_POSTS, Delivery.created_at >= Chat.linked_at)
_TOLD_GROUPS = (
    select(
        Delivery.chat_id,
        func.max(case((and_(MAY_BE_KNOWN, _SINCE), KNOWN_REVISION))),
        func.max(case((and_(Delivery.state == State.SENT, _SINCE), Delivery.revision))),
        func.max(case((and_(Delivery.state == State.PENDING, _POSTS), Delivery.revision))),
        func.coalesce(func.max(case((and_(MAY_BE_KNOWN, _POSTS), Delivery.id))), 0),
        # Of a cancellation that was undone: what was posted before it holds no more.
        func.coalesce(func.max(case((and_(MAY_BE_KNOWN, ~_POSTS), Delivery.id))), 0),
        func.coalesce(func.max(case((and_(MAY_BE_KNOWN, ~_POSTS, Delivery.state != State.CANCELLED), Delivery.id))), 0),
    )
    .join(Chat, Chat.id == Delivery.chat_id)
    .where(
        Chat.left_at.is_(None),
        Delivery.session_id == bindparam("session"),
        Delivery.purpose.in_(GROUP_ANNOUNCING | {Purpose.GROUP_CANCELLED}),
    )
    .group_by(Delivery.chat_id)
)
