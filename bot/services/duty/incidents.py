"""Incidents: told at once, urgent ones again until somebody takes them on, and followed until they are settled."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, insert, or_, select, text, update
from sqlalchemy.orm import aliased

from bot.domain.duty.incidents import (
    ALARMS,
    CALLED_FOR,
    MOST_ALARMS,
    MOVES,
    Alarmed,
    Copy,
    IncidentFacts,
    IncidentState,
    alarm_of,
    called_at,
    deadline,
    is_newly_over,
    is_recalled,
    taken_back_until,
)
from bot.domain.duty.shifts import incident_due, week_due
from bot.domain.importing.changes import Reopened
from bot.domain.ledger import Purpose, State, delivery_key
from bot.domain.refusals import Refusal
from bot.domain.timing import Due, local_instant
from bot.domain.vocabulary import Division, Position, Role, Situation
from bot.services import audit
from bot.services.access import find_people
from bot.services.duty.limits import days_off, limits
from bot.services.duty.reports import reports_of
from bot.services.office.facts import zone_of
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import deputising_on, held_on, on_bot, reachable_on, recipients, registered_on
from bot.storage.database import mark_owed
from bot.storage.models import (
    INCIDENTS,
    Delivery,
    District,
    DutyIncident,
    DutyPhoto,
    DutyReport,
    DutyShift,
    Office,
    Person,
)
from bot.storage.parameter_limit import in_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection

    from bot.domain.duty.incidents import Deadline
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.services.duty.submitting import ReportContent

# What was on its way when something changed says it moments later.
_SOON = timedelta(seconds=5)
_LOOK_AGAIN = timedelta(minutes=1)
_NEWS = timedelta(days=3)
# Of messages that are no copy of an incident: what comes with it, that its report was put right, that somebody handles it.
_BESIDE = frozenset({"photo", "place", "mended", "taken"})
_OF_DISTRICT = (Position.DISTRICT_CHAIR, Position.SECRETARIAT_HEAD)
# What a press can do, by its letter in the button.
ACTS = {"r": IncidentState.REGISTERED, "c": IncidentState.CLOSED, "y": IncidentState.DISMISSED}
_UNSETTLED: dict[str, Any] = {"settled": None, "settler_id": None}
LOOK, TAKE, FURTHER, BACK, RELEASE, OVER = "", "t", "x", "u", "l", "o"


class Told(NamedTuple):
    """An incident as it is told: its shift and which of the shift's reports it is, and the id of that."""

    shift_id: int
    nth: int
    report_id: int


class ReportedIncident(NamedTuple):
    """An incident with its report, and until when the next step is to be done."""

    report: DutyReportFacts
    stands: IncidentFacts
    end: Deadline | None


class Near(NamedTuple):
    """An incident of which a time limit is near, with the number of its report and the kecamatan."""

    stands: IncidentFacts
    number: str
    district: str
    end: Deadline
    told: Told


def open_incident(
    connection: Connection, actor: PersonFacts, shift: ShiftFacts, told: Told, report: ReportContent, now: datetime
) -> None:
    """An incident was reported: whoever decides what is done about it hears of it, and it is followed from now on."""
    urgent = report.situation is Situation.URGENT
    today = now.astimezone(actor.zone).date()
    values = {
        "report_id": told.report_id,
        "office_id": actor.office_id,
        "day": today,
        "urgent": urgent,
        "alarms": 1,
        "state": IncidentState.NEW,
        "finding": report.finding,
    }
    connection.execute(_OPEN, values)
    due = incident_due(now, actor.zone, urgent=urgent)
    everybody = _all_concerned(connection, actor.office_id, shift.district_id, today, now)
    rows, away = [row for row in everybody if row.reached], [row for row in everybody if not row.reached]
    if all(row.position in _OF_DISTRICT for row in rows):
        rows += connection.execute(_ADMINS, {"office": actor.office_id, "today": today, "now": now}).all()
    heads = [row for row in rows if row.role is Role.HEAD and row.position is not Position.OFFICE_CHAIR]
    owed: list[Owed] = []
    # Whoever is out of reach reads it on return, how it stands then.
    for row in [*rows, *away]:
        # The chair hears of what is urgent when nobody takes it on, and of all of it where there is nobody else.
        if row.id == actor.id or (heads and row.position is Position.OFFICE_CHAIR):
            continue
        owed += _call(connection, row, actor.office_id, told, 0, due, whole=urgent and row.district_id is None)
    owe(connection, owed, now)
    if urgent:
        mark_owed(connection, "steps")


