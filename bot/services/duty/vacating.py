"""Shifts of whoever is of another kecamatan by now, or in office no more: somebody else serves, or may, and those concerned read it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, exists, insert, not_, or_, select, update

from bot.domain.duty.rota import Flaw, Turn, stands_in
from bot.domain.duty.shifts import changed_due, shift_begins, shift_ends
from bot.domain.duty.swaps import SwapState
from bot.domain.ledger import Purpose
from bot.domain.night import not_at_night
from bot.domain.timing import Due
from bot.services.duty.changing import hold_districts
from bot.services.duty.keepers import keepers_of
from bot.services.duty.shifts import IN_ROTA, OF_SHIFT
from bot.services.duty.turns import open_turns, rotas, strike
from bot.services.office.facts import zone_of
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import active_on, recipients, registered_on
from bot.storage.models import DutyReport, DutyShift, DutySwap, PaperNumber, Person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts

_DAY = timedelta(days=1)
_NEWS = timedelta(days=3)


class _Left(NamedTuple):
    """A shift whose officer is gone: who has it instead, or None; `open`: colleagues may take it, else it is theirs still."""

    row: Any
    turn: Turn
    instead: int | None = None
    open: bool = False


def without_officer(found: Mapping[int, RotaFacts]) -> set[tuple[int, Turn]]:
    """Shifts of those who are not there on their day, with their kecamatan."""
    return {
        (district_id, turn)
        for district_id, rota in found.items()
        for turn in rota.turns
        if turn.person is not None and rota.is_away(turn.person, turn.day)
    }


def vacate(
    connection: Connection,
    office_id: int,
    before: Mapping[int, RotaFacts],
    after: Mapping[int, RotaFacts],
    now: datetime,
) -> bool:
    """A roster has moved people or ended their time: what was theirs and has not begun goes to the rule, or is open to all.

    Says whether there was any.
    """
    known = without_officer(before)
    people = {turn.person for _, turn in without_officer(after) - known}
    if not people:
        return False
    zone = zone_of(connection, office_id)

    def _wanted() -> list[Any]:
        rows = _rows(connection, office_id, zone, now)
        theirs = [row for row in rows if row.person_id in people]
        return [row for row in theirs if (row.district_id, Turn(row.day, row.shift, row.person_id)) not in known]

    hold_districts(connection, office_id, {row.district_id for row in _wanted()})
    # Meanwhile somebody may have taken one over.
    rows = _wanted()
    by_district = defaultdict[int, list[Any]](list)
    for row in rows:
        by_district[row.district_id].append(row)
    today = now.astimezone(zone).date()
    for district_id, of_district in by_district.items():
        left = _given(connection, office_id, district_id, of_district, zone, now)
        days = min(one.turn.day for one in left), max(one.turn.day for one in left)
        found = rotas(connection, office_id, *days, district_id)[district_id]
        if any(one.turn.day == today for one in left):
            open_turns(connection, {office_id: {district_id: found}}, [today])
        _tell(connection, office_id, found, [_holds(one, found) for one in left], now)
    return bool(rows)


def _rows(connection: Connection, office_id: int, zone: ZoneInfo, now: datetime) -> list[Any]:
    today = now.astimezone(zone).date()
    rows = connection.execute(_LEFT, {"office": office_id, "yesterday": today - _DAY, "today": today})
    return [row for row in rows if now < shift_ends(row.day, row.shift, zone)]


def _given(
    connection: Connection, office_id: int, district_id: int, rows: list[Any], zone: ZoneInfo, now: datetime
) -> list[_Left]:
    """What becomes of the shifts of a kecamatan; what has begun is somebody's only by taking it over."""
    first, last = min(row.day for row in rows), max(row.day for row in rows)
    computed = rotas(connection, office_id, first, last, district_id, agreed=False)[district_id].turns
    held = list(rotas(connection, office_id, first, last, district_id)[district_id].turns)
    found = []
    for row in rows:
        turn = Turn(row.day, row.shift, row.person_id)
        left = _Left(row, turn)
        if shift_begins(row.day, row.shift, zone) > now:
            ruled = any(one.day == row.day and one.person is not None for one in computed)
            instead = stands_in(turn, held, computed) if row.by_rule or row.papers else None
            if instead is not None:
                held[held.index(turn)] = turn._replace(person=instead)
                connection.execute(_PASSED_ON, {"of": row.id, "instead": instead})
                left = left._replace(instead=instead)
            elif ruled and not (row.by_rule or row.papers):
                strike(connection, [row.id], now)
            elif not row.by_rule:
                connection.execute(_OFFERED, _offer(office_id, district_id, turn, now))
                left = left._replace(open=True)
        found.append(left)
    return found


