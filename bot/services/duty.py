"""Piket: the rota, the day's opening and closing, and the reports with their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from bot.domain.facts import DutyReportFacts, PersonFacts, ShiftFacts
from bot.domain.ledger import Purpose
from bot.domain.refusals import Refusal
from bot.domain.timing import DUTY_CLOSES, DUTY_OPENS, NIGHT_FROM, Due, local_instant
from bot.services import audit
from bot.services.access import active_on, require_manager
from bot.services.owing import Owed, owe
from bot.services.reading import office_zone, people_facts
from bot.storage.models import District, DutyReport, DutyShift, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from zoneinfo import ZoneInfo

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.vocabulary import Situation
    from bot.services.context import Context

DEFAULT_SHIFT = "harian"
MAX_REPORT = 3000
# Day, kecamatan, shift: there is one officer for each.
Slot = tuple[date, int, str]
# A report that comes late is better than none, but not after the next day is over.
_LATE_DAYS = 1


@dataclass(frozen=True, slots=True)
class Report:
    """What an officer reports."""

    situation: Situation
    text: str
    photo_file_id: str | None = None
    location: tuple[float, float] | None = None


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
class Standing:
    """A shift of the rota: its officer, and whether the report is in."""

    id: int
    person_id: int
    reported: bool


async def shifts_facts(session: AsyncSession, ids: Collection[int]) -> dict[int, ShiftFacts]:
    """Shifts by id, with their officers and, where they came, their reports."""
    if not ids:
        return {}
    rows = (await session.execute(select(DutyShift).where(DutyShift.id.in_(ids)))).scalars()
    return {facts.id: facts for facts in await _facts(session, list(rows))}


async def open_shifts(ctx: Context, actor: PersonFacts) -> list[ShiftFacts]:
    """The actor's shifts that still owe a report: today's, and yesterday's while it may still come late."""
    today = ctx.today(actor.zone)
    async with ctx.db.read() as session:
        query = (
            select(DutyShift)
            .outerjoin(DutyReport, DutyReport.shift_id == DutyShift.id)
            .where(
                DutyShift.person_id == actor.id,
                DutyShift.day.between(today - timedelta(days=_LATE_DAYS), today),
                DutyReport.id.is_(None),
            )
            .order_by(DutyShift.day.desc(), DutyShift.id)
        )
        return await _facts(session, list((await session.execute(query)).scalars()))


async def own_shift(ctx: Context, actor: PersonFacts, shift_id: int) -> ShiftFacts:
    """The actor's shift that still owes a report; refuses one that is not theirs, is reported, or too late."""
    async with ctx.db.read() as session:
        row = await session.get(DutyShift, shift_id)
        if row is None or row.person_id != actor.id:
            raise Refusal("refused-not-on-duty")
        shift = (await _facts(session, [row]))[0]
    if shift.report_number is not None:
        raise Refusal("refused-duty-reported", number=shift.report_number)
    _refuse_if_closed(shift.day, ctx.today(actor.zone))
    return shift


async def reported_today(ctx: Context, actor: PersonFacts) -> ShiftFacts | None:
    """The actor's shift of today whose report is in."""
    async with ctx.db.read() as session:
        query = (
            select(DutyShift)
            .join(DutyReport, DutyReport.shift_id == DutyShift.id)
            .where(DutyShift.person_id == actor.id, DutyShift.day == ctx.today(actor.zone))
            .limit(1)
        )
        row = (await session.execute(query)).scalar_one_or_none()
        return None if row is None else (await _facts(session, [row]))[0]


async def report_by_number(ctx: Context, actor: PersonFacts, number: str) -> tuple[DutyReportFacts, Report]:
    """A report of the actor's office, for heads: its facts and what came with it."""
    require_manager(actor)
    async with ctx.db.read() as session:
        query = select(DutyReport).where(
            DutyReport.office_id == actor.office_id, DutyReport.number == number.strip().upper()
        )
        row = (await session.execute(query)).scalar_one_or_none()
        shift = None if row is None else await session.get(DutyShift, row.shift_id)
        if row is None or shift is None:
            raise Refusal("refused-unknown-report", number=number.strip()[:40])
        location = None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)
        return await _report_facts(session, row, shift), Report(row.situation, row.text, row.photo_file_id, location)


async def next_shift(ctx: Context, actor: PersonFacts) -> ShiftFacts | None:
    """The actor's next shift after today."""
    async with ctx.db.read() as session:
        query = (
            select(DutyShift)
            .where(DutyShift.person_id == actor.id, DutyShift.day > ctx.today(actor.zone))
            .order_by(DutyShift.day)
            .limit(1)
        )
        row = (await session.execute(query)).scalar_one_or_none()
        return None if row is None else (await _facts(session, [row]))[0]


