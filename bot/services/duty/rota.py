"""The rota of piket: who is on duty when, and what officers are told when the day opens and closes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, exists, func, insert, literal, or_, select, update

from bot.domain.duty.escalation import STEPS
from bot.domain.duty.rota import Turn, gives_way, is_day_off, seated
from bot.domain.duty.shifts import LATE_FOR, missing_due, opening_due, overlap
from bot.domain.ledger import Purpose
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.duty.changing import away_on, district_of, refuse_if_left, rotas_ahead, tell_imported
from bot.services.duty.escalating import left_behind
from bot.services.duty.incidents import owe_limits
from bot.services.duty.keepers import owe_keepers
from bot.services.duty.overview import owe_weekly
from bot.services.duty.shifts import IN_ROTA, OF_SHIFT
from bot.services.duty.turns import WEEK, open_turns, rotas, rotas_of, strike
from bot.services.duty.watches import put_together
from bot.services.faults import for_some_offices
from bot.services.office.facts import zone_of
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import active_on, reachable_on, recipients
from bot.services.people.facts import PEOPLE, people_of
from bot.storage.database import mark_owed
from bot.storage.models import DutyClimb, DutyDraft, DutyReport, DutyShift, Office, PaperNumber, Person
from bot.storage.parameter_limit import in_parts
from bot.storage.prepared import Prepared
from bot.storage.upsert import upsert_each

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts
    from bot.domain.people.facts import PersonFacts
    from bot.domain.timing import Due
    from bot.services.context import Context

DEFAULT_SHIFT = "harian"
_DAY = timedelta(days=1)
# Day, kecamatan, shift: there is one officer for each.
Slot = tuple[date, int, str]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is on duty: one line of the rota."""

    day: date
    district_id: int
    shift: str
    person_id: int

    @property
    def slot(self) -> Slot:
        return (self.day, self.district_id, self.shift)


@dataclass(frozen=True, slots=True)
class PlannedShift:
    """A shift of the rota: its officer, whether the report is in, and whether the rule gave it."""

    id: int
    person_id: int
    reported: bool
    by_rule: bool = False


async def open_days(
    ctx: Context, zone: ZoneInfo, only: Collection[int] | None = None, *, since: date | None = None
) -> list[int]:
    """Owe each officer of today the message that they are on duty, and the question if the report is missing at the shift's end.

    Of a shift of tomorrow that begins early the message of the eve; of days before only the question: a report may still come,
    also where the bot was away when it was missing. Days that nobody opened are opened now, from `since` (None: yesterday) and
    as far back as reports are taken. Returns the offices that were left out.
    """
    now = ctx.clock.now()
    today = now.astimezone(zone).date()
    first = max(today - LATE_FOR, min(today - _DAY, since or today))
    days = [first + back * _DAY for back in range((today - first).days + 1)]

    def _work(connection: Connection, offices: Sequence[int]) -> None:
        found = rotas_of(connection, offices, first, today + WEEK)
        open_turns(connection, found, days)
        put_together(connection, offices, first, today)
        owe_limits(connection, offices, today, zone, now)
        for office_id in offices:
            owe_keepers(connection, office_id, found[office_id], today, now)
            owe_weekly(connection, office_id, today, zone, now)
        of_day = {"offices": offices, "first": today - _DAY, "last": today + _DAY}
        _owe_officers(connection, connection.execute(_OF_OFFICES, of_day), now)
        for part in in_parts(left_behind(connection, offices, today, now)):
            of_days = {"shifts": part, "first": today - LATE_FOR, "last": today - _DAY}
            _owe_officers(connection, connection.execute(_OF_WATCHES, of_days), now)

    return await for_some_offices(ctx, zone, "piket", _work, only)


async def district_people(ctx: Context, actor: PersonFacts) -> list[PersonFacts]:
    """Who can be put on duty in the actor's kecamatan."""
    today = ctx.today(actor.zone)
    return await ctx.db.query(lambda connection: _district_people(connection, actor, today))


def _district_people(connection: Connection, actor: PersonFacts, today: date) -> list[PersonFacts]:
    query = PEOPLE.where(Person.district_id == actor.district_id, active_on(today)).order_by(Person.id)
    return people_of(connection, query)


