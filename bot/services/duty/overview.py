"""Piket of some days: how complete the reports are, what incidents came of, and what the head may want to look at."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, case, func, select

from bot.domain.door.checkin import distance_m
from bot.domain.duty.overview import DistrictLine, Hint, IncidentLine, Overview, PhotoLine, Sent, hints, photo_keys
from bot.domain.duty.shifts import shift_ends, told_by, week_due
from bot.domain.ledger import Purpose
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Situation
from bot.services.duty.escalating import division_heads
from bot.services.duty.form_directory import shipped_forms
from bot.services.duty.incidents import incidents_of
from bot.services.duty.shifts import owing, reports_between, shifts_between
from bot.services.duty.turns import rotas
from bot.services.owing.owe import Owed, owe
from bot.storage.models import District, DutyPhoto, DutyReport, DutyShift, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

_MONTH, _WEEK, _DAY = timedelta(days=31), timedelta(days=7), timedelta(days=1)


async def overview(
    ctx: Context, actor: PersonFacts, first: date, last: date, district_id: int = 0, *, monthly: bool
) -> Overview:
    """Piket from `first` to `last`, but no later than today: for heads all of it, for a head of secretariat the own kecamatan's."""
    if not actor.manages:
        if not actor.leads_secretariat or actor.district_id is None:
            raise Refusal("refused-heads-only")
        district_id = actor.district_id
    now = ctx.clock.now()
    last = max(first, min(last, now.astimezone(actor.zone).date()))

    nothing = {form.nothing for form in ctx.forms.of(actor.office_code).values()}

    def _unit(connection: Connection) -> Overview:
        asked = _Asked(actor.office_id, actor.office, actor.zone, now, nothing)
        return _overview(connection, asked, (first, last), district_id, monthly=monthly)

    return await ctx.db.study(_unit)


async def photos_of(ctx: Context, found: Overview, office_id: int) -> tuple[list[PhotoLine], int]:
    """Photos of the reports that an overview is of, whose bytes are kept: of incidents first, then the newest; and how many there are."""
    values = {
        "office": office_id,
        "first": found.first,
        "last": found.last,
        "districts": [line.id for line in found.districts],
    }

    def _unit(connection: Connection) -> tuple[list[PhotoLine], int]:
        count = connection.execute(_PHOTO_COUNT, values).scalar_one()
        return [PhotoLine(*row) for row in connection.execute(_PHOTOS, values)], count

    return await ctx.db.study(_unit)


def last_week(connection: Connection, office_id: int, now: datetime) -> Overview:
    """The week before this one, of all of an office: each shift is of one digest, whenever it ends and whenever that goes out."""
    office = connection.execute(_OFFICE, {"office": office_id}).one()
    zone = ZoneInfo(office.timezone)
    monday = _monday(now.astimezone(zone).date())
    nothing = {form.nothing for form in shipped_forms().of(office.name).values()}
    asked = _Asked(office_id, office.name, zone, now, nothing)
    ended = told_by(monday - _WEEK, zone), told_by(monday, zone)
    return _overview(connection, asked, (monday - _WEEK, monday - _DAY), 0, monthly=False, ended=ended)


def owe_weekly(connection: Connection, office_id: int, today: date, zone: ZoneInfo, now: datetime) -> None:
    """On Mondays the head of the division that keeps the rota is owed the week that is over, if there was duty in it."""
    due = week_due(today, now, zone)
    # The night before the week ends in it.
    days = {"office": office_id, "first": today - _WEEK - _DAY, "last": today - _DAY}
    if today.weekday() or due.at >= due.until or connection.execute(_ANY, days).first() is None:
        return
    told = [
        Owed(Purpose.DUTY_DIGEST, chat_id, due, office_id, person_id, occurrence=f"{today:%Y%m%d}")
        for person_id, chat_id in division_heads(connection, office_id, today, now)
    ]
    owe(connection, told, now)


async def month_rotas(ctx: Context, actor: PersonFacts, first: date, last: date) -> list[RotaFacts]:
    """The rota of some days of each kecamatan of the actor's office, or of the own one for people of a kecamatan."""
    own = actor.district_id

    def _unit(connection: Connection) -> list[RotaFacts]:
        return list(rotas(connection, actor.office_id, first, min(last, first + _MONTH), own).values())

    return await ctx.db.study(_unit)


_OFFICE = select(Office.name, Office.timezone).where(Office.id == bindparam("office"))
_ANY = (
    select(DutyShift.id)
    .where(DutyShift.office_id == bindparam("office"), DutyShift.day.between(bindparam("first"), bindparam("last")))
    .limit(1)
)
_DISTRICTS = select(District.id, District.name).where(District.office_id == bindparam("office")).order_by(District.code)
_SENT = (
    select(
        District.name.label("district"),
        Person.name.label("officer"),
        DutyShift.day,
        DutyReport.id,
        DutyReport.text,
        DutyReport.latitude,
        DutyReport.longitude,
        DutyPhoto.sha256,
        DutyPhoto.unique_id,
    )
    .join(DutyShift, DutyShift.id == DutyReport.shift_id)
    .join(District, District.id == DutyShift.district_id)
    .join(Person, Person.id == DutyReport.reported_by)
    .outerjoin(DutyPhoto, DutyPhoto.report_id == DutyReport.id)
    .where(DutyReport.office_id == bindparam("office"), DutyShift.day.between(bindparam("first"), bindparam("last")))
    .order_by(DutyReport.id)
)


