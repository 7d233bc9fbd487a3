"""Reports of piket that are missing climb: to the head of the secretariat, then to the division, unless somebody sees to them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import String, and_, bindparam, cast, func, literal, or_, select, update

from bot.domain.duty.escalation import STEPS, Rung, climb, step_due, steps_since
from bot.domain.duty.shifts import LATE_FOR
from bot.domain.ledger import ELSE_OTHERS, Purpose, State, delivery_key
from bot.domain.refusals import Refusal
from bot.domain.timing import Due, local_instant
from bot.domain.vocabulary import Division, Position, Role
from bot.services import audit
from bot.services.access import find_people
from bot.services.duty.incidents import alarm, alarming, handled, reopen
from bot.services.duty.keepers import keepers_of
from bot.services.duty.requests import chase, chased
from bot.services.duty.shifts import OF_SHIFT, OWES
from bot.services.faults import for_each_office
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import held_on, recipients
from bot.storage.database import mark_owed
from bot.storage.models import Delivery, DutyClimb, DutyReport, DutyShift, Office, Person
from bot.storage.parameter_limit import in_parts
from bot.storage.upsert import insert_into, upsert_each

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from bot.domain.duty.escalation import Step
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

_DAY = timedelta(days=1)
# The question to the officer has not gone out: Telegram is away, or the line is long.
_LOOK_AGAIN = timedelta(minutes=5)
# Steps done when the head of the secretariat was told last.
_KEEPER_TOLD = next(done for done, step in enumerate(STEPS, 1) if step.to is Rung.SECRETARIAT)


class TakenBy(NamedTuple):
    """Who sees to a missing report."""

    by_id: int
    by: str


async def escalate(ctx: Context) -> datetime | None:
    """Owe every step that is due, once, and say when the next one is; None: nothing is missing."""
    now = ctx.clock.now()
    days = _looked_at(now)
    ahead: list[datetime] = []
    if await ctx.db.query(lambda connection: connection.execute(_SEEN_TO, days).first()) is not None:
        ahead += await ctx.db.transact(lambda connection: _climb_again(connection, days, now))
    silent = await ctx.db.query(lambda connection: connection.execute(_SILENT, days).all())
    due: defaultdict[ZoneInfo, set[int]] = defaultdict(set)
    for row in silent:
        zone = ZoneInfo(row.timezone)
        if not _climbs(row, now.astimezone(zone).date()):
            continue
        step = step_due(STEPS[1], row.day, row.shift, None, zone)
        if step.at > now:
            ahead.append(step.at)
        else:
            due[zone].add(row.office_id)

    if await ctx.db.query(handled):
        ahead += await ctx.db.transact(lambda connection: reopen(connection, now))
    calling, unheard = await ctx.db.query(lambda connection: (alarming(connection), _unheard(connection, now)))
    for office_id, zone in [*calling.items(), *((office_id, rows[0].zone) for office_id, rows in unheard.items())]:
        due[zone].add(office_id)

    asking, reminders = await ctx.db.query(lambda connection: chased(connection, now))
    ahead += reminders
    for office_id, zone in asking:
        due[zone].add(office_id)

    def _work(connection: Connection, office_id: int) -> None:
        chase(connection, office_id, now)
        ahead.extend(alarm(connection, office_id, now))
        ahead.extend(_climb_office(connection, office_id, days, now, unheard.get(office_id, ())))

    for zone, offices in due.items():
        await for_each_office(ctx, zone, "steps", _work, offices)
    return min(ahead, default=None)


def left_behind(connection: Connection, offices: Sequence[int], today: date, now: datetime) -> list[int]:
    """Shifts of before yesterday for whose missing report nobody was asked, for the bot was away: their officers are to be.

    Of those of which nobody but the officer was told, and that are too old for steps of their own, heads of secretariats and the
    division hear together, once.
    """
    days = {"late": today - LATE_FOR, "first": today - LATE_FOR, "last": today - 2 * _DAY}
    rows = connection.execute(_LEFT_BEHIND, {"offices": offices, **days}).all()
    if rows:
        mark_owed(connection, "steps")
    of_offices: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        if not _climbs(row, today):
            of_offices[row.office_id].append(row)
    for office_id, old in of_offices.items():
        upsert_each(connection, DutyClimb, [({"shift_id": row.id}, {"step": len(STEPS)}) for row in old])
        owe(connection, _together(connection, office_id, old, today, now), now)
    return [row.id for row in rows if row.question is None]


def _looked_at(now: datetime) -> dict[str, date]:
    """The days whose shifts may have a step that is due, in whatever zone an office is: see `_climbs`."""
    today = now.date()
    return {"late": today - LATE_FOR - _DAY, "first": today - 3 * _DAY, "last": today + _DAY}


def _climbs(row: Any, today: date) -> bool:
    """Whether a shift has steps of its own: of the office's last days, or on its way since, however long it was held up.

    What has begun to climb goes on to the end: at midnight nobody else may take it up from where it began.
    """
    return row.step is not None or row.day >= today - 2 * _DAY


def _together(connection: Connection, office_id: int, old: Sequence[Any], today: date, now: datetime) -> Iterable[Owed]:
    zone = ZoneInfo(old[0].timezone)
    dues = {step.to: Due(at, now + LATE_FOR) for step, at in zip(STEPS, steps_since(now, zone), strict=True)}
    for district_id, keepers in keepers_of(connection, office_id, today).items():
        for person_id, chat_id in keepers:
            # Who was on duty is asked.
            shifts = [row.id for row in old if row.district_id == district_id and row.person_id != person_id]
            if shifts:
                yield _silent(office_id, person_id, chat_id, shifts, dues[Rung.SECRETARIAT])
    for person_id, chat_id in division_heads(connection, office_id, today, now):
        yield _silent(office_id, person_id, chat_id, [row.id for row in old], dues[Rung.DIVISION])


def _silent(office_id: int, person_id: int, chat_id: int, shifts: Sequence[int], due: Due) -> Owed:
    """Each shift gets there once, so the first of them names the message."""
    occurrence, facts = str(shifts[0]), {"shifts": list(shifts)}
    return Owed(Purpose.DUTY_SILENT, chat_id, due, office_id, person_id, occurrence=occurrence, facts=facts)


async def take(ctx: Context, actor: PersonFacts, shift_id: int) -> TakenBy:
    """The head of the secretariat (or its chair, or the office) sees to a missing report: nobody else is told of it.

    Whoever pressed first does.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> TakenBy:
        shift = connection.execute(_SHIFT, {"shift": shift_id, "office": actor.office_id}).one_or_none()
        if shift is None or not _may_take(actor, shift.district_id):
            raise Refusal("refused-stale-button")
        if shift.number is not None:
            raise Refusal("refused-taken-reported")
        into = insert_into(connection.dialect.name, DutyClimb).on_conflict_do_nothing(index_elements=["shift_id"])
        connection.execute(into, {"shift_id": shift_id, "step": 1})
        claimed = connection.execute(_TAKE, {"of": shift_id, "who": actor.id, "now": now}).rowcount
        if claimed:
            audit.record_act(connection, actor, now, "duty.chase", f"shift:{shift_id}")
        return TakenBy(*connection.execute(_TAKER, {"shift": shift_id}).one())

    return await ctx.db.transact(_unit)