def assign(
    connection: Connection,
    office_id: int,
    assignments: list[Assignment],
    now: datetime,
    *,
    aware: Collection[int] = (),
    instead_of: Mapping[int, tuple[int, Turn]] | None = None,
    standing: Mapping[Slot, PlannedShift] | None = None,
) -> int:
    """Write rota lines; a line that exists gets the new officer unless its report is in. Returns how many changed.

    A changed shift of today owes the new officer the reminder at once (`owe` keeps it to one). Whoever else has another
    shift next is told, but for those who are `aware` of it. `instead_of`: shifts that give way (`in_the_way`);
    `standing`: what `rota` gives of these days, where it was asked for.
    """
    before = rotas_ahead(connection, office_id, now)
    shifts = rota(connection, office_id, [line.day for line in assignments]) if standing is None else standing
    new: list[tuple[dict[str, Any], dict[str, Any]]] = []
    moved: list[dict[str, Any]] = []
    for line in assignments:
        shift = shifts.get(line.slot)
        if shift is None:
            day, district_id, name = line.slot
            key = {"district_id": district_id, "day": day, "shift": name}
            new.append((key, {"office_id": office_id, "person_id": line.person_id, "by_rule": False}))
        elif shift.person_id != line.person_id and not shift.reported:
            moved.append({"moved": shift.id, "officer": line.person_id})
    if new:
        # The day may be opened meanwhile, by the rule.
        upsert_each(connection, DutyShift, new)
        first, yesterday = min(line.day for line in assignments), (now - _DAY).date()
        if first < yesterday:
            # Nobody is asked for what was over long before it was written down.
            connection.execute(_NOT_ASKED_FOR, {"office": office_id, "first": first, "last": yesterday - _DAY})
    if moved:
        connection.execute(_MOVED, moved)
    if instead_of:
        # After the new ones, so that none of them gets the number of one that is struck.
        strike(connection, instead_of, now)
        of_days = {turn.day for _, turn in instead_of.values()}
        open_turns(connection, {office_id: rotas(connection, office_id, min(of_days), max(of_days))}, of_days)
    if assignments:
        days = [line.day for line in assignments]
        put_together(connection, [office_id], min(days), max(days))
    if new or moved:
        owe_today(connection, office_id, now)
        tell_imported(connection, before, rotas_ahead(connection, office_id, now), now, aware=aware)
    return len(new) + len(moved)


_MOVED = (
    update(DutyShift).where(DutyShift.id == bindparam("moved")).values(person_id=bindparam("officer"), by_rule=False)
)


_NOT_ASKED_FOR = insert(DutyClimb).from_select(
    ["shift_id", "step"],
    select(DutyShift.id, literal(len(STEPS)))
    .outerjoin(DutyClimb, DutyClimb.shift_id == DutyShift.id)
    .where(
        DutyShift.office_id == bindparam("office"),
        DutyShift.day.between(bindparam("first"), bindparam("last")),
        DutyClimb.shift_id.is_(None),
    ),
)


def in_the_way(
    connection: Connection, office_id: int, assignments: Sequence[Assignment], standing: Mapping[Slot, PlannedShift]
) -> dict[int, tuple[int, Turn]]:
    """Shifts that the rule opened and that lines of other hours leave no room for, by id, with their kecamatan.

    Not those of which somebody has begun to report, was asked for the report by others, or has a paper.
    """
    if not any(shift.by_rule for shift in standing.values()):
        return {}
    days, slots = [line.day for line in assignments], {line.slot: line.person_id for line in assignments}
    lines = defaultdict[tuple[int, date], list[Turn]](list)
    for line in assignments:
        lines[line.district_id, line.day].append(Turn(line.day, line.shift, line.person_id))
    agreed, opened = defaultdict[tuple[int, date], list[Turn]](list), dict[int, tuple[int, Turn]]()
    for row in connection.execute(_STANDING, {"office": office_id, "first": min(days), "last": max(days)}):
        turn, place = Turn(row.day, row.shift, row.person_id), (row.district_id, row.day)
        if place not in lines or (row.day, row.district_id, row.shift) in slots:
            continue
        if row.by_rule and not row.kept:
            opened[row.id] = (row.district_id, turn)
        elif not row.by_rule:
            agreed[place].append(turn)
    return {
        shift_id: (district_id, turn)
        for shift_id, (district_id, turn) in opened.items()
        if any(overlap(one.shift, turn.shift) for one in lines[district_id, turn.day])
        and gives_way(turn, [*agreed[district_id, turn.day], *lines[district_id, turn.day]])
    }


