"""The ledger as the page shows it: how many messages are in which state, what comes next, what happened last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from bot.domain.door.checkin import OPENS_BEFORE
from bot.domain.invitations.reminders import reminder_moment
from bot.domain.ledger import Purpose, State
from bot.domain.vocabulary import SessionStatus
from bot.storage.models import Activity, Chat, Delivery, Person, Session
from bot.views.format import purpose_name

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.storage.database import Database

# Rows of each part of the panel.
_MOST = 40
_OPEN = (State.PENDING, State.SENDING)
# What the name of a purpose alone does not say.
_ENGLISH = {
    Purpose.SECOND_THOUGHTS: "Head's message: no more undoing",
    Purpose.NUDGE: "Asked again to answer",
    Purpose.CHECK_IN: "Check-in opens",
    Purpose.SHOWN: "Invitation that was looked up",
}
# So long after a message fell due it is on its screen, and the leap has arrived.
_ARRIVED = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Moments:
    """Where the clock may leap to; None where nothing is dated."""

    reminder: datetime | None
    opening: datetime | None


async def ledger_json(db: Database) -> dict[str, Any]:
    """Counts by state, the rows due next (soonest first), and those settled last (latest first)."""
    async with db.read() as session:
        counted = await session.execute(select(Delivery.state, func.count()).group_by(Delivery.state))
        counts = {state.value: number for state, number in counted}
        waiting = await _rows(session, Delivery.state.in_(_OPEN), latest_first=False)
        settled = await _rows(session, Delivery.state.not_in(_OPEN), latest_first=True)
        return {"counts": counts, "waiting": waiting, "settled": settled}


async def _rows(session: AsyncSession, where: Any, *, latest_first: bool) -> list[dict[str, Any]]:
    """What is alike (why, of which session, due when, what became of it) is one row with its number of people."""
    columns = (Delivery.purpose, Activity.code, Session.number, Delivery.state, Delivery.due_at, Delivery.error)
    moment = func.max(Delivery.settled_at) if latest_first else Delivery.due_at
    order = (moment.desc(), func.max(Delivery.id).desc()) if latest_first else (moment, func.min(Delivery.id))
    query = (
        select(
            *columns,
            func.max(Delivery.settled_at),
            func.count(),
            func.max(Delivery.person_id),
            func.min(func.coalesce(Person.name, Chat.title)),
        )
        .outerjoin(Person, Person.id == Delivery.person_id)
        .outerjoin(Chat, Chat.id == Delivery.chat_id)
        .outerjoin(Session, Session.id == Delivery.session_id)
        .outerjoin(Activity, Activity.id == Session.activity_id)
        .where(where)
        .group_by(*columns)
        .order_by(*order)
        .limit(_MOST)
    )
    found: list[tuple[Any, ...]] = [tuple(row) for row in await session.execute(query)]
    return [_row_json(*row) for row in found]


def _row_json(  # noqa: PLR0913, PLR0917 (a row of the query)
    purpose: Purpose,
    code: str | None,
    session: int | None,
    state: State,
    due: datetime,
    error: str,
    settled: datetime | None,
    number: int,
    person: int | None,
    name: str | None,
) -> dict[str, Any]:
    return {
        "purpose": purpose_names(purpose),
        "to": name or "",
        "number": number,
        "groups": person is None,
        "session": f"{code}/{session}" if code else "",
        "state": state.value,
        "due": _milliseconds(due),
        "settled": _milliseconds(settled) if settled is not None else None,
        "error": error,
    }


def purpose_names(purpose: Purpose) -> dict[str, str]:
    """What a message is for, by the language of the page."""
    return {"id": purpose_name(purpose), "en": _ENGLISH.get(purpose) or purpose.name.replace("_", " ").capitalize()}


def _milliseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)


async def moments(db: Database, now: datetime, zone: ZoneInfo) -> Moments:
    """The next H-1 and the next opening of a check-in."""
    async with db.read() as session:
        query = select(Session.starts_at).where(Session.status == SessionStatus.SCHEDULED, Session.starts_at > now)
        starts = sorted((await session.execute(query)).scalars())
    return Moments(
        _first_after(now, [reminder_moment(one, zone) for one in starts]),
        _first_after(now, [one - OPENS_BEFORE for one in starts]),
    )


def _first_after(now: datetime, instants: list[datetime]) -> datetime | None:
    arrivals = sorted(one + _ARRIVED for one in instants)
    return next((one for one in arrivals if one > now), None)