def judge_anew(
    connection: Connection, actor: PersonFacts, told: Told, report: ReportContent, before: Situation, now: datetime
) -> None:
    """The report of an incident was put right: it may be a finding now, or none, or nothing happened at all.

    What is registered stays a finding. Where nothing happened nobody takes it on and no time limit runs; should it have
    happened after all, both begin again.
    """
    stands = connection.execute(_LOCKED, {"report": told.report_id, "office": actor.office_id}).one()
    changes: dict[str, Any] = {}
    if not report.situation.is_incident:
        closed = {"state": IncidentState.CLOSED, "settled": now, "settler_id": None}
        changes = closed if stands.state.is_open else {}
    else:
        if not before.is_incident:
            state = IncidentState.NEW if stands.registered_on is None else IncidentState.REGISTERED
            changes = {"state": state, **_UNSETTLED}
        if changes.get("state", stands.state) is IncidentState.NEW:
            changes["is_one"] = report.finding
    if changes:
        connection.execute(_CHANGE, {"of": told.report_id, **_as_it_is(stands), **changes})


def tell_mended(
    connection: Connection,
    actor: PersonFacts,
    told: Told,
    now: datetime,
    *,
    anew: bool = True,
    before: Situation | None = None,
) -> None:
    """Every copy reads as the report does now; `anew`: and whoever read it otherwise is told so by one message.

    At night only of what is urgent still. `before`: how grave it was, where that is otherwise now.
    """
    _show_everywhere(connection, actor.office_id, told, now)
    if not anew:
        return
    situation = connection.execute(_SITUATION, {"report": told.report_id}).scalar_one()
    due, change = incident_due(now, actor.zone, urgent=situation is Situation.URGENT), once()
    was = {"before": before.value} if before not in (None, situation) else {}
    read = {
        copy.person_id: copy.chat_id
        for copy in _copies(connection, told)
        if copy.state in (State.SENT, State.SENDING) and copy.person_id != actor.id
    }
    owed = [
        Owed(
            Purpose.INCIDENT,
            chat_id,
            due,
            actor.office_id,
            person_id,
            shift_id=told.shift_id,
            occurrence=f"n{told.nth}.m{change}",
            facts={"nth": told.nth, "mended": actor.name, **was},
        )
        for person_id, chat_id in read.items()
    ]
    owe(connection, owed, now)


