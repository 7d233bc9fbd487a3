"""Reports of piket: which are owed, and storing them under their numbers.

Hundreds report within the same hour, in several steps each: so these are units of few statements over plain columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, func, insert, or_, select

from bot.domain.duty.shifts import incident_due
from bot.domain.facts import DutyReportFacts
from bot.domain.ledger import Purpose
from bot.domain.lengths import units
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Position, Role, Situation
from bot.services import audit
from bot.services.access import require_manager
from bot.services.duty.shifts import SHIFTS, shift_of
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import reachable_on, recipients
from bot.storage.models import DutyReport, DutyShift, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from sqlalchemy import Connection, Executable

    from bot.domain.facts import PersonFacts, ShiftFacts
    from bot.services.context import Context

MAX_REPORT = 3000
# A report that comes late is better than none, but not after the next day is over.
_LATE_DAYS = 1


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What an officer reports."""

    situation: Situation
    text: str
    photo_file_id: str | None = None
    location: tuple[float, float] | None = None


class Outlook(NamedTuple):
    """How duty stands for somebody: shifts that owe a report, and today's that is reported."""

    owed: list[ShiftFacts]
    reported: ShiftFacts | None


async def outlook(ctx: Context, actor: PersonFacts) -> Outlook:
    """What /piket speaks of: the actor's shifts, owed (today's, and yesterday's while it may come late) and done."""
    today = ctx.today(actor.zone)

    def _unit(connection: Connection) -> Outlook:
        days = {"person": actor.id, "today": today}
        return Outlook(_owed(connection, actor, today), _first(connection, _REPORTED, days))

    return await ctx.db.query(_unit)


async def own_shift(ctx: Context, actor: PersonFacts, shift_id: int) -> ShiftFacts:
    """The actor's shift that still owes a report; refuses one that is not theirs, is reported, or too late."""
    own = {"person": actor.id, "shift": shift_id}
    shift = await ctx.db.query(lambda connection: _first(connection, _OWN, own))
    if shift is None:
        raise Refusal("refused-not-on-duty")
    if shift.report_number is not None:
        raise Refusal("refused-duty-reported", number=shift.report_number)
    _refuse_if_closed(shift.day, ctx.today(actor.zone))
    return shift


async def report_by_number(ctx: Context, actor: PersonFacts, number: str) -> tuple[DutyReportFacts, ReportContent]:
    """A report of the actor's office, for heads: its facts and what came with it."""
    require_manager(actor)
    wanted = {"office": actor.office_id, "number": number.strip().upper()}
    row = await ctx.db.query(lambda connection: connection.execute(_BY_NUMBER, wanted).one_or_none())
    if row is None:
        raise Refusal("refused-unknown-report", number=number.strip()[:40])
    return _report_of(row), _with_all(row)


async def report_of_shift(ctx: Context, actor: PersonFacts, shift_id: int) -> tuple[DutyReportFacts, ReportContent]:
    """The report of a shift, for heads of its office and for the kecamatan it is of."""
    wanted = {"office": actor.office_id, "shifts": [shift_id]}
    row = await ctx.db.query(lambda connection: connection.execute(_BY_SHIFTS, wanted).one_or_none())
    if row is None or not (actor.manages or row.post_id == actor.district_id):
        raise Refusal("refused-stale-button")
    return _report_of(row), _with_all(row)


def reports_of(connection: Connection, office_id: int, shift_ids: Collection[int]) -> dict[int, DutyReportFacts]:
    """Reports by shift; of shifts that have none nothing."""
    if not shift_ids:
        return {}
    rows = connection.execute(_BY_SHIFTS, {"office": office_id, "shifts": list(shift_ids)})
    return {row.shift_id: _report_of(row) for row in rows}


async def submit(
    ctx: Context, actor: PersonFacts, shift_id: int, report: ReportContent
) -> tuple[DutyReportFacts, list[ShiftFacts]]:
    """Store the report of the actor's own shift; a repeat returns the stored one. With it, what they still owe."""
    if not report.text.strip():
        raise Refusal("refused-empty-report")
    if units(report.text) > MAX_REPORT:
        raise Refusal("refused-report-long", length=units(report.text), most=MAX_REPORT)
    now = ctx.clock.now()
    today = now.astimezone(actor.zone).date()

    def _unit(connection: Connection) -> tuple[DutyReportFacts, list[ShiftFacts]]:
        own = {"person": actor.id, "shift": shift_id}
        # What another wrote while this one waited for the lock is seen by the next statement, not by this.
        connection.execute(_LOCK, own)
        row = connection.execute(_OWN_REPORT, own).one_or_none()
        if row is None:
            raise Refusal("refused-not-on-duty")
        _refuse_if_closed(row.day, today)
        if row.number is None:
            _store(connection, actor, shift_of(row), report, now)
            row = connection.execute(_OWN_REPORT, own).one()
        return _report_of(row), _owed(connection, actor, today)

    return await ctx.db.transact(_unit)