def taken_ones(connection: Connection, shifts: Collection[int]) -> frozenset[int]:
    """Of these shifts those that somebody sees to."""
    if not shifts:
        return frozenset()
    return frozenset(connection.scalars(_TAKEN, {"shifts": list(shifts)}))


_UNREPORTED = (
    select(DutyShift.office_id, DutyShift.day, DutyShift.shift, Office.timezone, DutyClimb.step)
    .join(Office, Office.id == DutyShift.office_id)
    # First, for of shifts of earlier days few have one.
    .outerjoin(DutyClimb, DutyClimb.shift_id == DutyShift.id)
    .outerjoin(DutyReport, OF_SHIFT & (DutyReport.nth == 1))
    .where(
        DutyShift.day.between(bindparam("late"), bindparam("last")),
        or_(DutyShift.day >= bindparam("first"), DutyClimb.shift_id.is_not(None)),
        DutyReport.id.is_(None),
        # Of a watch each officer is asked, and one report is missing.
        OWES,
        or_(DutyClimb.shift_id.is_(None), and_(DutyClimb.taken_at.is_(None), DutyClimb.step < len(STEPS))),
    )
)
_SILENT = _UNREPORTED.distinct()
# The question to the officer, by its key: see `bot.domain.ledger.delivery_key`.
_QUESTION = (
    literal(f"{Purpose.DUTY_MISSING}:d")
    + cast(DutyShift.id, String)
    + literal(":0:")
    + cast(DutyShift.person_id, String)
    + literal(":")
)
_LEFT_BEHIND = (
    _UNREPORTED.add_columns(DutyShift.id, DutyShift.district_id, DutyShift.person_id, Delivery.id.label("question"))
    .outerjoin(Delivery, Delivery.key == _QUESTION)
    .where(DutyShift.office_id.in_(bindparam("offices", expanding=True)))
    .order_by(DutyShift.id)
)
_OF_OFFICE = (
    _UNREPORTED.add_columns(
        DutyShift.id,
        DutyShift.district_id,
        DutyShift.person_id,
        Delivery.state,
        Delivery.due_at,
        Delivery.settled_at,
    )
    .outerjoin(Delivery, Delivery.key == _QUESTION)
    .where(DutyShift.office_id == bindparam("office"))
    .order_by(DutyShift.id)
)
_REPORTED_AS = func.coalesce(DutyShift.watch_id, DutyShift.id)
# Everybody who is on duty in shifts, by the one that is reported.
_ASKED = select(_REPORTED_AS, DutyShift.person_id).where(
    or_(
        DutyShift.id.in_(bindparam("shifts", expanding=True)),
        DutyShift.watch_id.in_(bindparam("shifts", expanding=True)),
    )
)
_DIVISION = (
    recipients(held_on(bindparam("today")))
    .add_columns(Person.role, Person.division)
    .where(
        Person.office_id == bindparam("office"),
        or_(Person.role == Role.HEAD, Person.position == Position.OFFICE_CHAIR),
    )
)
_SHIFT = (
    select(DutyShift.district_id, DutyReport.number)
    .outerjoin(DutyReport, OF_SHIFT & (DutyReport.nth == 1))
    .where(DutyShift.id == bindparam("shift"), DutyShift.office_id == bindparam("office"))
    .limit(1)
)
_TAKE = (
    update(DutyClimb)
    .where(DutyClimb.shift_id == bindparam("of"), DutyClimb.taken_at.is_(None))
    .values(taken_by=bindparam("who"), taken_at=bindparam("now"))
)
_TAKER = (
    select(Person.id, Person.name)
    .join(DutyClimb, DutyClimb.taken_by == Person.id)
    .where(DutyClimb.shift_id == bindparam("shift"))
)
_TAKEN = select(DutyClimb.shift_id).where(
    DutyClimb.shift_id.in_(bindparam("shifts", expanding=True)), DutyClimb.taken_at.is_not(None)
)


