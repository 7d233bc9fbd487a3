"""Shifts that owe a report, who may report of which, and reports as they are read; writing them is `submitting`'s.

Of an incident where nobody is on duty the shift is made here. Hundreds report within the same hour, in several steps
each: so all of it is few statements over plain columns.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select, text, tuple_
from sqlalchemy.orm import aliased

from bot.domain.duty.report_facts import DutyReportFacts, Hearer, Remark, raised_at
from bot.domain.duty.shifts import (
    LATE_FOR,
    is_ahead,
    is_outside_rota,
    outside_rota,
    reported_now,
    shift_of_incident,
    told_of,
)
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Position, Role, Situation
from bot.services.access import require_manager
from bot.services.duty.shifts import IN_ROTA, OWES, REPORTED, SHIFTS, mates_of, shift_of
from bot.storage.models import INCIDENTS, Delivery, DutyPhoto, DutyReport, DutyShift, Person
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

# So long whoever is late is led to the report first thing; later they find it under the rota.
_EXPECTED = timedelta(days=1)
_MOST_OTHERS = 5
# A shift and which of its reports, from 1.
Which = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attached:
    """What came with a report: photos by Telegram's id, and a place (latitude, longitude)."""

    photos: tuple[str, ...] = ()
    location: tuple[float, float] | None = None


class Outlook(NamedTuple):
    """How duty stands for somebody: shifts that owe a report, the reported one that is on or was today, and what is long overdue."""

    owed: list[ShiftFacts]
    reported: ShiftFacts | None
    overdue: list[ShiftFacts]
    # Of the secretariat that the person heads: shifts of others that have begun and owe a report.
    others: list[ShiftFacts]
    # Today's that have yet to begin.
    ahead: list[ShiftFacts]


async def outlook(ctx: Context, actor: PersonFacts) -> Outlook:
    """What /piket speaks of: the actor's shifts, owed (the one that is on, and yesterday's while it may come late), done and ahead."""
    now = ctx.clock.now()
    today = now.astimezone(actor.zone).date()

    def _unit(connection: Connection) -> Outlook:
        days = {"person": actor.id, "first": today - _EXPECTED, "today": today}
        done = reported_now([shift_of(row) for row in connection.execute(_DONE, days)], now, actor.zone)
        every, ahead = _owed(connection, actor, now)
        recent = [shift for shift in every if shift.day >= today - _EXPECTED]
        overdue = [shift for shift in every if shift.day < today - _EXPECTED]
        return Outlook(recent, done, overdue, _of_others(connection, actor, now, every), ahead)

    return await ctx.db.query(_unit)


def owed_shifts(connection: Connection, actor: PersonFacts, now: datetime) -> list[ShiftFacts]:
    """The actor's shifts without a report that have begun, as long as one is taken; the one that is on first, then the newest."""
    return _owed(connection, actor, now)[0]


def _owed(connection: Connection, actor: PersonFacts, now: datetime) -> tuple[list[ShiftFacts], list[ShiftFacts]]:
    today = now.astimezone(actor.zone).date()
    days = {"person": actor.id, "first": today - LATE_FOR, "today": today}
    return told_of([shift_of(row) for row in connection.execute(_OWED, days)], now, actor.zone)


def _of_others(
    connection: Connection, actor: PersonFacts, now: datetime, owing: Collection[ShiftFacts]
) -> list[ShiftFacts]:
    if not actor.leads_secretariat or actor.district_id is None:
        return []
    today = now.astimezone(actor.zone).date()
    values = {"district": actor.district_id, "person": actor.id, "first": today - LATE_FOR, "today": today}
    found = [shift_of(row) for row in connection.execute(_OF_OTHERS, values)]
    own = {shift.reported_as for shift in owing}
    return [
        shift
        for shift in found
        if shift.reported_as not in own and not is_ahead(shift.day, shift.shift, now, actor.zone)
    ][:_MOST_OTHERS]


