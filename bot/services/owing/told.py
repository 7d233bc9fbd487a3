"""What people were told of a session and when, for whoever is about to say it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, or_, select

from bot.domain.ledger import ASKING, GOING_ON, Purpose, State, having
from bot.storage.models import Delivery, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import BindParameter, Connection

_SAYING = having(lambda traits: traits.says_all)


@dataclass(slots=True)
class Told:
    """What one person heard of one session.

    `said_at`: when they were last told all of its present revision (in what announces, in a reminder), `coming`: that
    they are about to be; `asked_at`: when they were last asked for an answer, `asking`: how many questions are on their
    way.
    """

    said_at: datetime | None = None
    coming: bool = False
    reminded_at: datetime | None = None
    reminder_coming: bool = False
    asked_at: datetime | None = None
    asking: int = 0

    def all_since(self, moment: datetime, *, by_reminder: bool = False) -> bool:
        """Whether they were told all since `moment`, or are about to be; `by_reminder`: a reminder counts as well."""
        if self.coming or (by_reminder and self.reminder_coming):
            return True
        times = (self.said_at, self.reminded_at if by_reminder else None)
        return any(at is not None and at >= moment for at in times)


def lately_told(
    connection: Connection, session_ids: Collection[int], people: Collection[int], now: datetime
) -> dict[tuple[int, int], Told]:
    """By session and person id; whoever was told nothing is not in it."""
    if not session_ids:
        return {}
    rows: Iterable[Any] = connection.execute(_TOLD, {"sessions": list(session_ids), "people": list(people), "now": now})
    found: dict[tuple[int, int], Told] = {}
    for row in rows:
        _learn(found.setdefault((row.session_id, row.person_id), Told()), row)
    return found


def written_to(
    connection: Connection, office_id: int, since: datetime, before: datetime, at: datetime
) -> frozenset[int]:
    """Whose phones ring, or rang, in an office between two moments, or `at` another; what goes on in an older message rings nobody."""
    values = {"office": office_id, "since": since, "before": before, "at": at}
    return frozenset(one for one in connection.execute(_WRITTEN_TO, values).scalars() if one is not None)


def _learn(one: Told, row: Any) -> None:
    sent = row.state is State.SENT
    if row.purpose in ASKING:
        if sent:
            one.asked_at = _latest(one.asked_at, row.last)
        elif row.state is State.SENDING:
            one.asking += row.times
    if not row.present:
        return
    if row.purpose in _SAYING:
        one.said_at = _latest(one.said_at, row.last if sent else None)
        one.coming |= not sent
    elif row.purpose is Purpose.REMINDER:
        one.reminded_at = _latest(one.reminded_at, row.last if sent else None)
        one.reminder_coming |= not sent


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((at for at in (one, other) if at is not None), default=None)


_SESSIONS: BindParameter[Any] = bindparam("sessions", expanding=True)
_PEOPLE: BindParameter[Any] = bindparam("people", expanding=True)
_PRESENT = Delivery.revision == Session.revision
_TOLD = (
    select(
        Delivery.session_id,
        Delivery.person_id,
        Delivery.purpose,
        Delivery.state,
        _PRESENT.label("present"),
        func.max(Delivery.settled_at).label("last"),
        func.count(Delivery.id).label("times"),
    )
    .join(Session, Session.id == Delivery.session_id)
    .where(
        Delivery.session_id.in_(_SESSIONS),
        Delivery.person_id.in_(_PEOPLE),
        Delivery.purpose.in_(_SAYING | ASKING | {Purpose.REMINDER}),
        Delivery.state.in_((State.PENDING, State.SENDING, State.SENT)),
        # That of a later day is not about to be said.
        or_(
            Delivery.purpose != Purpose.REMINDER,
            Delivery.state != State.PENDING,
            Delivery.due_at <= bindparam("now", type_=Delivery.due_at.type),
        ),
    )
    .group_by(Delivery.session_id, Delivery.person_id, Delivery.purpose, Delivery.state, _PRESENT)
)


def _at(name: str) -> BindParameter[datetime]:
    return bindparam(name, type_=Delivery.due_at.type)


# By when it was due: what is sent is sent then, and that is found without going through all that was ever sent.
_WRITTEN_TO = (
    select(Delivery.person_id)
    .where(
        Delivery.state.in_((State.PENDING, State.SENDING, State.SENT)),
        or_(
            and_(Delivery.due_at >= _at("since"), Delivery.due_at < _at("before")),
            Delivery.due_at == _at("at"),
        ),
        Delivery.office_id == bindparam("office"),
        Delivery.person_id.is_not(None),
        Delivery.purpose.not_in(GOING_ON | {Purpose.SHOWN}),
    )
    .distinct()
)