_SEEN_TO = (
    select(DutyClimb.shift_id, DutyClimb.taken_by, DutyShift.district_id, DutyShift.office_id)
    .join(DutyShift, DutyShift.id == DutyClimb.shift_id)
    .outerjoin(DutyReport, OF_SHIFT & (DutyReport.nth == 1))
    .where(
        DutyShift.day.between(bindparam("late"), bindparam("last")),
        DutyReport.id.is_(None),
        DutyClimb.taken_at.is_not(None),
        DutyClimb.step < len(STEPS),
    )
)
_LET_GO = (
    update(DutyClimb)
    .where(DutyClimb.shift_id == bindparam("of"), DutyClimb.taken_by == bindparam("taker"))
    .values(taken_by=None, taken_at=None)
)
_TOLD = select(Delivery.key, Delivery.due_at, Delivery.settled_at).where(
    Delivery.key.in_(bindparam("keys", expanding=True)), Delivery.state.in_((State.PENDING, State.SENDING, State.SENT))
)


_KEPT_BY = select(Person.id, Person.district_id).where(
    Person.office_id == bindparam("office"),
    Person.position.in_((Position.SECRETARIAT_HEAD, Position.DISTRICT_CHAIR)),
    Person.district_id.is_not(None),
)
# What somebody was to hear who has left the bot.
_UNHEARD = (
    select(
        Delivery.office_id,
        Delivery.purpose,
        Delivery.shift_id,
        Delivery.facts,
        Delivery.useless_at,
        Person.district_id,
        Office.timezone,
    )
    .join(Person, Person.id == Delivery.person_id)
    .join(Office, Office.id == Delivery.office_id)
    .where(
        Delivery.state == State.FAILED,
        Delivery.due_at >= bindparam("since"),
        Delivery.purpose.in_(ELSE_OTHERS),
        Person.unreachable_since.is_not(None),
    )
    .order_by(Delivery.id)
)