async def own_shift(ctx: Context, actor: PersonFacts, shift_id: int) -> ShiftFacts:
    """A shift that the actor may report of, be it for somebody else; refuses what is not theirs, or too late."""
    values = {"office": actor.office_id, "shift": shift_id}
    row = await ctx.db.query(lambda connection: connection.execute(_SHIFT, values).one_or_none())
    return check_shift(actor, row, ctx.today(actor.zone))


def check_shift(actor: PersonFacts, row: Any, today: date, *, incident: bool = False) -> ShiftFacts:
    """The shift of a row, if the actor may report of it now; of an incident whoever is of the kecamatan may."""
    if row is None:
        raise Refusal("refused-not-on-duty")
    shift = shift_of(row)
    of_rota = not is_outside_rota(shift.shift)
    if not ((of_rota and may_report(actor, shift)) or (incident and actor.district_id == shift.district_id)):
        raise Refusal("refused-not-on-duty")
    if shift.day > today:
        raise Refusal("refused-duty-another-day", day=f"{shift.day.day}/{shift.day.month}", begins=shift.begins)
    if shift.day < today - LATE_FOR:
        raise Refusal("refused-duty-closed-keeper" if actor.leads_secretariat else "refused-duty-closed")
    return shift


def shift_for_incident(connection: Connection, actor: PersonFacts, now: datetime) -> ShiftFacts | None:
    """Of which shift of the actor's kecamatan an incident is that they report now."""
    today = now.astimezone(actor.zone).date()
    days = {"district": actor.district_id, "first": today - timedelta(days=1), "last": today}
    found = [shift_of(row) for row in connection.execute(_OF_DISTRICT, days)] if actor.district_id is not None else []
    return shift_of_incident(found, actor.id, now, actor.zone)


async def place_of_incident(ctx: Context, actor: PersonFacts) -> int | None:
    """The same by id; where nobody is on duty a shift outside the rota is made for it. None: the actor is of no kecamatan."""
    now = ctx.clock.now()
    if actor.district_id is None:
        return None
    found = await ctx.db.query(lambda connection: shift_for_incident(connection, actor, now))
    return found.id if found is not None else await ctx.db.transact(partial(make_place, actor=actor, now=now))


def make_place(connection: Connection, actor: PersonFacts, now: datetime) -> int:
    """The actor's shift of today outside the rota."""
    today = now.astimezone(actor.zone).date()
    at = {"district_id": actor.district_id, "day": today, "shift": outside_rota(actor.id)}
    upsert(connection, DutyShift, at, {"office_id": actor.office_id, "person_id": actor.id, "by_rule": False})
    return connection.execute(_PLACE, at).scalar_one()


def may_report(actor: PersonFacts, shift: ShiftFacts) -> bool:
    """Whoever is on duty, and on their behalf the head of that secretariat, the chair there and the office's heads."""
    chairs = actor.position is Position.DISTRICT_CHAIR and actor.district_id == shift.district_id
    return shift.officer.id == actor.id or chairs or may_review(actor, shift.district_id)


def may_review(actor: PersonFacts, district_id: int) -> bool:
    """Heads and admins of the office, and the head of that secretariat."""
    return actor.manages or (actor.leads_secretariat and actor.district_id == district_id)


async def report_by_number(ctx: Context, actor: PersonFacts, number: str) -> tuple[DutyReportFacts, Attached]:
    """A report of the actor's office, for heads: its facts and what came with it."""
    require_manager(actor)
    wanted = {"office": actor.office_id, "number": number.strip().upper()}

    def _unit(connection: Connection) -> tuple[DutyReportFacts, Attached]:
        row = connection.execute(_BY_NUMBER, wanted).one_or_none()
        if row is None:
            example = f"PKT/{actor.office_code}.01/{ctx.today(actor.zone):%Y%m%d}/1"
            raise Refusal("refused-unknown-report", number=number.strip()[:40], example=example)
        return _with_all(connection, row)

    return await ctx.db.query(_unit)


