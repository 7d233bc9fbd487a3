"""The rota that holds: computed from each secretariat's rule, with what was agreed otherwise over it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import String, bindparam, cast, delete, or_, select, update

from bot.domain.duty.facts import Offer, RotaFacts
from bot.domain.duty.rota import Rule, Span, Turn, absent_of, laid_over, turns
from bot.domain.duty.swaps import SwapState
from bot.domain.ledger import State
from bot.services.access import IN_OFFICE
from bot.services.duty.limits import closed_days
from bot.services.duty.shifts import IN_ROTA
from bot.services.meetings.office_days import kept_days_of_each
from bot.services.office.facts import zone_of
from bot.services.people.facts import person_of
from bot.storage.database import mark_owed
from bot.storage.models import (
    Delivery,
    District,
    DutyCritical,
    DutyLeave,
    DutyRule,
    DutyShift,
    DutySwap,
    Office,
    Person,
)
from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import BindParameter, Connection

    from bot.domain.people.facts import PersonFacts

# How far ahead somebody's next turn is looked for.
AHEAD = timedelta(days=45)
WEEK = timedelta(days=7)
_LONG_AGO, _FAR = date(2000, 1, 1), date(2200, 1, 1)


def rotas(
    connection: Connection,
    office_id: int,
    first: date,
    last: date,
    district_id: int | None = None,
    *,
    agreed: bool = True,
    trial: Rule | None = None,
) -> dict[int, RotaFacts]:
    """The rota of each kecamatan of an office (or of one) for some days, by kecamatan in the order of their codes.

    Without what was `agreed` it is what the rules alone would give; with a `trial` what it would be by that rule of the one.
    """
    return rotas_of(connection, [office_id], first, last, district_id, agreed=agreed, trial=trial)[office_id]


def rotas_of(
    connection: Connection,
    offices: Sequence[int],
    first: date,
    last: date,
    district_id: int | None = None,
    *,
    agreed: bool = True,
    trial: Rule | None = None,
) -> dict[int, dict[int, RotaFacts]]:
    """The same of several offices, by office: as many statements as for one."""
    values = {"offices": offices, "district": district_id, "first": first, "last": last}
    districts = defaultdict[int, list[Any]](list)
    for row in connection.execute(_DISTRICTS, values):
        districts[row.office_id].append(row)
    rules, offers = _rules(connection, values, trial), _offers(connection, values)
    held = _agreed(connection, values) if agreed else defaultdict[int, list[Turn]](list)
    named = {
        office: {person for row in districts[office] for person in _named(rules[row.id], held[row.id], offers[row.id])}
        for office in offices
    }
    everybody, leaves = _people(connection, set().union(*named.values()), last)
    # On closed days no rule gives a turn; where there is none, nobody asks for them.
    kept = kept_days_of_each(connection, offices) if any(rules.values()) else {}
    away = dict[int, dict[int, list[Span]]]()
    for office in offices:
        of_office = {one: leaves[one] for one in named[office] if one in everybody and one in leaves}
        for row in districts[office]:
            there = _named(rules[row.id], held[row.id], ())
            away[row.id] = of_office | _elsewhere(row.id, there, everybody)
    absent = {one: absent_of(rules[one], of_one) for one, of_one in away.items()}
    # What the rules alone would give of these days is without what was written down of them.
    written = _written(connection, absent, rules, last if agreed else first - timedelta(days=1))
    found = dict[int, dict[int, RotaFacts]]()
    for office in offices:
        people = {one: everybody[one] for one in named[office] if one in everybody}
        closed = closed_days(kept.get(office, {}))
        found[office] = {
            row.id: RotaFacts(
                row.id,
                row.name,
                ZoneInfo(row.timezone),
                tuple(
                    laid_over(
                        turns(
                            rules[row.id],
                            first,
                            last,
                            holidays=closed,
                            away=absent[row.id],
                            written=written.get(row.id),
                        ),
                        held[row.id],
                    )
                ),
                people,
                away[row.id],
                rules[row.id][-1] if rules[row.id] else None,
                tuple(offers[row.id]),
            )
            for row in districts[office]
        }
    return found


def _named(rules: Iterable[Rule], agreed: Iterable[Turn], offers: Iterable[Offer]) -> set[int]:
    """Whom the rota of a kecamatan speaks of."""
    found = {turn.person for turn in agreed if turn.person is not None}
    found |= {person for rule in rules for person in rule.people}
    return found | {person for offer in offers for person in (offer.giver, offer.taker or 0)}


def _elsewhere(district_id: int, named: Iterable[int], people: Mapping[int, PersonFacts]) -> dict[int, list[Span]]:
    """Whoever is of another kecamatan by now does not serve here."""
    there = (one for one in named if one in people and people[one].district_id != district_id)
    return {one: [Span(_LONG_AGO, _FAR)] for one in there}


def rotas_of_weeks(connection: Connection, office_id: int, now: datetime) -> dict[int, RotaFacts]:
    """The rota of each kecamatan for two weeks and a day from today on: what is wrong with it is told so far ahead."""
    zone = zone_of(connection, office_id)
    today = now.astimezone(zone).date()
    return rotas(connection, office_id, today, today + 2 * WEEK)


def open_turns(connection: Connection, found: Mapping[int, Mapping[int, RotaFacts]], days: Collection[date]) -> None:
    """Write down the turns of `days` that the rules of offices give, so that reports and messages can speak of them.

    From then on they are what they are: no rule that comes later changes them.
    """
    if not any(rota.rule is not None for of_office in found.values() for rota in of_office.values()):
        return
    # Those of days before are there already.
    standing = {tuple(row) for row in connection.execute(_STANDING, {"offices": list(found), "days": list(days)})}
    rows = [
        _row(office_id, district_id, turn)
        for office_id, of_office in found.items()
        for district_id, rota in of_office.items()
        if rota.rule is not None
        for turn in rota.turns
        if turn.person is not None and turn.day in days and (district_id, turn.day, turn.shift) not in standing
    ]
    if rows:
        _write(connection, rows)
        mark_owed(connection, "steps")


def write_down(connection: Connection, office_id: int, district_id: int, turn: Turn) -> None:
    """Write down a turn before its day, so that a paper can speak of it."""
    _write(connection, [_row(office_id, district_id, turn)])


def strike(connection: Connection, ids: Collection[int], now: datetime) -> None:
    """Shifts that are none after all: what was owed of them is owed no more, and what went out speaks of no shift that is there."""
    values = {"ids": sorted(ids)}
    connection.execute(_APART, values)
    connection.execute(_OWED_NO_MORE, values | {"now": now})
    # Another shift may get the number of this one.
    connection.execute(_OF_NONE, values)
    connection.execute(_STRUCK, values)


def _row(office_id: int, district_id: int, turn: Turn) -> dict[str, Any]:
    return {
        "office_id": office_id,
        "district_id": district_id,
        "day": turn.day,
        "shift": turn.shift,
        "person_id": turn.person,
        "by_rule": True,
    }


def _write(connection: Connection, rows: list[dict[str, Any]]) -> None:
    into = insert_into(connection.dialect.name, DutyShift)
    connection.execute(into.on_conflict_do_nothing(index_elements=["district_id", "day", "shift"]), rows)


_OF = or_(bindparam("district", type_=District.id.type).is_(None), District.id == bindparam("district"))
_OFFICES: BindParameter[Any] = bindparam("offices", expanding=True)
_DISTRICTS = (
    select(District.id, District.office_id, District.name, Office.timezone)
    .join(Office, Office.id == District.office_id)
    .where(District.office_id.in_(_OFFICES), _OF)
    .order_by(District.code)
)
_RULES = (
    select(
        DutyRule.office_id,
        DutyRule.district_id,
        DutyRule.begins,
        DutyRule.rotation,
        DutyRule.days_off,
        DutyRule.shifts,
        DutyRule.people,
    )
    .join(District, District.id == DutyRule.district_id)
    .where(DutyRule.office_id.in_(_OFFICES), DutyRule.begins <= bindparam("last"), _OF)
    .order_by(DutyRule.begins)
)
_CRITICAL = (
    select(DutyCritical.office_id, DutyCritical.first, DutyCritical.last, DutyCritical.shifts)
    .where(DutyCritical.office_id.in_(_OFFICES))
    .order_by(DutyCritical.first)
)
_AGREED = (
    select(DutyShift.district_id, DutyShift.day, DutyShift.shift, DutyShift.person_id)
    .join(District, District.id == DutyShift.district_id)
    .where(
        DutyShift.office_id.in_(_OFFICES),
        DutyShift.day.between(bindparam("first"), bindparam("last")),
        IN_ROTA,
        _OF,
    )
)
_WRITTEN = select(DutyShift.district_id, DutyShift.day, DutyShift.shift, DutyShift.person_id, DutyShift.by_rule).where(
    DutyShift.district_id.in_(bindparam("districts", expanding=True)),
    DutyShift.day.between(bindparam("first"), bindparam("last")),
    IN_ROTA,
)
_STANDING = select(DutyShift.district_id, DutyShift.day, DutyShift.shift).where(
    DutyShift.office_id.in_(_OFFICES), DutyShift.day.in_(bindparam("days", expanding=True))
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_APART = update(DutyShift).where(DutyShift.watch_id.in_(_IDS)).values(watch_id=None)
_OWED_NO_MORE = (
    update(Delivery)
    .where(Delivery.shift_id.in_(_IDS), Delivery.state == State.PENDING)
    .values(state=State.CANCELLED, settled_at=bindparam("now"))
)
_OF_NONE = (
    update(Delivery)
    .where(Delivery.shift_id.in_(_IDS))
    .values(shift_id=None, key=Delivery.key + ":" + cast(Delivery.id, String))
)
_STRUCK = delete(DutyShift).where(DutyShift.id.in_(_IDS))
_OFFERS = (
    select(
        DutySwap.id,
        DutySwap.district_id,
        DutySwap.day,
        DutySwap.shift,
        DutySwap.giver_id,
        DutySwap.taker_id,
        DutySwap.return_day,
        DutySwap.return_shift,
    )
    .join(District, District.id == DutySwap.district_id)
    .where(
        DutySwap.office_id.in_(_OFFICES),
        DutySwap.state == SwapState.OPEN,
        DutySwap.day.between(bindparam("first"), bindparam("last")),
        _OF,
    )
    .order_by(DutySwap.day, DutySwap.id)
)
_PEOPLE = IN_OFFICE.where(Person.id.in_(bindparam("people", expanding=True)))
_LEAVES = select(DutyLeave.person_id, DutyLeave.first, DutyLeave.last).where(
    DutyLeave.person_id.in_(bindparam("people", expanding=True))
)


def _rules(connection: Connection, values: Mapping[str, Any], trial: Rule | None) -> defaultdict[int, list[Rule]]:
    rows = connection.execute(_RULES, values).all()
    critical = defaultdict[int, list[tuple[Span, tuple[str, ...]]]](list)
    for days in connection.execute(_CRITICAL, values) if rows or trial else ():
        critical[days.office_id].append((Span(days.first, days.last), tuple(days.shifts)))
    found: defaultdict[int, list[Rule]] = defaultdict(list)
    for row in rows:
        found[row.district_id].append(
            Rule(
                row.begins,
                tuple(row.people),
                tuple(row.shifts),
                row.rotation,
                row.days_off,
                tuple(critical[row.office_id]),
            )
        )
    if trial is not None:
        (office_id,), district_id = values["offices"], values["district"]
        before = [one for one in found[district_id] if one.begins < trial.begins]
        found[district_id] = [*before, replace(trial, critical=tuple(critical[office_id]))]
    return found


def _agreed(connection: Connection, values: Mapping[str, Any]) -> defaultdict[int, list[Turn]]:
    found: defaultdict[int, list[Turn]] = defaultdict(list)
    for row in connection.execute(_AGREED, values):
        found[row.district_id].append(Turn(row.day, row.shift, row.person_id))
    return found


def _offers(connection: Connection, values: Mapping[str, Any]) -> defaultdict[int, list[Offer]]:
    found: defaultdict[int, list[Offer]] = defaultdict(list)
    for row in connection.execute(_OFFERS, values):
        found[row.district_id].append(offer_of(row))
    return found


def offer_of(row: Any) -> Offer:
    """The offer of a row of `duty_swaps`."""
    back = None if row.return_day is None else Turn(row.return_day, row.return_shift, row.taker_id)
    return Offer(row.id, Turn(row.day, row.shift, row.giver_id), row.giver_id, row.taker_id, back)


def _people(
    connection: Connection, wanted: Iterable[int], last: date
) -> tuple[dict[int, PersonFacts], dict[int, list[Span]]]:
    """People by id, and when each is on leave or not in office."""
    values = {"people": sorted(wanted)}
    if not values["people"]:
        return {}, {}
    people, away = {}, defaultdict[int, list[Span]](list)
    for row in connection.execute(_PEOPLE, values):
        people[row.id] = person_of(row)
        if row.active_from is not None:
            away[row.id].append(Span(_LONG_AGO, row.active_from - timedelta(days=1)))
        if row.active_until is not None and row.active_until < last:
            away[row.id].append(Span(row.active_until + timedelta(days=1), _FAR))
    for leave in connection.execute(_LEAVES, values):
        away[leave.person_id].append(Span(leave.first, leave.last))
    return people, dict(away)


def _written(
    connection: Connection, absent: Mapping[int, Collection[int]], rules: Mapping[int, Sequence[Rule]], last: date
) -> dict[int, dict[date, dict[str, int]]]:
    """Where somebody is absent, what was written down of the rules' turns until `last`."""
    districts = [one for one, people in absent.items() if people]
    first = min((rules[one][0].begins for one in districts), default=last)
    return _by_rule(connection, districts, first, last) if districts else {}


