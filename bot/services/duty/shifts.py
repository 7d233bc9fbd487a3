"""Shifts of the rota as facts: day, kecamatan, officer and, where it came, the report; one statement however many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from bot.domain.facts import ShiftFacts
from bot.services.people.facts import PERSON_COLUMNS, person_of
from bot.storage.models import District, DutyReport, DutyShift, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy import Connection

# Where the shift is; `District` is where its officer is from.
_POST = aliased(District)
# What `shift_of` needs, for queries to narrow: plain columns, for every step of a report asks for its shift.
_OFFICERS = (
    select(
        DutyShift.id.label("shift_id"),
        DutyShift.day,
        DutyShift.shift,
        DutyShift.district_id.label("post_id"),
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
# Each shift once, with the report that it owes, and each report with its shift.
SHIFTS = _OFFICERS.outerjoin(DutyReport, (DutyReport.shift_id == DutyShift.id) & (DutyReport.nth == 1))
REPORTED = _OFFICERS.join(DutyReport, DutyReport.shift_id == DutyShift.id)
_BY_ID = SHIFTS.where(DutyShift.id.in_(bindparam("ids", expanding=True)))
_OF_DAYS = DutyShift.office_id == bindparam("office"), DutyShift.day.between(bindparam("first"), bindparam("last"))
_BETWEEN = SHIFTS.where(*_OF_DAYS).order_by(DutyShift.day, DutyShift.district_id, DutyShift.shift)
_REPORTED_BETWEEN = REPORTED.where(*_OF_DAYS).order_by(DutyReport.reported_at, DutyReport.id)


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
    )


def shifts_by_id(connection: Connection, ids: Collection[int]) -> dict[int, ShiftFacts]:
    """Shifts by id."""
    if not ids:
        return {}
    return {row.shift_id: shift_of(row) for row in connection.execute(_BY_ID, {"ids": list(ids)})}


def shifts_between(connection: Connection, office_id: int, first: date, last: date) -> list[ShiftFacts]:
    """The rota of some days with what was reported, by day and kecamatan."""
    days = {"office": office_id, "first": first, "last": last}
    return [shift_of(row) for row in connection.execute(_BETWEEN, days)]


def reports_between(connection: Connection, office_id: int, first: date, last: date) -> list[ShiftFacts]:
    """Every report of the shifts of some days, in the order in which they came."""
    days = {"office": office_id, "first": first, "last": last}
    return [shift_of(row) for row in connection.execute(_REPORTED_BETWEEN, days)]