async def report_of_shift(
    ctx: Context, actor: PersonFacts, shift_id: int, nth: int = 1
) -> tuple[DutyReportFacts, Attached]:
    """A report of a shift, for heads of its office and for the kecamatan it is of."""

    def _unit(connection: Connection) -> tuple[DutyReportFacts, Attached]:
        row = connection.execute(_THESE, {"office": actor.office_id, "which": [(shift_id, nth)]}).one_or_none()
        if row is None or not (actor.manages or row.post_id == actor.district_id):
            raise Refusal("refused-stale-button")
        return _with_all(connection, row)

    return await ctx.db.query(_unit)


def reports_of(connection: Connection, office_id: int, which: Collection[Which]) -> dict[Which, DutyReportFacts]:
    """Reports by shift and which of its reports; of those that are not there nothing."""
    if not which:
        return {}
    rows = connection.execute(_THESE, {"office": office_id, "which": list(which)}).all()
    photos = _photos(connection, [row.report_id for row in rows])
    found = {(row.shift_id, row.nth): _report_of(row, len(photos.get(row.report_id, ()))) for row in rows}
    return _with_mates(connection, _with_hearers(connection, found))


def _with_hearers(connection: Connection, found: dict[Which, DutyReportFacts]) -> dict[Which, DutyReportFacts]:
    """Who is called for those that are incidents, or was."""
    incidents = [shift_id for (shift_id, _), one in found.items() if one.situation.is_incident]
    told: dict[Which, set[Hearer]] = {}
    for row in connection.execute(_TOLD, {"shifts": incidents}) if incidents else ():
        if "call" not in row.facts:
            continue
        hearer = Hearer.ADMINS if row.role is Role.ADMIN else _HEARERS.get(row.position, Hearer.HEADS)
        told.setdefault((row.shift_id, row.facts.get("nth", 1)), set()).add(hearer)
    return {which: replace(one, told=frozenset(told.get(which, ()))) for which, one in found.items()}


def _with_mates(connection: Connection, found: dict[Which, DutyReportFacts]) -> dict[Which, DutyReportFacts]:
    """Whoever else is on duty in the shift reports for themselves, too."""
    mates = mates_of(connection, [one.shift for one in found.values()])
    return {
        which: replace(
            one,
            shift=replace(one.shift, mates=mates[one.shift.id]),
            on_behalf=one.on_behalf and one.sender_id not in {who.id for who in mates[one.shift.id]},
        )
        if one.shift.id in mates
        else one
        for which, one in found.items()
    }