async def submit(ctx: Context, actor: PersonFacts, shift_id: int, report: Report) -> DutyReportFacts:
    """Store the report of the actor's own shift; a repeat returns the stored one."""
    if not report.text.strip():
        raise Refusal("refused-empty-report")
    if len(report.text) > MAX_REPORT:
        raise Refusal("refused-report-long", length=len(report.text), most=MAX_REPORT)
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        shift = await session.get(DutyShift, shift_id, with_for_update=True)
        zone = await office_zone(session, actor.office_id)
        if shift is None or shift.person_id != actor.id:
            raise Refusal("refused-not-on-duty")
        _refuse_if_closed(shift.day, now.astimezone(zone).date())
        query = select(DutyReport).where(DutyReport.shift_id == shift_id)
        stored = (await session.execute(query)).scalar_one_or_none()
        if stored is None:
            stored = await _store(session, actor, shift, report, now)
        return await _report_facts(session, stored, shift)


async def open_day(ctx: Context, zone: ZoneInfo, day: date) -> int:
    """Owe each officer of the day the morning reminder."""
    now = ctx.clock.now()
    due = Due(local_instant(day, DUTY_OPENS, zone), local_instant(day, DUTY_CLOSES, zone))
    async with ctx.db.write() as session:
        return await owe(session, await _to_officers(session, zone, day, Purpose.DUTY_OPEN, due), now)


async def close_day(ctx: Context, zone: ZoneInfo, day: date) -> int:
    """Owe one reminder to each officer whose report is missing at closing time."""
    now = ctx.clock.now()
    due = Due(max(now, local_instant(day, DUTY_CLOSES, zone)), local_instant(day, NIGHT_FROM, zone))
    async with ctx.db.write() as session:
        return await owe(session, await _to_officers(session, zone, day, Purpose.DUTY_MISSING, due), now)


async def shifts_between(
    session: AsyncSession, office_id: int, first: date, last: date, district_id: int | None = None
) -> list[ShiftFacts]:
    """The rota of some days with what was reported, by day and kecamatan."""
    query = (
        select(DutyShift)
        .where(DutyShift.office_id == office_id, DutyShift.day.between(first, last))
        .order_by(DutyShift.day, DutyShift.district_id, DutyShift.shift)
    )
    if district_id is not None:
        query = query.where(DutyShift.district_id == district_id)
    return await _facts(session, list((await session.execute(query)).scalars()))


async def district_people(ctx: Context, actor: PersonFacts) -> list[PersonFacts]:
    """Who can be put on duty in the actor's kecamatan."""
    today = ctx.today(actor.zone)
    async with ctx.db.read() as session:
        query = select(Person).where(Person.district_id == actor.district_id, active_on(today)).order_by(Person.id)
        return await people_facts(session, query)


async def assign(session: AsyncSession, office_id: int, assignments: list[Assignment], now: datetime) -> int:
    """Write rota lines; a line that exists gets the new officer unless its report is in. Returns how many changed.

    A changed shift of today owes the new officer the reminder at once (`owe` keeps it to one).
    """
    standing = await rota(session, office_id, [line.day for line in assignments])
    new: list[dict[str, Any]] = []
    moved: list[dict[str, Any]] = []
    for line in assignments:
        shift = standing.get(line.slot)
        if shift is None:
            day, district_id, name = line.slot
            new.append(
                {"office_id": office_id, "day": day, "district_id": district_id, "shift": name,
                 "person_id": line.person_id}
            )  # fmt: skip
        elif shift.person_id != line.person_id and not shift.reported:
            moved.append({"id": shift.id, "person_id": line.person_id})
    if new:
        await session.execute(insert(DutyShift), new)
    if moved:
        await session.execute(update(DutyShift), moved)
    await _owe_today(session, office_id, now)
    return len(new) + len(moved)


async def rota(session: AsyncSession, office_id: int, days: Collection[date]) -> dict[Slot, Standing]:
    """The office's shifts from the first to the last of `days`, by slot."""
    if not days:
        return {}
    query = (
        select(DutyShift.id, DutyShift.day, DutyShift.district_id, DutyShift.shift, DutyShift.person_id, DutyReport.id)
        .outerjoin(DutyReport, DutyReport.shift_id == DutyShift.id)
        .where(DutyShift.office_id == office_id, DutyShift.day.between(min(days), max(days)))
    )
    return {
        (day, district_id, shift): Standing(shift_id, person_id, report_id is not None)
        for shift_id, day, district_id, shift, person_id, report_id in await session.execute(query)
    }