async def act(ctx: Context, actor: PersonFacts, report_id: int, what: str) -> ReportedIncident:
    """Take an incident on, or say how it stands (`LOOK`: only look); every copy then says so.

    What was done already, or cannot be done any more, changes nothing.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> ReportedIncident:
        row = connection.execute(_LOCKED, {"report": report_id, "office": actor.office_id}).one_or_none()
        if row is None or not _may(actor, row.district_id):
            raise Refusal("refused-stale-button")
        told = Told(row.shift_id, row.nth, report_id)
        changes = _changes(row, actor, what, now)
        if changes:
            connection.execute(_CHANGE, {"of": report_id, **_as_it_is(row), **changes})
            audit.record_act(
                connection, actor, now, "duty.incident", f"shift:{row.shift_id}", number=row.number, what=what
            )
            _show_everywhere(connection, actor.office_id, told, now)
            if what == RELEASE:
                connection.execute(_COUNT, {"of": report_id, "calls": _calls_made(row)})
                mark_owed(connection, "steps")
        which = (told.shift_id, told.nth)
        stands = incidents_of(connection, [which])[which]
        end = deadline(stands, limits(), days_off())
        report = reports_of(connection, actor.office_id, [which])[which]
        if changes.get("taker_id") is not None and report.sender_id != actor.id:
            _tell_reporter(connection, actor, told, report.sender_id, now)
        return ReportedIncident(report, stands, end)

    return await ctx.db.transact(_unit)


async def stands_of(ctx: Context, report: DutyReportFacts) -> IncidentFacts | None:
    """How the incident of a report stands; None where it is none."""
    which = (report.shift.reported_as, report.shift.nth)
    if not report.situation.is_incident:
        return None
    return await ctx.db.query(lambda connection: incidents_of(connection, [which]).get(which))


def incidents_of(connection: Connection, reports: Collection[tuple[int, int]]) -> dict[tuple[int, int], IncidentFacts]:
    """How incidents stand, by shift and which of its reports; of those before there were such none."""
    if not reports:
        return {}
    found = connection.execute(_BY_SHIFT, {"shifts": sorted({shift_id for shift_id, _ in reports})})
    return {(row.shift_id, row.nth): facts_of(row) for row in found if (row.shift_id, row.nth) in reports}


def facts_of(row: Any) -> IncidentFacts:
    """The facts of a row of `_NAMED`."""
    return IncidentFacts(
        row.report_id,
        row.day,
        row.state,
        row.taken_by,
        row.taker or "",
        row.taken_at,
        row.registered_on,
        row.further,
        row.finding,
        row.settled_at,
        row.settler or "",
    )


def alarm(connection: Connection, office_id: int, now: datetime) -> list[datetime]:
    """Owe what is due of urgent incidents that nobody has taken on; returns when each is to be looked at again.

    A call is counted from when the one before first reached somebody: after an outage nobody is called twice at once, and one
    chat that takes no messages holds up nobody else's.
    """
    ahead = []
    for row in connection.execute(_UNTAKEN, {"office": office_id}).all():
        told = Told(row.shift_id, row.nth, row.report_id)
        copies = _copies(connection, told)
        if row.alarms >= len(ALARMS) and (_reached_others(copies) or now - row.reported_at > CALLED_FOR):
            connection.execute(_COUNT, {"of": row.report_id, "calls": MOST_ALARMS})
            continue
        last_call = [_call_of(copy) for copy in copies if copy.facts.get("call", 0) == row.alarms - 1]
        last = called_at(last_call, row.reported_at)
        if last is None:
            ahead.append(now + _LOOK_AGAIN)
            continue
        step = alarm_of(row.alarms)
        if last + step.after > now:
            ahead.append(last + step.after)
            continue
        today = now.astimezone(ZoneInfo(row.timezone)).date()
        known = _called(connection, office_id, row.district_id, today, now)
        # Whose last copy is still on its way, or has only now come, needs no second.
        spared = {copy.chat_id for copy in copies if _call_of(copy).is_recent(now - step.after / 2)}
        others: Sequence[Any] = ()
        if step.to is Alarmed.OTHERS:
            others = _others(connection, office_id, known, {copy.person_id for copy in copies}, today, now)
        heads = [one for one in known if one.position is not Position.OFFICE_CHAIR]
        called = [one for one in others or heads or known if one.chat_id not in spared]
        made = MOST_ALARMS if others else row.alarms + 1
        connection.execute(_COUNT, {"of": row.report_id, "calls": made})
        due = Due(now, now + _NEWS)
        for one in called:
            first = bool(others)
            owe(connection, _call(connection, one, office_id, told, row.alarms, due, whole=first, first=first), now)
        if made < MOST_ALARMS:
            ahead.append(now + alarm_of(made).after)
    return ahead


def handled(connection: Connection) -> bool:
    """Whether somebody has taken on an incident that is not settled."""
    return connection.execute(_ANY_TAKEN).first() is not None


def reopen(connection: Connection, now: datetime) -> list[datetime]:
    """Whoever took an incident on and may not any more (they left, or have another role) does not handle it: it is open again.

    The calls go on from the next one. Returns when to look again: terms and deputies end with a day.
    """
    ahead = []
    rows = connection.execute(_TAKEN).all()
    takers = find_people(connection, {row.taken_by for row in rows}, now)
    for row in rows:
        taker = takers.get(row.taken_by)
        if taker is not None and _may(taker, row.district_id):
            ahead.append(local_instant(now.astimezone(taker.zone).date() + timedelta(days=1), time(), taker.zone))
            continue
        connection.execute(_REOPEN, {"of": row.report_id, "taker": row.taken_by, "calls": _calls_made(row)})
        # Who has left reads no more of it.
        but = () if taker is not None else (row.taken_by,)
        _show_everywhere(connection, row.office_id, Told(row.shift_id, row.nth, row.report_id), now, but=but)
        audit.record(
            connection,
            office_id=row.office_id,
            at=now,
            actor_id=None,
            action="duty.incident",
            subject=f"shift:{row.shift_id}",
            number=row.number,
            what="reopened",
        )
    return ahead


def _calls_made(row: Any) -> int:
    """From which the calls go on; where the last one was made already, somebody else is called once more."""
    calls: int = row.alarms
    return len(ALARMS) - 1 if calls >= MOST_ALARMS else calls


def without_taker(connection: Connection, office_id: int, now: datetime) -> list[Reopened]:
    """Incidents of an office that `reopen` is about to open again."""
    rows = connection.execute(_LOST, {"office": office_id}).all()
    takers = find_people(connection, {row.taken_by for row in rows}, now)
    return [
        Reopened(row.number, row.district, row.taker)
        for row in rows
        if (taker := takers.get(row.taken_by)) is None or not _may(taker, row.district_id)
    ]


def _called(connection: Connection, office_id: int, district_id: int, today: date, now: datetime) -> Sequence[Any]:
    """Who is called first and again: the office's heads and chair, where there are none its admins, else the kecamatan's."""
    of_office = {"office": office_id, "today": today, "now": now}
    return (
        _concerned(connection, office_id, None, today, now)
        or connection.execute(_ADMINS, of_office).all()
        or _concerned(connection, office_id, district_id, today, now)
    )


def _others(
    connection: Connection, office_id: int, known: Sequence[Any], told: Collection[int], today: date, now: datetime
) -> Sequence[Any]:
    """Who is called when none of those `told` takes an incident on: the chair, else the admins."""
    chairs = [one for one in known if one.position is Position.OFFICE_CHAIR and one.id not in told]
    admins = connection.execute(_ADMINS, {"office": office_id, "today": today, "now": now})
    return chairs or [one for one in admins if one.id not in told]


def _reached_others(copies: Sequence[Any]) -> bool:
    """Whether the last of the quick calls went to people who had not heard before."""
    calls = [{copy.person_id for copy in copies if copy.facts.get("call", 0) == nth} for nth in (0, len(ALARMS) - 1)]
    return bool(calls[1] - calls[0])


def with_nobody_else(connection: Connection, office_id: int | None = None) -> int:
    """How many urgent incidents (of an office, or in all) nobody takes on, with nobody left to be called but those who know."""
    query = _WITH_NOBODY_ELSE if office_id is None else _WITH_NOBODY_ELSE.where(DutyIncident.office_id == office_id)
    return connection.execute(query).scalar_one()


def alarming(connection: Connection) -> dict[int, ZoneInfo]:
    """Offices with an urgent incident that nobody has taken on."""
    return {row.office_id: ZoneInfo(row.timezone) for row in connection.execute(_ALARMING)}


def owe_limits(connection: Connection, offices: Sequence[int], today: date, zone: ZoneInfo, now: datetime) -> None:
    """What is to be done about incidents by when, and what is over.

    Heads of offices whose matter it is are owed one message a day where something is near, or over and not said yet; each copy
    of what is over says so.
    """
    due = week_due(today, now, zone)
    for office_id in connection.scalars(_WITH_OPEN_ONES, {"offices": offices}).all():
        limited = _limited(connection, office_id)
        over = [one for one in limited if is_newly_over(one.end.day, today)]
        for one in over:
            _show_everywhere(connection, office_id, one.told, now, change=f"over{one.end.day:%Y%m%d}")
        if due.at < due.until:
            _owe_limits(connection, office_id, limited, today, due, now)


def _owe_limits(
    connection: Connection, office_id: int, limited: Sequence[Near], today: date, due: Due, now: datetime
) -> None:
    rows = connection.execute(_LEADING, {"office": office_id, "today": today, "now": now}).all()
    heads = [row for row in rows if row.role is Role.HEAD]
    wanted = [row for row in heads if row.division is Division.PPDI] or heads or rows
    _owe_near(connection, office_id, wanted, limited, today, due, now)
    # Whoever handles one hears of that.
    others = {one.stands.taken_by for one in limited} - {None, *(row.id for row in wanted)}
    values = {"people": sorted(others), "today": today, "now": now}  # type: ignore[type-var]
    for row in connection.execute(_HANDLERS, values) if others else ():
        own = [one for one in limited if one.stands.taken_by == row.id]
        _owe_near(connection, office_id, [row], own, today, due, now, own=True)


def _owe_near(
    connection: Connection,
    office_id: int,
    wanted: Sequence[Any],
    limited: Sequence[Near],
    today: date,
    due: Due,
    now: datetime,
    *,
    own: bool = False,
) -> None:
    told = _told_on(connection, office_id, [row.id for row in wanted], today, now)
    near = [
        one
        for one in limited
        if is_recalled(one.end.day, today)
        or (is_newly_over(one.end.day, today) and not any(day > one.end.day for day in told))
    ]
    if not near:
        return
    facts = {"reports": [one.stands.report_id for one in near]} | ({"own": True} if own else {})
    owe(
        connection,
        [
            Owed(Purpose.INCIDENT_LIMIT, row.chat_id, due, office_id, row.id, occurrence=f"{today:%Y%m%d}", facts=facts)
            for row in wanted
        ],
        now,
    )


def _told_on(connection: Connection, office_id: int, people: Collection[int], today: date, now: datetime) -> list[date]:
    """The days before `today`, of those that matter, on which somebody was told of time limits, or still will be."""
    days = [today - timedelta(days=back) for back in range(1, 8)]
    keys = {
        delivery_key(Purpose.INCIDENT_LIMIT, f"o{office_id}", 0, person_id, f"{day:%Y%m%d}"): day
        for day in days
        for person_id in people
    }
    told = set[date]()
    for part in in_parts(sorted(keys)):
        told |= {keys[key] for key in connection.scalars(_TOLD, {"keys": part, "now": now})}
    return sorted(told)


def limits_of(connection: Connection, office_id: int, now: datetime) -> tuple[date, list[Near]]:
    """The day in an office's zone, and its incidents of which a step is to be done by some day."""
    zone = zone_of(connection, office_id)
    return now.astimezone(zone).date(), _limited(connection, office_id)