def _climb_again(connection: Connection, days: dict[str, date], now: datetime) -> list[datetime]:
    """Whoever saw to a missing report and may not any more (they left, or have another post) does not: it climbs on.

    Returns when to look again: terms end with a day.
    """
    ahead = []
    rows = connection.execute(_SEEN_TO, days).all()
    takers = find_people(connection, {row.taken_by for row in rows}, now)
    for row in rows:
        taker = takers.get(row.taken_by)
        if taker is not None and _may_take(taker, row.district_id):
            ahead.append(local_instant(now.astimezone(taker.zone).date() + _DAY, time(), taker.zone))
            continue
        connection.execute(_LET_GO, {"of": row.shift_id, "taker": row.taken_by})
        audit.record(
            connection,
            office_id=row.office_id,
            at=now,
            actor_id=None,
            action="duty.chase",
            subject=f"shift:{row.shift_id}",
            what="reopened",
        )
    return ahead


class _Unheard(NamedTuple):
    """A message that did not reach its recipient; `district_id`: where they are from (None: the office)."""

    zone: ZoneInfo
    purpose: Purpose
    shift_id: int | None
    facts: Mapping[str, Any]
    useless_at: datetime
    district_id: int | None


class _Climber(NamedTuple):
    """A shift with a step that is due, and until when it is of use."""

    row: Any
    step: Step
    until: datetime


def _climb_office(
    connection: Connection, office_id: int, days: dict[str, date], now: datetime, unheard: Sequence[_Unheard] = ()
) -> list[datetime]:
    """What is due in an office is owed; returns when each that goes on climbing is to be looked at next."""
    ahead: list[datetime] = []
    climbing: list[_Climber] = []
    climbed: list[tuple[dict[str, int], dict[str, int]]] = []
    if unheard:
        owe(connection, _instead(connection, office_id, unheard, now), now)
    rows = connection.execute(_OF_OFFICE, {"office": office_id, **days}).all()
    if not rows:
        return ahead
    today = now.astimezone(ZoneInfo(rows[0].timezone)).date()
    rows = [row for row in rows if _climbs(row, today)]
    keepers = keepers_of(connection, office_id, today)
    told = _told(connection, office_id, [row for row in rows if row.step == _KEEPER_TOLD])
    refused = {row.shift_id or 0 for row in unheard if row.purpose is Purpose.DUTY_UNREPORTED} - set(told)
    asked = _asked(connection, sorted(refused)) if refused else set()
    for row in rows:
        zone = ZoneInfo(row.timezone)
        if row.id in refused and any((row.id, one) not in asked for one, _ in keepers.get(row.district_id, ())):
            # Whoever was to be told has left the bot: whoever is next is, and has the hour.
            again = STEPS[_KEEPER_TOLD - 1]
            climbing.append(_Climber(row, again, step_due(again, row.day, row.shift, None, zone).until))
            told[row.id] = now
        if row.state in (State.PENDING, State.SENDING):
            ahead.append(row.due_at + STEPS[1].after if row.due_at > now else now + _LOOK_AGAIN)
            continue
        asked_at = row.settled_at if row.state is State.SENT else None
        steps, following = climb(row.step or 1, row.day, row.shift, asked_at, now, zone, told.get(row.id))
        for step in steps:
            until = step_due(step, row.day, row.shift, None, zone, told.get(row.id)).until
            climbing += [_Climber(row, step, until)] if now < until else []
        if following is not None:
            ahead.append(following)
        if steps:
            climbed.append(({"shift_id": row.id}, {"step": STEPS.index(steps[-1]) + 1}))
    upsert_each(connection, DutyClimb, climbed)
    if climbing:
        owe(connection, _owed(connection, office_id, climbing, keepers, today, now), now)
    return ahead