async def assign_days(ctx: Context, actor: PersonFacts, wanted: Mapping[date, int]) -> int:
    """The head of a secretariat sets who is on duty on which day. Returns how many lines changed."""
    if not actor.leads_secretariat or actor.district_id is None:
        raise Refusal("refused-secretariat-only")
    allowed = {person.id for person in await district_people(ctx, actor)}
    if not set(wanted.values()) <= allowed:
        raise Refusal("refused-unknown-person")
    now = ctx.clock.now()
    lines = [Assignment(day, actor.district_id, DEFAULT_SHIFT, person_id) for day, person_id in wanted.items()]
    async with ctx.db.write() as session:
        changed = await assign(session, actor.office_id, lines, now)
        audit.record(
            session, office_id=actor.office_id, at=now, actor_id=actor.id, action="duty.week",
            subject=f"district:{actor.district_id}", days=sorted(day.isoformat() for day in wanted), changed=changed,
        )  # fmt: skip
        return changed


def _refuse_if_closed(day: date, today: date) -> None:
    if not today - timedelta(days=_LATE_DAYS) <= day <= today:
        raise Refusal("refused-duty-closed")


async def _owe_today(session: AsyncSession, office_id: int, now: datetime) -> None:
    zone = await office_zone(session, office_id)
    today = now.astimezone(zone).date()
    due = Due(max(now, local_instant(today, DUTY_OPENS, zone)), local_instant(today, DUTY_CLOSES, zone))
    if due.at < due.until:
        await owe(session, await _to_officers(session, zone, today, Purpose.DUTY_OPEN, due), now)


async def _to_officers(session: AsyncSession, zone: ZoneInfo, day: date, purpose: Purpose, due: Due) -> list[Owed]:
    """One message a shift of the day that has no report, to officers on Telegram."""
    query = (
        select(DutyShift.id, DutyShift.office_id, Person.id, Person.telegram_id)
        .join(Person, Person.id == DutyShift.person_id)
        .join(Office, Office.id == DutyShift.office_id)
        .outerjoin(DutyReport, DutyReport.shift_id == DutyShift.id)
        .where(
            DutyShift.day == day,
            Office.timezone == zone.key,
            DutyReport.id.is_(None),
            active_on(day),
            Person.telegram_id.is_not(None),
            Person.unreachable_since.is_(None),
        )
    )
    return [
        Owed(purpose, telegram_id, due, office_id, person_id, shift_id=shift_id)
        for shift_id, office_id, person_id, telegram_id in await session.execute(query)
        if telegram_id is not None
    ]


async def _store(
    session: AsyncSession, actor: PersonFacts, shift: DutyShift, report: Report, now: datetime
) -> DutyReport:
    year = shift.day.year
    # One writer at a time counts: the office row is the lock on PostgreSQL.
    await session.execute(select(Office.id).where(Office.id == actor.office_id).with_for_update())
    code = (await session.execute(select(Office.code).where(Office.id == actor.office_id))).scalar_one()
    prefix = f"LP-{code}-{year}-"
    used = await session.execute(select(func.count(DutyReport.id)).where(DutyReport.number.startswith(prefix)))
    stored = DutyReport(
        office_id=actor.office_id,
        shift_id=shift.id,
        number=f"{prefix}{used.scalar_one() + 1:04d}",
        situation=report.situation,
        text=report.text.strip(),
        photo_file_id=report.photo_file_id,
        latitude=report.location[0] if report.location else None,
        longitude=report.location[1] if report.location else None,
        reported_by=actor.id,
        reported_at=now,
    )
    session.add(stored)
    await session.flush()
    audit.record(
        session, office_id=actor.office_id, at=now, actor_id=actor.id, action="duty.report",
        subject=f"shift:{shift.id}", number=stored.number, situation=report.situation,
    )  # fmt: skip
    return stored


async def _facts(session: AsyncSession, rows: list[DutyShift]) -> list[ShiftFacts]:
    if not rows:
        return []
    people = {
        person.id: person
        for person in await people_facts(session, select(Person).where(Person.id.in_({row.person_id for row in rows})))
    }
    districts = {
        district_id: name
        for district_id, name in await session.execute(
            select(District.id, District.name).where(District.id.in_({row.district_id for row in rows}))
        )
    }
    reports = {
        shift_id: (number, situation)
        for shift_id, number, situation in await session.execute(
            select(DutyReport.shift_id, DutyReport.number, DutyReport.situation).where(
                DutyReport.shift_id.in_([row.id for row in rows])
            )
        )
    }
    return [
        ShiftFacts(
            row.id, row.day, row.shift, row.district_id, districts[row.district_id], people[row.person_id],
            *reports.get(row.id, (None, None)),
        )
        for row in rows
    ]  # fmt: skip


async def _report_facts(session: AsyncSession, row: DutyReport, shift: DutyShift) -> DutyReportFacts:
    facts = (await _facts(session, [shift]))[0]
    return DutyReportFacts(
        number=row.number,
        shift=facts,
        situation=row.situation,
        text=row.text,
        has_photo=row.photo_file_id is not None,
        has_location=row.latitude is not None,
        reported_at=row.reported_at,
        reported_by=facts.officer.name,
    )