def _limited(connection: Connection, office_id: int) -> list[Near]:
    found = list[Near]()
    for row in connection.execute(_OPEN_ONES, {"office": office_id}):
        stands = facts_of(row)
        end = deadline(stands, limits(), days_off())
        if end is not None:
            found.append(Near(stands, row.number, row.district, end, Told(row.shift_id, row.nth, row.report_id)))
    return found


def messages_of(connection: Connection, rows: Collection[int]) -> dict[int, int]:
    """The messages that rows of the ledger became, of those that went out."""
    if not rows:
        return {}
    return {row.id: row.message_id for row in connection.execute(_MESSAGES, {"rows": list(rows)})}


_OPEN = insert(DutyIncident)
_TOLD = select(Delivery.key).where(
    Delivery.key.in_(bindparam("keys", expanding=True)),
    or_(
        Delivery.state == State.SENT,
        Delivery.state.in_((State.PENDING, State.SENDING)) & (Delivery.useless_at > bindparam("now")),
    ),
)
_REPORTER = recipients(registered_on(bindparam("today"))).where(Person.id == bindparam("reporter"))
_SITUATION = select(DutyReport.situation).where(DutyReport.id == bindparam("report"))
_MESSAGES = select(Delivery.id, Delivery.message_id).where(
    Delivery.id.in_(bindparam("rows", expanding=True)), Delivery.message_id.is_not(None)
)
_COLUMNS = (
    DutyIncident.report_id,
    DutyIncident.office_id,
    DutyIncident.day,
    DutyIncident.alarms,
    DutyIncident.state,
    DutyIncident.taken_by,
    DutyIncident.taken_at,
    DutyIncident.registered_on,
    DutyIncident.further,
    DutyIncident.finding,
    DutyIncident.settled_at,
    DutyIncident.settled_by,
    DutyReport.shift_id,
    DutyReport.nth,
    DutyReport.number,
    DutyReport.reported_at,
)
_INCIDENTS = select(*_COLUMNS).join(DutyReport, DutyReport.id == DutyIncident.report_id)
_SETTLER = aliased(Person)
_NAMED = (
    _INCIDENTS.add_columns(Person.name.label("taker"), _SETTLER.name.label("settler"))
    .outerjoin(Person, Person.id == DutyIncident.taken_by)
    .outerjoin(_SETTLER, _SETTLER.id == DutyIncident.settled_by)
)
_BY_SHIFT = _NAMED.where(DutyReport.shift_id.in_(bindparam("shifts", expanding=True)))
_OPEN_STATES = [state for state in IncidentState if state.is_open]
_OPEN_ONES = (
    _NAMED.add_columns(District.name.label("district"))
    .join(DutyShift, DutyShift.id == DutyReport.shift_id)
    .join(District, District.id == DutyShift.district_id)
    .where(
        DutyIncident.office_id == bindparam("office"),
        DutyIncident.state.in_(_OPEN_STATES),
    )
    .order_by(DutyIncident.day, DutyIncident.report_id)
)
_WITH_OPEN_ONES = (
    select(DutyIncident.office_id)
    .where(DutyIncident.office_id.in_(bindparam("offices", expanding=True)), DutyIncident.state.in_(_OPEN_STATES))
    .distinct()
)
_LOCKED = (
    _INCIDENTS.add_columns(DutyShift.district_id, DutyReport.situation)
    .join(DutyShift, DutyShift.id == DutyReport.shift_id)
    .where(DutyIncident.report_id == bindparam("report"), DutyIncident.office_id == bindparam("office"))
    .with_for_update(of=DutyIncident)
)
_CHANGE = (
    update(DutyIncident)
    .where(DutyIncident.report_id == bindparam("of"))
    .values(
        state=bindparam("state"),
        taken_by=bindparam("taker_id"),
        taken_at=bindparam("since"),
        registered_on=bindparam("registered"),
        further=bindparam("wants"),
        finding=bindparam("is_one"),
        settled_at=bindparam("settled"),
        settled_by=bindparam("settler_id"),
    )
)
_COUNT = update(DutyIncident).where(DutyIncident.report_id == bindparam("of")).values(alarms=bindparam("calls"))
_IS_UNTAKEN = (
    DutyIncident.urgent,
    DutyIncident.taken_at.is_(None),
    DutyIncident.alarms < MOST_ALARMS,
    DutyIncident.state == IncidentState.NEW,
)
_UNTAKEN = (
    _INCIDENTS.add_columns(Office.timezone, DutyShift.district_id)
    .join(Office, Office.id == DutyIncident.office_id)
    .join(DutyShift, DutyShift.id == DutyReport.shift_id)
    .where(DutyIncident.office_id == bindparam("office"), *_IS_UNTAKEN)
    .order_by(DutyIncident.report_id)
)
_IS_HANDLED = DutyIncident.taken_by.is_not(None), DutyIncident.state.in_(_OPEN_STATES)
_ANY_TAKEN = select(DutyIncident.report_id).where(*_IS_HANDLED).limit(1)
_TAKEN = (
    _INCIDENTS.add_columns(DutyShift.district_id)
    .join(DutyShift, DutyShift.id == DutyReport.shift_id)
    .where(*_IS_HANDLED)
    .order_by(DutyIncident.report_id)
)
_LOST = (
    _TAKEN.add_columns(District.name.label("district"), Person.name.label("taker"))
    .join(District, District.id == DutyShift.district_id)
    .join(Person, Person.id == DutyIncident.taken_by)
    .where(DutyIncident.office_id == bindparam("office"))
)
_REOPEN = (
    update(DutyIncident)
    .where(DutyIncident.report_id == bindparam("of"), DutyIncident.taken_by == bindparam("taker"))
    .values(taken_by=None, taken_at=None, alarms=bindparam("calls"))
)
_ALARMING = (
    select(DutyIncident.office_id, Office.timezone)
    .join(Office, Office.id == DutyIncident.office_id)
    .where(*_IS_UNTAKEN)
    .distinct()
)
# Who decides what is done about an incident: heads and the chair of the office, the chair and the head of the secretariat
# of the kecamatan. Of an incident both hear, a head who is away and who deputises for them.
_CONCERNED = (
    recipients(registered_on(bindparam("today")))
    .add_columns(Person.role, Person.position, Person.division, Person.district_id, on_bot().label("reached"))
    .where(
        Person.office_id == bindparam("office"),
        or_(
            Person.role == Role.HEAD,
            Person.position == Position.OFFICE_CHAIR,
            deputising_on(bindparam("today")),
            Person.position.in_(_OF_DISTRICT) & (Person.district_id == bindparam("district")),
        ),
    )
    .order_by(Person.id)
)
_ADMINS = (
    recipients(reachable_on(bindparam("today")))
    .add_columns(Person.role, Person.position, Person.division, Person.district_id)
    .where(Person.office_id == bindparam("office"), Person.role == Role.ADMIN)
    .order_by(Person.id)
)
_WITH_NOBODY_ELSE = select(func.count(DutyIncident.report_id)).where(*_IS_UNTAKEN, DutyIncident.alarms >= len(ALARMS))
# Who hears of time limits: heads, and where there are none the chair.
_LEADING = (
    recipients(held_on(bindparam("today")))
    .add_columns(Person.role, Person.division)
    .where(
        Person.office_id == bindparam("office"),
        or_(Person.role == Role.HEAD, Person.position == Position.OFFICE_CHAIR),
    )
    .order_by(Person.id)
)
_HANDLERS = recipients(held_on(bindparam("today"))).where(Person.id.in_(bindparam("people", expanding=True)))
_MATERIAL = (
    select(DutyReport.latitude, DutyReport.longitude, DutyPhoto.file_id)
    .outerjoin(DutyPhoto, DutyPhoto.report_id == DutyReport.id)
    .where(DutyReport.id == bindparam("report"))
    .order_by(DutyPhoto.id)
)
_COPIES = select(
    Delivery.id, Delivery.chat_id, Delivery.person_id, Delivery.state, Delivery.settled_at, Delivery.facts
).where(text(INCIDENTS), Delivery.shift_id == bindparam("shift"))


