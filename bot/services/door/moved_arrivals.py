"""Who was there when a session moves: on a day that it keeps they are, whatever its hours; of another day they are not.

What is taken away is kept with the session, beside the answers that a move lays aside (`laid_aside`), and stands again where it
is on that day after all.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.domain.door.checkin import Arrival, CheckInWay
from bot.domain.vocabulary import Answer
from bot.services import audit
from bot.services.door.arrivals import arrive, leave
from bot.storage.models import DayArrival, Invitation, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts

_CAME = "came"


class _Came(NamedTuple):
    """Somebody's check-in of a day: when, how, entered by whom (None: themselves), and who was to come for them then."""

    at: str
    how: str
    entered_by: int | None
    substitute_came: bool
    substitute_id: int | None
    guest: str


def count_lost(connection: Connection, held: SessionFacts, days: Collection[date]) -> int:
    """Of how many people a check-in would be taken away, had the session these days."""
    if held.is_of_days:
        values = {"session": held.id, "days": list(days)}
        count: int = connection.execute(_COUNT_OF_OTHER_DAYS, values).scalar_one()
        return count
    return 0 if held.day in days else len(connection.execute(_WHO_CAME, {"session": held.id}).all())


def came_in_vain(connection: Connection, session_ids: Iterable[int]) -> frozenset[tuple[int, int]]:
    """By session and person: who was there on a day that the session no longer has."""
    found = set()
    for session_id in session_ids:
        lost = _laid_aside(connection, session_id)
        who = connection.execute(_WHO, {"invitations": list(map(int, lost))}).all() if lost else []
        principals = {row.id: row.person_id for row in who}
        for key, of_days in lost.items():
            for one in _by_day(of_days).values():
                person_id = one.substitute_id if one.substitute_came else principals.get(int(key))
                if person_id is not None:
                    found.add((session_id, person_id))
    return frozenset(found)


def arrivals_follow(
    connection: Connection, before: SessionFacts, after: SessionFacts, actor: PersonFacts, now: datetime
) -> None:
    """A session moved: check-ins of days that it no longer has are laid aside, those of days that it has again come back."""
    days = {one.day for one in after.days}
    there = _arrivals(connection, before)
    gone = {key: {day: one for day, one in of.items() if day not in days} for key, of in there.items()}
    gone = {key: of for key, of in gone.items() if of}
    kept = {int(key): _by_day(of) for key, of in _laid_aside(connection, before.id).items()}
    if not gone and not kept and before.is_of_days is after.is_of_days:
        return
    _take_away(connection, before, gone)
    if after.is_of_days and not before.is_of_days:
        rows = [_row(key, day, one) for key, of in there.items() for day, one in of.items() if day in days]
        if rows:
            connection.execute(insert(DayArrival), rows)
    elif before.is_of_days and not after.is_of_days:
        # The day that is left is the invitation's own.
        connection.execute(_FORGET, {"session": after.id})
    back = {key: {day: one for day, one in of.items() if day in days} for key, of in kept.items()}
    _bring_back(connection, after, back)
    rest = {key: {day: one for day, one in of.items() if day not in days} for key, of in kept.items()}
    for key, of in gone.items():
        rest[key] = rest.get(key, {}) | of
    _keep(connection, after.id, {key: of for key, of in rest.items() if of})
    forgotten = sum(len(of) == len(there[key]) for key, of in gone.items())
    if forgotten:
        audit.record(
            connection,
            office_id=after.office_id,
            at=now,
            actor_id=actor.id,
            action="check_in.forgotten",
            subject=f"session:{after.id}",
            people=forgotten,
        )


def _arrivals(connection: Connection, facts: SessionFacts) -> dict[int, dict[date, _Came]]:
    """Who is recorded present on which day, by invitation."""
    found: dict[int, dict[date, _Came]] = {}
    for row in connection.execute(_DAYS if facts.is_of_days else _WHO_CAME, {"session": facts.id}):
        day = row.day if facts.is_of_days else facts.day
        came = _Came(
            row.came_at.isoformat(), row.how, row.entered_by, row.substitute_came, row.substitute_id, row.guest_name
        )
        found.setdefault(row.invitation_id, {})[day] = came
    return found


def _take_away(connection: Connection, before: SessionFacts, gone: Mapping[int, Mapping[date, _Came]]) -> None:
    if before.is_of_days:
        for key, of in gone.items():
            for day in of:
                leave(connection, key, day)
    elif gone:
        connection.execute(_NOBODY_CAME, {"session": before.id})