_OF_PERSON = SHIFTS.where(DutyShift.person_id == bindparam("person"))
_OWED = _OF_PERSON.where(
    DutyShift.day.between(bindparam("first"), bindparam("today")), DutyReport.id.is_(None), IN_ROTA
).order_by(DutyShift.day.desc(), DutyShift.id)
_OF_OTHERS = SHIFTS.where(
    DutyShift.district_id == bindparam("district"),
    DutyShift.person_id != bindparam("person"),
    DutyShift.day.between(bindparam("first"), bindparam("today")),
    DutyReport.id.is_(None),
    OWES,
).order_by(DutyShift.day.desc(), DutyShift.id)
_OF_DISTRICT = SHIFTS.where(
    DutyShift.district_id == bindparam("district"), DutyShift.day.between(bindparam("first"), bindparam("last"))
).order_by(DutyShift.day, DutyShift.id)
_DONE = _OF_PERSON.where(
    DutyShift.day.between(bindparam("first"), bindparam("today")), DutyReport.id.is_not(None)
).order_by(DutyShift.day, DutyShift.id)
_SHIFT = SHIFTS.where(DutyShift.id == bindparam("shift"), DutyShift.office_id == bindparam("office"))
_PLACE = select(DutyShift.id).where(
    DutyShift.district_id == bindparam("district_id"),
    DutyShift.day == bindparam("day"),
    DutyShift.shift == bindparam("shift"),
)
_SENDER, _REVIEWER = aliased(Person), aliased(Person)
_REPORTS = (
    REPORTED.join(_SENDER, _SENDER.id == DutyReport.reported_by)
    .outerjoin(_REVIEWER, _REVIEWER.id == DutyReport.reviewed_by)
    .add_columns(
        DutyReport.id.label("report_id"),
        DutyReport.text,
        DutyReport.photo_file_id,
        DutyReport.latitude,
        DutyReport.longitude,
        DutyReport.earlier,
        DutyReport.review_note,
        DutyReport.reviewed_at,
        DutyReport.remarks,
        DutyReport.reported_by,
        _SENDER.name.label("sender"),
        _REVIEWER.name.label("reviewer"),
    )
)
_BY_NUMBER = _REPORTS.where(DutyReport.office_id == bindparam("office"), DutyReport.number == bindparam("number"))
_THESE = _REPORTS.where(
    DutyReport.office_id == bindparam("office"),
    tuple_(DutyReport.shift_id, DutyReport.nth).in_(bindparam("which", expanding=True)),
)
_HEARERS = {Position.DISTRICT_CHAIR: Hearer.CHAIR, Position.SECRETARIAT_HEAD: Hearer.KEEPER}
_TOLD = (
    select(Delivery.shift_id, Delivery.facts, Person.role, Person.position)
    .join(Person, Person.id == Delivery.person_id)
    .where(text(INCIDENTS), Delivery.shift_id.in_(bindparam("shifts", expanding=True)))
)
_PHOTOS = (
    select(DutyPhoto.report_id, DutyPhoto.file_id)
    .where(DutyPhoto.report_id.in_(bindparam("reports", expanding=True)))
    .order_by(DutyPhoto.id)
)


def _photos(connection: Connection, reports: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in connection.execute(_PHOTOS, {"reports": reports}) if reports else ():
        found.setdefault(row.report_id, []).append(row.file_id)
    return found


def _with_all(connection: Connection, row: Any) -> tuple[DutyReportFacts, Attached]:
    photos = tuple(_photos(connection, [row.report_id]).get(row.report_id, ()))
    if not photos and row.photo_file_id is not None:
        photos = (row.photo_file_id,)
    location = None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)
    which = (row.shift_id, row.nth)
    return _with_mates(connection, {which: _report_of(row, len(photos))})[which], Attached(photos, location)


def _report_of(row: Any, photos: int) -> DutyReportFacts:
    shift = shift_of(row)
    return DutyReportFacts(
        number=row.number,
        shift=shift,
        situation=row.situation,
        text=row.text,
        photos=photos or (row.photo_file_id is not None),
        has_location=row.latitude is not None,
        reported_at=row.reported_at,
        reported_by=row.sender,
        sender_id=row.reported_by,
        # What happened beside the report that is owed, whoever tells it tells for themselves.
        on_behalf=row.reported_by != shift.officer.id and not (shift.nth > 1 and row.situation.is_incident),
        corrected=len(row.earlier or ()),
        first_text=row.earlier[0]["text"] if row.earlier else "",
        raised_at=raised_at(_said_before(row), row.situation),
        review_note=row.review_note,
        reviewed_at=row.reviewed_at,
        reviewed_by=row.reviewer or "",
        remarks=tuple(_remark(one) for one in row.remarks or ()),
    )


def _said_before(row: Any) -> list[tuple[Situation, datetime]]:
    """What a report said of the day before each correction, and until when; where words alone were put right it said the same after it."""
    found: list[tuple[Situation, datetime]] = []
    after = row.situation
    for one in reversed(row.earlier or ()):
        after = Situation(one.get("situation", after))
        found.insert(0, (after, datetime.fromisoformat(one["until"])))
    return found


def _remark(kept: dict[str, Any]) -> Remark:
    at, photos = datetime.fromisoformat(kept["at"]), kept.get("photos", 0)
    return Remark(kept["by"], at, kept["text"], kept.get("asked_by"), photos)