def _concerned(
    connection: Connection, office_id: int, district_id: int | None, today: date, now: datetime
) -> list[Any]:
    """Of them those who can be written to."""
    return [row for row in _all_concerned(connection, office_id, district_id, today, now) if row.reached]


def _all_concerned(
    connection: Connection, office_id: int, district_id: int | None, today: date, now: datetime
) -> list[Any]:
    values = {"office": office_id, "district": district_id, "today": today, "now": now}
    return list(connection.execute(_CONCERNED, values))


def _call(
    connection: Connection,
    to: Any,
    office_id: int,
    told: Told,
    nth_call: int,
    due: Due,
    *,
    whole: bool,
    first: bool = False,
) -> list[Owed]:
    """The words of an incident and, `whole`, its photos and its place, each a message; of one call.

    `first`: others were called before, and this is the first that these people read of it.
    """
    facts = {"nth": told.nth, "call": nth_call} | ({"first": True} if first else {})
    parts: list[tuple[str, dict[str, Any]]] = [("", facts)]
    if whole:
        rows = connection.execute(_MATERIAL, {"report": told.report_id}).all()
        photos = [row.file_id for row in rows if row.file_id is not None]
        parts += [(f".f{at}", {"nth": told.nth, "photo": photo}) for at, photo in enumerate(photos, 1)]
        parts += [
            (".l", {"nth": told.nth, "place": [row.latitude, row.longitude]})
            for row in rows[:1]
            if row.latitude is not None
        ]
    call = f".{nth_call}" if nth_call else ""
    return [
        Owed(
            Purpose.INCIDENT,
            to.chat_id,
            due,
            office_id,
            to.id,
            shift_id=told.shift_id,
            occurrence=f"n{told.nth}{call}{part}",
            facts=facts,
        )
        for part, facts in parts
    ]