_STANDING = select(
    DutyShift.id,
    DutyShift.day,
    DutyShift.district_id,
    DutyShift.shift,
    DutyShift.person_id,
    DutyShift.by_rule,
    or_(
        exists().where(OF_SHIFT),
        exists().where(DutyDraft.shift_id == func.coalesce(DutyShift.watch_id, DutyShift.id)),
        exists().where(DutyDraft.shift_id == DutyShift.id),
        exists().where(DutyClimb.shift_id == func.coalesce(DutyShift.watch_id, DutyShift.id)),
        exists().where(PaperNumber.shift_id == DutyShift.id),
    ).label("kept"),
).where(
    DutyShift.office_id == bindparam("office"), DutyShift.day.between(bindparam("first"), bindparam("last")), IN_ROTA
)


def rota(connection: Connection, office_id: int, days: Collection[date]) -> dict[Slot, PlannedShift]:
    """The office's shifts from the first to the last of `days`, by slot."""
    if not days:
        return {}
    query = (
        select(
            DutyShift.id,
            DutyShift.day,
            DutyShift.district_id,
            DutyShift.shift,
            DutyShift.person_id,
            DutyReport.id,
            DutyShift.by_rule,
        )
        .outerjoin(DutyReport, OF_SHIFT & (DutyReport.nth == 1))
        .where(DutyShift.office_id == office_id, DutyShift.day.between(min(days), max(days)))
    )
    return {
        (day, district_id, shift): PlannedShift(shift_id, person_id, report_id is not None, by_rule)
        for shift_id, day, district_id, shift, person_id, report_id, by_rule in connection.execute(query)
    }


async def week_places(ctx: Context, actor: PersonFacts, days: Sequence[date]) -> RotaFacts:
    """The rota of the actor's kecamatan in some days: each officer's place, be it filled or not.

    A working day that has none has one of the usual hours; so has any day where there is nothing else to fill.
    """
    district_id = _own_district(actor)

    def _unit(connection: Connection) -> RotaFacts:
        found = rotas(connection, actor.office_id, days[0], days[-1], district_id)[district_id]
        staffed = {turn.day for turn in found.turns}
        lacking = [day for day in days if day not in staffed and not is_day_off(day)]
        usual = [Turn(day, DEFAULT_SHIFT, None) for day in lacking or (() if staffed else days)]
        return replace(found, turns=tuple(sorted([*found.turns, *usual], key=lambda turn: turn.day)))

    return await ctx.db.query(_unit)


async def away_among(ctx: Context, people: Collection[int], day: date) -> set[int]:
    """Of these people those who are on leave or not in office on a day."""
    return await ctx.db.query(lambda connection: away_on(connection, people, day))


def _own_district(actor: PersonFacts) -> int:
    if not actor.leads_secretariat or actor.district_id is None:
        raise Refusal("refused-secretariat-only")
    return actor.district_id


