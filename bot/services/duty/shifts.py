"""Shifts of the rota as facts: day, kecamatan, officer and, where it came, the report; one statement however many."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from bot.domain.duty.shift_facts import ShiftFacts
from bot.domain.duty.shifts import outside_rota
from bot.services.people.facts import PERSON_COLUMNS, person_of
from bot.storage.models import District, DutyReport, DutyShift, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts

# Where the shift is; `District` is where its officer is from.
_POST = aliased(District)
# What `shift_of` needs, for queries to narrow: plain columns, for every step of a report asks for its shift.
_OFFICERS = (
    select(
        DutyShift.id.label("shift_id"),
        DutyShift.day,
        DutyShift.shift,
        DutyShift.district_id.label("post_id"),
        DutyShift.watch_id,
        _POST.name.label("post"),
        DutyReport.number,
        DutyReport.situation,
        DutyReport.reported_at,
        DutyReport.nth,
        *PERSON_COLUMNS,
    )
    .select_from(DutyShift)
    .join(_POST, _POST.id == DutyShift.district_id)
    .join(Person, Person.id == DutyShift.person_id)
    .join(Office, Office.id == Person.office_id)
    .outerjoin(District, District.id == Person.district_id)
)
# Reports of a shift: those of its watch, where there is one.
OF_SHIFT = DutyReport.shift_id == func.coalesce(DutyShift.watch_id, DutyShift.id)
# Of a rota, and no place for what was reported outside it.
IN_ROTA = DutyShift.shift.not_like(f"{outside_rota(0)[:-1]}%")
# Of a watch one.
OWES = and_(or_(DutyShift.watch_id.is_(None), DutyShift.watch_id == DutyShift.id), IN_ROTA)
# Each shift once, with the report that it owes, and each report with its shift.
SHIFTS = _OFFICERS.outerjoin(DutyReport, OF_SHIFT & (DutyReport.nth == 1))
REPORTED = _OFFICERS.join(DutyReport, DutyReport.shift_id == DutyShift.id)
_BY_ID = SHIFTS.where(DutyShift.id.in_(bindparam("ids", expanding=True)))
_OF_WATCHES = SHIFTS.where(DutyShift.watch_id.in_(bindparam("watches", expanding=True))).order_by(DutyShift.id)
_OF_DAYS = DutyShift.office_id == bindparam("office"), DutyShift.day.between(bindparam("first"), bindparam("last"))
_BETWEEN = SHIFTS.where(*_OF_DAYS, IN_ROTA).order_by(DutyShift.day, DutyShift.district_id, DutyShift.shift)
_SENDER = aliased(Person)
_REPORTED_BETWEEN = (
    REPORTED.join(_SENDER, _SENDER.id == DutyReport.reported_by)
    .add_columns(_SENDER.name.label("sender"))
    .where(*_OF_DAYS)
    .order_by(DutyReport.reported_at, DutyReport.id)
)


def shift_of(row: Any) -> ShiftFacts:
    """The facts of a row of `SHIFTS`."""
    return ShiftFacts(
        row.shift_id,
        row.day,
        row.shift,
        row.post_id,
        row.post,
        person_of(row),
        row.nth or 1,
        row.number,
        row.situation,
        row.reported_at,
        row.watch_id,
    )


def shifts_by_id(connection: Connection, ids: Collection[int]) -> dict[int, ShiftFacts]:
    """Shifts by id, with whoever is on duty in them besides."""
    if not ids:
        return {}
    found = {row.shift_id: shift_of(row) for row in connection.execute(_BY_ID, {"ids": list(ids)})}
    watches = mates_of(connection, found.values())
    return {one.id: replace(one, mates=watches.get(one.id, ())) for one in found.values()}


def mates_of(connection: Connection, shifts: Iterable[ShiftFacts]) -> dict[int, tuple[PersonFacts, ...]]:
    """By shift whoever is on duty in it besides; of shifts with one officer nothing."""
    watches = {one.watch_id for one in shifts if one.watch_id is not None}
    if not watches:
        return {}
    every = [shift_of(row) for row in connection.execute(_OF_WATCHES, {"watches": list(watches)})]
    return {one.id: one.mates for one in _with_mates(every)}


def owing(shifts: Sequence[ShiftFacts]) -> list[ShiftFacts]:
    """Of these shifts those that owe a report: of each watch one, with whoever else is on duty in it."""
    return [one for one in _with_mates(shifts) if one.reported_as == one.id]


def _with_mates(shifts: Sequence[ShiftFacts]) -> list[ShiftFacts]:
    of_watch: defaultdict[int, list[ShiftFacts]] = defaultdict(list)
    for one in shifts:
        of_watch[one.reported_as].append(one)
    return [
        replace(one, mates=tuple(mate.officer for mate in of_watch[one.reported_as] if mate.id != one.id))
        if one.watch_id is not None
        else one
        for one in shifts
    ]


def shifts_between(connection: Connection, office_id: int, first: date, last: date) -> list[ShiftFacts]:
    """The rota of some days with what was reported, by day and kecamatan."""
    days = {"office": office_id, "first": first, "last": last}
    return [shift_of(row) for row in connection.execute(_BETWEEN, days)]


def reports_between(connection: Connection, office_id: int, first: date, last: date) -> list[ShiftFacts]:
    """Every report of the shifts of some days, in the order in which they came."""
    days = {"office": office_id, "first": first, "last": last}
    return [replace(shift_of(row), reporter=row.sender) for row in connection.execute(_REPORTED_BETWEEN, days)]