_OF_PERSON = SHIFTS.where(DutyShift.person_id == bindparam("person"))
_OWED = _OF_PERSON.where(
    DutyShift.day.between(bindparam("first"), bindparam("today")), DutyReport.id.is_(None)
).order_by(DutyShift.day.desc(), DutyShift.id)
_REPORTED = _OF_PERSON.where(DutyShift.day == bindparam("today"), DutyReport.id.is_not(None)).limit(1)
_OWN = _OF_PERSON.where(DutyShift.id == bindparam("shift"))
_REPORT = (DutyReport.text, DutyReport.photo_file_id, DutyReport.latitude, DutyReport.longitude)
_OWN_REPORT = _OWN.add_columns(*_REPORT)
_BY_NUMBER = SHIFTS.add_columns(*_REPORT).where(
    DutyReport.office_id == bindparam("office"), DutyReport.number == bindparam("number")
)
_BY_SHIFTS = SHIFTS.add_columns(*_REPORT).where(
    DutyReport.office_id == bindparam("office"), DutyShift.id.in_(bindparam("shifts", expanding=True))
)
# Who decides what is done about an incident: heads and the chair of the office, the chair and the head of the secretariat
# of the kecamatan.
_CONCERNED = recipients(reachable_on(bindparam("today"))).where(
    Person.office_id == bindparam("office"),
    Person.id != bindparam("reporter"),
    or_(
        Person.role == Role.HEAD,
        Person.position == Position.OFFICE_CHAIR,
        Person.position.in_((Position.DISTRICT_CHAIR, Position.SECRETARIAT_HEAD))
        & (Person.district_id == bindparam("district")),
    ),
)
_LOCK = (
    select(DutyShift.id)
    .where(DutyShift.id == bindparam("shift"), DutyShift.person_id == bindparam("person"))
    .with_for_update()
)
# One writer at a time counts: the office row is the lock on PostgreSQL, and no matter to whoever only refers to it.
_LOCKED_OFFICE = select(Office.code).where(Office.id == bindparam("office")).with_for_update(key_share=True)
_USED = select(func.count(DutyReport.id)).where(
    DutyReport.office_id == bindparam("office"), DutyReport.number.startswith(bindparam("prefix"))
)
_STORE = insert(DutyReport)


def _owed(connection: Connection, actor: PersonFacts, today: date) -> list[ShiftFacts]:
    days = {"person": actor.id, "first": today - timedelta(days=_LATE_DAYS), "today": today}
    return [shift_of(row) for row in connection.execute(_OWED, days)]


def _first(connection: Connection, query: Executable, values: Mapping[str, Any]) -> ShiftFacts | None:
    row = connection.execute(query, values).one_or_none()
    return None if row is None else shift_of(row)


def _refuse_if_closed(day: date, today: date) -> None:
    if not today - timedelta(days=_LATE_DAYS) <= day <= today:
        raise Refusal("refused-duty-closed")


def _store(connection: Connection, actor: PersonFacts, shift: ShiftFacts, report: ReportContent, now: datetime) -> None:
    code = connection.execute(_LOCKED_OFFICE, {"office": actor.office_id}).scalar_one()
    prefix = f"LP-{code}-{shift.day.year}-"
    number = f"{prefix}{connection.execute(_USED, {'office': actor.office_id, 'prefix': prefix}).scalar_one() + 1:04d}"
    latitude, longitude = report.location or (None, None)
    connection.execute(
        _STORE,
        {
            "office_id": actor.office_id,
            "shift_id": shift.id,
            "number": number,
            "situation": report.situation,
            "text": report.text.strip(),
            "photo_file_id": report.photo_file_id,
            "latitude": latitude,
            "longitude": longitude,
            "reported_by": actor.id,
            "reported_at": now,
        },
    )
    audit.record(
        connection,
        office_id=actor.office_id,
        at=now,
        actor_id=actor.id,
        action="duty.report",
        subject=f"shift:{shift.id}",
        number=number,
        situation=report.situation,
    )
    if report.situation.is_incident:
        _tell_of_incident(connection, actor, shift, report.situation, now)


def _tell_of_incident(
    connection: Connection, actor: PersonFacts, shift: ShiftFacts, situation: Situation, now: datetime
) -> None:
    due = incident_due(now, actor.zone, urgent=situation is Situation.URGENT)
    today = now.astimezone(actor.zone).date()
    concerned = connection.execute(
        _CONCERNED, {"office": actor.office_id, "district": shift.district_id, "reporter": actor.id, "today": today}
    )
    owe(
        connection,
        [Owed(Purpose.INCIDENT, row.chat_id, due, actor.office_id, row.id, shift_id=shift.id) for row in concerned],
        now,
    )


def _with_all(row: Any) -> ReportContent:
    location = None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)
    return ReportContent(row.situation, row.text, row.photo_file_id, location)


def _report_of(row: Any) -> DutyReportFacts:
    """The facts of a row of `SHIFTS` with `_REPORT`."""
    shift = shift_of(row)
    return DutyReportFacts(
        number=row.number,
        shift=shift,
        situation=row.situation,
        text=row.text,
        has_photo=row.photo_file_id is not None,
        has_location=row.latitude is not None,
        reported_at=row.reported_at,
        reported_by=shift.officer.name,
    )