def _by_rule(
    connection: Connection, districts: Sequence[int], first: date, last: date
) -> dict[int, dict[date, dict[str, int]]]:
    """What was written down of the rules' turns of some days, by kecamatan, day and shift.

    Of a day of which something was agreed otherwise the rules' turns count, as everywhere: whoever gave one away or took one
    over has seen to it among themselves.
    """
    found = defaultdict[int, dict[date, dict[str, int]]](lambda: defaultdict(dict))
    agreed = list[tuple[int, date]]()
    for row in connection.execute(_WRITTEN, {"districts": districts, "first": first, "last": last}):
        found[row.district_id][row.day][row.shift] = row.person_id
        if not row.by_rule:
            agreed.append((row.district_id, row.day))
    for district_id, day in agreed:
        found[district_id].pop(day, None)
    return found


def goes_by_rules(connection: Connection, office_id: int, district_id: int, last: date) -> bool:
    """Whether what was written down until a day is what the rules of a kecamatan would give now."""
    computed = set(rotas(connection, office_id, _LONG_AGO, last, district_id, agreed=False)[district_id].turns)
    written = _by_rule(connection, [district_id], _LONG_AGO, last)[district_id]
    return all(Turn(day, *one) in computed for day, of_day in written.items() for one in of_day.items())