async def assign_places(ctx: Context, actor: PersonFacts, wanted: Mapping[tuple[date, str], int]) -> int:
    """The head of a secretariat sets who is on duty in which places (day, shift). Returns how many are another's now."""
    district_id, now = _own_district(actor), ctx.clock.now()
    days = sorted({day for day, _ in wanted})

    def _unit(connection: Connection) -> int:
        district_of(connection, actor, district_id)
        allowed = {person.id for person in _district_people(connection, actor, ctx.today(actor.zone))}
        if not set(wanted.values()) <= allowed:
            raise Refusal("refused-unknown-person")
        if not days:
            return 0
        for (day, _), person_id in wanted.items():
            refuse_if_left(connection, person_id, day)
        held = rotas(connection, actor.office_id, days[0], days[-1], district_id)[district_id].turns
        known = {(turn.day, turn.shift): turn for turn in held}
        places = [known.get(place, Turn(*place, None)) for place in wanted] + [
            turn for place, turn in known.items() if place not in wanted
        ]
        turns = seated(places, list(wanted.values()))
        lines = [
            Assignment(turn.day, district_id, turn.shift, turn.person)
            for turn, was in zip(turns, places, strict=True)
            if turn.person is not None and (turn != was or (turn.day, turn.shift) in wanted)
        ]
        # Whoever sets a week has chosen its places one by one.
        assign(connection, actor.office_id, lines, now, aware=(actor.id,))
        holds = rotas(connection, actor.office_id, days[0], days[-1], district_id)[district_id].turns
        changed = len(set(holds) - set(held))
        audit.record_act(
            connection,
            actor,
            now,
            "duty.week",
            f"district:{district_id}",
            days=[day.isoformat() for day in days],
            changed=changed,
        )
        return changed

    return await ctx.db.transact(_unit)


def owe_today(connection: Connection, office_id: int, now: datetime) -> None:
    """Whoever is on duty today is owed the messages of the day, if they are not owed them already."""
    zone = zone_of(connection, office_id)
    mark_owed(connection, "steps")
    today = now.astimezone(zone).date()
    of_days = {"office": office_id, "first": today, "last": today + _DAY}
    _owe_officers(connection, connection.execute(_OF_OFFICE, of_days), now)


def owe_officer(connection: Connection, person_id: int, day: date, now: datetime) -> int:
    """Somebody can be written to from now on: what their duty of the day owes them, if they have one."""
    of_days = {"person": person_id, "first": day, "last": day + _DAY}
    return _owe_officers(connection, _OF_PERSON.all(connection, of_days), now)


_OFFICERS = (
    recipients(reachable_on(DutyShift.day))
    .add_columns(DutyShift.id.label("shift_id"), DutyShift.office_id, DutyShift.day, DutyShift.shift, Office.timezone)
    .join(DutyShift, DutyShift.person_id == Person.id)
    .join(Office, Office.id == DutyShift.office_id)
    .outerjoin(DutyReport, OF_SHIFT & (DutyReport.nth == 1))
    .where(
        DutyShift.day.between(bindparam("first"), bindparam("last")),
        DutyReport.id.is_(None),
        # Whoever is of another kecamatan by now does not serve here.
        Person.district_id == DutyShift.district_id,
        IN_ROTA,
    )
    .order_by(DutyShift.id)
)
_OF_OFFICE = _OFFICERS.where(DutyShift.office_id == bindparam("office"))
_OF_OFFICES = _OFFICERS.where(DutyShift.office_id.in_(bindparam("offices", expanding=True)))
_OF_WATCHES = _OFFICERS.where(func.coalesce(DutyShift.watch_id, DutyShift.id).in_(bindparam("shifts", expanding=True)))
_OF_PERSON = Prepared(_OFFICERS.where(DutyShift.person_id == bindparam("person")))


def _owe_officers(connection: Connection, rows: Iterable[Any], now: datetime) -> int:
    """Owe the messages of `rows` of `_OFFICERS`: shifts without a report, of officers on Telegram, in office that day."""
    owed = []
    # Most shifts of a day have the same hours.
    dues: dict[tuple[date, str, str], list[tuple[Purpose, Due]]] = {}
    for row in rows:
        alike = (row.day, row.shift, row.timezone)
        if alike not in dues:
            zone = ZoneInfo(row.timezone)
            of_both = ((Purpose.DUTY_OPEN, opening_due), (Purpose.DUTY_MISSING, missing_due))
            of_shift = [(purpose, due_of(row.day, row.shift, now, zone)) for purpose, due_of in of_both]
            # What is said of tomorrow's shifts tomorrow is owed then, to whoever has them by then.
            today = now.astimezone(zone).date()
            dues[alike] = [
                (purpose, due)
                for purpose, due in of_shift
                if due.at.astimezone(zone).date() <= today or row.day <= today
            ]
        for purpose, due in dues[alike]:
            if due.at < due.until:
                owed.append(Owed(purpose, row.chat_id, due, row.office_id, row.id, shift_id=row.shift_id))
    return owe(connection, owed, now)