def _call_of(copy: Any) -> Copy:
    return Copy(copy.state, copy.settled_at)


def _copies(connection: Connection, told: Told) -> list[Any]:
    """Messages that tell of an incident in words."""
    rows = connection.execute(_COPIES, {"shift": told.shift_id})
    return [row for row in rows if row.facts.get("nth", 1) == told.nth and not _BESIDE & row.facts.keys()]


def _show_everywhere(
    connection: Connection, office_id: int, told: Told, now: datetime, *, but: Collection[int] = (), change: str = ""
) -> None:
    """Every copy that went out, `but` those of some people, says how it stands; what goes out later says so by itself.

    What `change` names is shown once.
    """
    change = change or once()
    owed = [
        Owed(
            Purpose.INCIDENT_STANDS,
            copy.chat_id,
            Due(now + _SOON if copy.state is State.SENDING else now, now + _NEWS),
            office_id,
            copy.person_id,
            shift_id=told.shift_id,
            occurrence=f"{copy.id}:{change}",
            facts={"nth": told.nth, "of": copy.id},
        )
        for copy in _copies(connection, told)
        if copy.state in (State.SENT, State.SENDING) and copy.person_id not in but
    ]
    owe(connection, owed, now)


def _tell_reporter(connection: Connection, actor: PersonFacts, told: Told, reporter: int, now: datetime) -> None:
    """Whoever reported, and has no copy, hears who handles it, without ringing."""
    today = now.astimezone(actor.zone).date()
    owed = [
        Owed(
            Purpose.INCIDENT,
            row.chat_id,
            Due(now, now + _NEWS),
            actor.office_id,
            row.id,
            shift_id=told.shift_id,
            occurrence=f"n{told.nth}.t{once()}",
            facts={"nth": told.nth, "taken": actor.name},
        )
        for row in connection.execute(_REPORTER, {"reporter": reporter, "today": today, "now": now})
    ]
    owe(connection, owed, now)