def _offer(office_id: int, district_id: int, turn: Turn, now: datetime) -> dict[str, Any]:
    return {
        "office_id": office_id,
        "district_id": district_id,
        "day": turn.day,
        "shift": turn.shift,
        "giver_id": turn.person,
        "state": SwapState.OPEN,
        "asked_at": now,
    }


def _holds(left: _Left, found: RotaFacts) -> _Left:
    """With who has it by now, where the rule gives it to somebody."""
    if left.turn in found.turns or left.instead is not None:
        return left
    of_day = [one for one in found.turns if one.day == left.turn.day and one.person is not None]
    same = [one for one in of_day if one.shift == left.turn.shift] or of_day
    return left._replace(instead=same[0].person if same else None)


def _tell(connection: Connection, office_id: int, found: RotaFacts, left: list[_Left], now: datetime) -> None:
    today = now.astimezone(found.zone).date()
    people = {one.row.person_id: one.row.name for one in left}
    chats = {
        row.id: row.chat_id for row in connection.execute(_CHATS, {"people": sorted(people), "today": today}).all()
    }
    keepers, at = keepers_of(connection, office_id, today), not_at_night(now, found.zone)
    owed = []
    for person, name in people.items():
        theirs = [one for one in left if one.row.person_id == person]
        facts = {
            "kecamatan": found.district_id,
            "district": found.district,
            "name": name,
            "moved": theirs[0].row.moved,
            "left": [_facts(one, found) for one in theirs],
            "flaws": [Flaw("away", *one.turn).key for one in theirs if one.turn in found.turns],
        }
        owed += [
            Owed(Purpose.DUTY_FLAW, chat_id, Due(at, at + _NEWS), office_id, keeper, occurrence=once(), facts=facts)
            for keeper, chat_id in keepers.get(found.district_id, ())
            if keeper != person
        ]
        if person in chats:
            due = changed_due(theirs[0].turn.day, theirs[0].turn.shift, now, found.zone)
            own = {**facts, "what": "left"}
            owed.append(Owed(Purpose.DUTY_ASKED, chats[person], due, office_id, person, occurrence=once(), facts=own))
    owe(connection, owed, now)


def _facts(left: _Left, found: RotaFacts) -> dict[str, Any]:
    return {
        "day": left.turn.day.isoformat(),
        "shift": left.turn.shift,
        "instead": found.name(left.instead),
        "open": left.open,
    }


_MOVED = Person.district_id.is_distinct_from(DutyShift.district_id)
_LEFT = (
    select(
        DutyShift.id,
        DutyShift.district_id,
        DutyShift.day,
        DutyShift.shift,
        DutyShift.person_id,
        DutyShift.by_rule,
        Person.name,
        _MOVED.label("moved"),
        exists().where(PaperNumber.shift_id == DutyShift.id).label("papers"),
    )
    .join(Person, Person.id == DutyShift.person_id)
    .outerjoin(DutyReport, OF_SHIFT)
    .where(
        DutyShift.office_id == bindparam("office"),
        DutyShift.day >= bindparam("yesterday"),
        DutyReport.id.is_(None),
        IN_ROTA,
        or_(_MOVED, and_(DutyShift.day <= bindparam("today"), not_(active_on(DutyShift.day)))),
    )
    .order_by(DutyShift.day, DutyShift.id)
)
_PASSED_ON = update(DutyShift).where(DutyShift.id == bindparam("of")).values(person_id=bindparam("instead"))
_OFFERED = insert(DutySwap)
_CHATS = recipients(registered_on(bindparam("today"))).where(Person.id.in_(bindparam("people", expanding=True)))