def _owed(
    connection: Connection,
    office_id: int,
    climbing: Sequence[_Climber],
    keepers: Mapping[int, Sequence[tuple[int, int]]],
    today: date,
    now: datetime,
) -> Iterable[Owed]:
    asked = _asked(connection, [one.row.id for one in climbing if one.step.to is Rung.SECRETARIAT])
    for row, step, until in climbing:
        if step.to is Rung.SECRETARIAT:
            for person_id, chat_id in keepers.get(row.district_id, ()):
                # Who was on duty was asked already.
                if (row.id, person_id) not in asked:
                    due = Due(now, until)
                    yield Owed(Purpose.DUTY_UNREPORTED, chat_id, due, office_id, person_id, shift_id=row.id)
    silent = [(one.row.id, one.until) for one in climbing if one.step.to is Rung.DIVISION]
    if silent:
        shifts, due = [shift_id for shift_id, _ in silent], Due(now, max(until for _, until in silent))
        for person_id, chat_id in division_heads(connection, office_id, today, now):
            yield _silent(office_id, person_id, chat_id, shifts, due)


def _asked(connection: Connection, shifts: Sequence[int]) -> set[tuple[int, ...]]:
    """Who was on duty in these shifts, with each of them: they were asked already."""
    return {tuple(row) for part in in_parts(shifts) for row in connection.execute(_ASKED, {"shifts": part})}


def _unheard(connection: Connection, now: datetime) -> dict[int, list[_Unheard]]:
    """By office what somebody was to hear of late who has left the bot."""
    found: defaultdict[int, list[_Unheard]] = defaultdict(list)
    for row in connection.execute(_UNHEARD, {"since": now - _DAY}):
        zone = ZoneInfo(row.timezone)
        found[row.office_id].append(
            _Unheard(zone, row.purpose, row.shift_id, row.facts, row.useless_at, row.district_id)
        )
    return found


def _instead(connection: Connection, office_id: int, unheard: Sequence[_Unheard], now: datetime) -> Iterable[Owed]:
    """What a head of division did not get goes to whoever heads it beside or after them."""
    for row in unheard:
        if row.purpose is Purpose.DUTY_SILENT and row.district_id is None:
            for person_id, chat_id in division_heads(connection, office_id, now.astimezone(row.zone).date(), now):
                yield _silent(office_id, person_id, chat_id, row.facts["shifts"], Due(now, row.useless_at))


def _told(connection: Connection, office_id: int, rows: Sequence[Any]) -> dict[int, datetime]:
    """By shift when the head of its secretariat was told that its report is missing, or is to be: whoever that was then."""
    if not rows:
        return {}
    keepers: defaultdict[int, list[int]] = defaultdict(list)
    for kept in connection.execute(_KEPT_BY, {"office": office_id}):
        keepers[kept.district_id or 0].append(kept.id)
    keys = {
        delivery_key(Purpose.DUTY_UNREPORTED, f"d{row.id}", 0, person_id, ""): row.id
        for row in rows
        for person_id in keepers[row.district_id]
    }
    found: dict[int, datetime] = {}
    for part in in_parts(sorted(keys)):
        for one in connection.execute(_TOLD, {"keys": part}):
            at, shift_id = one.settled_at or one.due_at, keys[one.key]
            found[shift_id] = max(at, found.get(shift_id, at))
    return found


def division_heads(connection: Connection, office_id: int, today: date, now: datetime) -> list[tuple[int, int]]:
    """Who heads the division that keeps the rota; where nobody on Telegram does, all heads, and then the chair."""
    rows = connection.execute(_DIVISION, {"office": office_id, "today": today, "now": now}).all()
    heads = [row for row in rows if row.role is Role.HEAD]
    found = [row for row in heads if row.division is Division.SDMO] or heads or rows
    return [(row.id, row.chat_id) for row in found]


def _may_take(actor: PersonFacts, district_id: int) -> bool:
    keeps = actor.position in (Position.SECRETARIAT_HEAD, Position.DISTRICT_CHAIR)
    return actor.manages or (keeps and actor.district_id == district_id)