def _bring_back(connection: Connection, facts: SessionFacts, back: Mapping[int, Mapping[date, _Came]]) -> None:
    """Of who is invited still, and has not checked in anew; of who stood in, where that one still does."""
    rows = {row.id: row for row in connection.execute(_WHO, {"invitations": list(back)})} if back else {}
    there = _arrivals(connection, facts)
    for key, row in rows.items():
        for day, one in back[key].items():
            stands_in = row.answer is Answer.SUBSTITUTED and (row.substitute_id, row.guest_name) == one[-2:]
            if day in there.get(key, {}) or (one.substitute_came and not stands_in):
                continue
            at = datetime.fromisoformat(one.at)
            if facts.is_of_days:
                arrive(connection, key, day, Arrival(at, CheckInWay(one.how), one.substitute_came), one.entered_by)
            else:
                values = {"invitation": key, "at": at, "way": one.how, "clerk": one.entered_by}
                connection.execute(_CAME_AGAIN, values | {"instead": one.substitute_came})


def _laid_aside(connection: Connection, session_id: int) -> dict[str, Any]:
    found = connection.execute(_LAID_ASIDE, {"session": session_id}).scalar_one() or {}
    return dict(found.get(_CAME, {}))


def _keep(connection: Connection, session_id: int, came: Mapping[int, Mapping[date, _Came]]) -> None:
    found = connection.execute(_LAID_ASIDE, {"session": session_id}).scalar_one() or {}
    written = {str(key): {day.isoformat(): list(one) for day, one in of.items()} for key, of in came.items()}
    kept = {name: one for name, one in found.items() if name != _CAME} | ({_CAME: written} if written else {})
    connection.execute(_KEEP, {"session": session_id, "kept": kept or None})


def _by_day(of: Mapping[str, Any]) -> dict[date, _Came]:
    return {date.fromisoformat(day): _Came(*one) for day, one in of.items()}


def _row(invitation_id: int, day: date, one: _Came) -> dict[str, Any]:
    return {
        "invitation_id": invitation_id,
        "day": day,
        "came_at": datetime.fromisoformat(one.at),
        "how": one.how,
        "entered_by": one.entered_by,
        "substitute_came": one.substitute_came,
    }


_OF_SESSION = Invitation.session_id == bindparam("session")
_WHO_CAME = select(
    Invitation.id.label("invitation_id"),
    Invitation.checked_in_at.label("came_at"),
    Invitation.check_in_how.label("how"),
    Invitation.checked_in_by.label("entered_by"),
    Invitation.substitute_came,
    Invitation.substitute_id,
    Invitation.guest_name,
).where(_OF_SESSION, Invitation.checked_in_at.is_not(None))
_DAYS = (
    select(
        DayArrival.invitation_id,
        DayArrival.day,
        DayArrival.came_at,
        DayArrival.how,
        DayArrival.entered_by,
        DayArrival.substitute_came,
        Invitation.substitute_id,
        Invitation.guest_name,
    )
    .join(Invitation, Invitation.id == DayArrival.invitation_id)
    .where(_OF_SESSION)
)
_COUNT_OF_OTHER_DAYS = (
    select(func.count(func.distinct(DayArrival.invitation_id)))
    .join(Invitation, Invitation.id == DayArrival.invitation_id)
    .where(_OF_SESSION, DayArrival.day.not_in(bindparam("days", expanding=True)))
)
_WHO = select(
    Invitation.id, Invitation.person_id, Invitation.answer, Invitation.substitute_id, Invitation.guest_name
).where(Invitation.id.in_(bindparam("invitations", expanding=True)))
_FORGET = delete(DayArrival).where(DayArrival.invitation_id.in_(select(Invitation.id).where(_OF_SESSION)))
_NOBODY_CAME = (
    update(Invitation)
    .where(_OF_SESSION, Invitation.checked_in_at.is_not(None))
    .values(checked_in_at=None, check_in_how="", checked_in_by=None, substitute_came=False)
)
_CAME_AGAIN = (
    update(Invitation)
    .where(Invitation.id == bindparam("invitation"))
    .values(
        checked_in_at=bindparam("at", type_=Invitation.checked_in_at.type),
        check_in_how=bindparam("way"),
        checked_in_by=bindparam("clerk"),
        substitute_came=bindparam("instead"),
    )
)
_LAID_ASIDE = select(Session.laid_aside).where(Session.id == bindparam("session"))
_KEEP = (
    update(Session)
    .where(Session.id == bindparam("session"))
    .values(laid_aside=bindparam("kept", type_=Session.laid_aside.type))
)