_MOST_PHOTOS = 48
_OF_OVERVIEW = (
    DutyReport.office_id == bindparam("office"),
    DutyShift.day.between(bindparam("first"), bindparam("last")),
    DutyShift.district_id.in_(bindparam("districts", expanding=True)),
)
_PHOTO_COUNT = (
    select(func.count(DutyPhoto.id))
    .join(DutyReport, DutyReport.id == DutyPhoto.report_id)
    .join(DutyShift, DutyShift.id == DutyReport.shift_id)
    .where(*_OF_OVERVIEW)
)
_PHOTOS = (
    select(DutyPhoto.kept_as, DutyReport.number, District.name, DutyPhoto.sent_at)
    .join(DutyReport, DutyReport.id == DutyPhoto.report_id)
    .join(DutyShift, DutyShift.id == DutyReport.shift_id)
    .join(District, District.id == DutyShift.district_id)
    .where(*_OF_OVERVIEW, DutyPhoto.kept_as != "")
    .order_by(case((DutyReport.situation == Situation.SAFE, 1), else_=0), DutyPhoto.sent_at.desc(), DutyPhoto.id)
    .limit(_MOST_PHOTOS)
)


class _Asked(NamedTuple):
    """Whose overview, as of when; `nothing` are words that many rightly send every day."""

    office_id: int
    office: str
    zone: ZoneInfo
    now: datetime
    nothing: Collection[str]


def _overview(
    connection: Connection,
    asked: _Asked,
    span: tuple[date, date],
    district_id: int,
    *,
    monthly: bool,
    ended: tuple[datetime, datetime] | None = None,
) -> Overview:
    lines, happened = _lines(connection, asked, span, district_id, ended)
    names = {line.name for line in lines}
    found = _hints(connection, asked.office_id, span[0], span[1], asked.nothing)
    return Overview(
        asked.office,
        *span,
        monthly,
        asked.zone,
        asked.now,
        tuple(lines),
        _incidents(connection, happened),
        tuple(one for one in found if one.district in names),
        district_id,
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _lines(
    connection: Connection,
    asked: _Asked,
    span: tuple[date, date],
    district_id: int,
    ended: tuple[datetime, datetime] | None,
) -> tuple[list[DistrictLine], list[ShiftFacts]]:
    """Kecamatan that have a rota or an incident, and the incidents there; of a rule that has nobody left the days too.

    Shifts are those of the days; or those that `ended` after the one instant, and not after the other.
    """
    office_id, now = asked.office_id, asked.now
    by_day: defaultdict[int, defaultdict[date, list[ShiftFacts]]] = defaultdict(lambda: defaultdict(list))
    for shift in owing(shifts_between(connection, office_id, span[0] - _DAY if ended else span[0], span[1])):
        if ended and not ended[0] < shift_ends(shift.day, shift.shift, asked.zone) <= ended[1]:
            continue
        by_day[shift.district_id][shift.day].append(shift)
    happened: defaultdict[int, list[ShiftFacts]] = defaultdict(list)
    for one in reports_between(connection, office_id, *span):
        if one.situation is not None and one.situation.is_incident:
            happened[one.district_id].append(one)
    planned = rotas(connection, office_id, *span, district_id or None)
    alone = {one: rota.alone for one, rota in planned.items()}
    known = [
        row
        for row in connection.execute(_DISTRICTS, {"office": office_id})
        if (by_day[row.id] or happened[row.id] or alone.get(row.id)) and district_id in (0, row.id)
    ]
    lines = [
        DistrictLine(
            row.id,
            row.name,
            by_day[row.id],
            now,
            frozenset(one.day for one in happened[row.id]),
            len(happened[row.id]),
            alone.get(row.id, ()),
        )
        for row in known
    ]
    return lines, [one for row in known for one in happened[row.id]]


def _incidents(connection: Connection, happened: list[ShiftFacts]) -> tuple[IncidentLine, ...]:
    stands = incidents_of(connection, {(one.id, one.nth) for one in happened})
    return tuple(
        IncidentLine(
            one.report_number or "",
            one.district,
            one.day,
            one.situation,
            stand.state if (stand := stands.get((one.id, one.nth))) is not None else None,
            stand.taker if stand is not None else "",
            stand is None or stand.finding,
        )
        for one in happened
        if one.situation is not None
    )


def _hints(connection: Connection, office_id: int, first: date, last: date, nothing: Collection[str]) -> list[Hint]:
    sent: dict[int, Sent] = {}
    rows = connection.execute(_SENT, {"office": office_id, "first": first, "last": last}).all()
    keys = photo_keys((row.unique_id, row.sha256) for row in rows if row.unique_id)
    for row in rows:
        place = None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)
        before = sent.get(row.id)
        photos = [*(before.photos if before else ()), *([keys[row.unique_id]] if row.unique_id else ())]
        sent[row.id] = Sent(row.district, row.officer, row.day, row.text, photos, place)
    return hints(list(sent.values()), nothing, lambda one, other: distance_m(*one, *other))
