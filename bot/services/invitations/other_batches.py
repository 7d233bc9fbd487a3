"""Batches of one activity: to which other ones somebody stays invited."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from bot.domain.vocabulary import SessionStatus
from bot.services.meetings.facts import sessions_by_id
from bot.storage.models import Invitation, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts


def stays_in(
    connection: Connection, session_ids: Collection[int], people: Collection[int], now: datetime
) -> dict[tuple[int, int], Sequence[SessionFacts]]:
    """Other batches, not begun, of the sessions' activities to which each of `people` is invited, earliest first; by session and person id."""
    if not session_ids or not people:
        return {}
    values = {"sessions": list(session_ids), "people": list(people), "now": now}
    rows = connection.execute(_OTHERS, values).all()
    held = sessions_by_id(connection, {row.other for row in rows})
    found: dict[tuple[int, int], list[SessionFacts]] = defaultdict(list)
    for row in rows:
        found[row.one, row.person_id].append(held[row.other])
    return dict(found)


_ONE, _OTHER = aliased(Session), aliased(Session)
_OTHERS = (
    select(_ONE.id.label("one"), _OTHER.id.label("other"), Invitation.person_id)
    .join(_OTHER, (_OTHER.activity_id == _ONE.activity_id) & (_OTHER.id != _ONE.id))
    .join(Invitation, Invitation.session_id == _OTHER.id)
    .where(
        _ONE.id.in_(bindparam("sessions", expanding=True)),
        Invitation.person_id.in_(bindparam("people", expanding=True)),
        _OTHER.status == SessionStatus.SCHEDULED,
        _OTHER.starts_at > bindparam("now"),
    )
    .order_by(_OTHER.starts_at, _OTHER.id)
)