def _changes(row: Any, actor: PersonFacts, what: str, now: datetime) -> dict[str, Any]:
    """What a press changes; nothing where it was done already, or cannot be any more."""
    if what in (LOOK, TAKE, RELEASE, OVER):
        return _handled(row, actor, what, now)
    taken = {} if row.taken_by is not None else {"taker_id": actor.id, "since": now}
    if what == FURTHER:
        is_new = row.state is IncidentState.REGISTERED and not row.further
        return {**taken, "wants": True} if is_new else {}
    if what == BACK:
        return _reopened(row, now)
    to = ACTS.get(what)
    if to is None:
        raise Refusal("refused-stale-button")
    # What cannot be a finding is not registered as one, and need not be said to be none.
    if to not in MOVES[row.state] or not (row.finding or to is IncidentState.CLOSED):
        return {}
    if to is IncidentState.REGISTERED:
        today = now.astimezone(actor.zone).date()
        registered = {"registered": today, "is_one": True}
        return {**taken, "state": to, **registered, "settled": now, "settler_id": actor.id}
    return {**taken, "state": to, "settled": now, "settler_id": actor.id}


def _handled(row: Any, actor: PersonFacts, what: str, now: datetime) -> dict[str, Any]:
    """Who handles it from now on: whoever takes it on first, or over from another; nobody where it is given back."""
    if what == LOOK or not row.state.is_open:
        return {}
    if what == RELEASE:
        return {"taker_id": None, "since": None} if row.taken_by == actor.id else {}
    takes = row.taken_by is None or (what == OVER and row.taken_by != actor.id)
    return {"taker_id": actor.id, "since": now} if takes else {}


def _reopened(row: Any, now: datetime) -> dict[str, Any]:
    """What was settled or registered is not, for a while; of what did not happen there is nothing to handle."""
    until = taken_back_until(row.state, row.settled_at)
    if until is None or not row.situation.is_incident:
        return {}
    if now >= until:
        raise Refusal("refused-incident-settled")
    if row.state is IncidentState.REGISTERED:
        return {"state": IncidentState.NEW, "registered": None, "wants": False, **_UNSETTLED}
    state = IncidentState.NEW if row.registered_on is None else IncidentState.REGISTERED
    return {"state": state, **_UNSETTLED}


def _as_it_is(row: Any) -> dict[str, Any]:
    return {
        "state": row.state,
        "taker_id": row.taken_by,
        "since": row.taken_at,
        "registered": row.registered_on,
        "wants": row.further,
        "is_one": row.finding,
        "settled": row.settled_at,
        "settler_id": row.settled_by,
    }


def _may(actor: PersonFacts, district_id: int) -> bool:
    keeps = actor.position in _OF_DISTRICT
    return actor.manages or actor.position is Position.OFFICE_CHAIR or (keeps and actor.district_id == district_id)
