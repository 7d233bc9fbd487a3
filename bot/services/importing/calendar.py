"""The calendar: activities by code."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert

from bot.domain.importing.changes import Altered, Field, LineChanges
from bot.domain.importing.rows import MAX_SHOWN, RowProblem, duplicates
from bot.domain.meetings.periods.anomaly import AnomalyKind
from bot.domain.meetings.titles import short_title
from bot.domain.words.months import MONTHS
from bot.services.importing.outcome import Imported, refused
from bot.services.meetings.facts import ACTIVITIES
from bot.services.meetings.plans_in_force import settle_plans
from bot.storage.changed_rows import change_rows
from bot.storage.models import Activity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.importing.calendar import CalendarLine
    from bot.domain.meetings.periods.anomaly import Anomaly
    from bot.domain.meetings.periods.period import Period
    from bot.services.importing.outcome import TargetOffice, TypedSheet


def import_calendar(
    connection: Connection, place: TargetOffice, sheet: TypedSheet[CalendarLine], year: int, now: datetime
) -> Imported:
    """Add and change activities of the plan of `year`, which is also meant where a time states none."""
    lines, office_id = sheet.lines, place.office_id
    problems = sheet.problems + duplicates([(line.line, line.code) for line in lines], "kode")
    if problems:
        return refused("calendar", problems)
    known = {row.code: row for row in connection.execute(_PLAN, {"office": office_id, "year": year})}
    order = _order(list(known), [line.code for line in lines])
    given = sheet.columns | {"ordinal"}
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    altered: list[Altered] = []
    for line in lines:
        values = _values(line, place.name) | {"ordinal": order[line.code]}
        activity = known.get(line.code)
        if activity is None:
            new.append({"office_id": office_id, "code": line.code, "plan_year": year, **values})
        else:
            told = given - line.unsaid
            kept = {name: value for name, value in values.items() if _COLUMN.get(name, name) in told}
            others = {name: value for name, value in kept.items() if getattr(activity, name) != value}
            if others:
                changed.append({"id": activity.id, **others})
                altered.append(Altered(line.code, _fields(activity, others)))
    if new:
        connection.execute(insert(Activity), new)
    change_rows(connection, Activity, changed)
    settle_plans(connection, office_id, place.today, now)
    same = len(lines) - len(new) - len(altered)
    # Places in the plan last: a line put in above moves all below it.
    altered.sort(key=lambda one: [field.column for field in one.fields] == [_PLACE])
    changes = LineChanges(tuple(f"{row['code']} {row['short_title']}" for row in new), tuple(altered))
    return Imported(
        "calendar", len(new), len(altered), same, notes=tuple(_notes(lines, year)), year=year, lines=changes
    )


# Which column of the file says a field.
_COLUMN = {
    "division": "divisi",
    "title": "judul",
    "short_title": "judul",
    "kind": "jenis",
    "audience": "sasaran",
    "stated_participants": "peserta",
    "place": "tempat",
    "aims": "tujuan",
    "outputs": "keluaran",
    "note": "catatan",
    "period_text": "waktu",
    "precision": "waktu",
    "earliest": "waktu",
    "latest": "waktu",
}
_PLACE = "urutan"
# What tells of a column that it is another: what is derived from it does not.
_TOLD_BY = {
    name: column for name, column in _COLUMN.items() if name not in {"short_title", "precision", "earliest", "latest"}
} | {"ordinal": _PLACE}


def _values(line: CalendarLine, office: str) -> dict[str, object]:
    period = line.period
    return {
        "division": line.division,
        "title": line.title,
        "short_title": short_title(line.title, office),
        "kind": line.kind,
        "audience": line.audience,
        "stated_participants": line.participants,
        "place": line.place,
        "aims": line.aims,
        "outputs": line.outputs,
        "note": line.note,
        "period_text": period.text,
        "precision": period.precision,
        "earliest": period.earliest,
        "latest": period.latest,
    }


def _order(known: list[str], codes: list[str]) -> dict[str, int]:
    """The whole plan in the file's order; a file with a part of it moves nothing, and what is new comes last."""
    if set(known) <= set(codes):
        return {code: number for number, code in enumerate(codes, 1)}
    there = set(known)
    new = [code for code in codes if code not in there]
    return {code: number for number, code in enumerate([*known, *new], 1)}


def _notes(lines: Sequence[CalendarLine], year: int) -> list[RowProblem]:
    """Times that contradict themselves or are not understood: stored in their words, without a date; hours, which no plan binds to; months that lack a day."""
    hours = [
        RowProblem(line.line, "waktu", line.period.text[:80], "hours", {"hours": line.period.hours[:MAX_SHOWN]})
        for line in lines
        if line.period.hours
    ]
    skipped = [
        RowProblem(line.line, "waktu", line.period.text[:80], "months-without", {"months": months})
        for line in lines
        if (months := _months_without(line.period, year))
    ]
    doubtful = [
        RowProblem(
            line.line, "waktu", line.period.text[:80], line.period.anomaly.kind.value, _unread(line.period.anomaly)
        )
        for line in lines
        if line.period.anomaly is not None
    ]
    return [*hours, *skipped, *doubtful]


def _months_without(period: Period, year: int) -> str:
    """The months of a plan in which what recurs does not take place, for they lack its day: `Februari, April`."""
    within = period.within
    if within is None:
        return ""
    months = [date(year, month, 1) for month in range(1, 13) if within.lacking(year, month)]
    first, last = period.earliest or date.min, period.latest or date.max
    return ", ".join(MONTHS[one.month - 1].capitalize() for one in months if first.replace(day=1) <= one <= last)


def _unread(anomaly: Anomaly) -> dict[str, str | int]:
    """Which of the words no rule reads."""
    return {"unread": anomaly.detail[:MAX_SHOWN]} if anomaly.kind is AnomalyKind.NOT_UNDERSTOOD else {}


def _fields(row: Any, changed: Mapping[str, Any]) -> tuple[Field, ...]:
    """What is another now, by the columns of the file."""
    fields = tuple(
        Field(column, _shown(getattr(row, name)), _shown(changed[name]))
        for name, column in _TOLD_BY.items()
        if name in changed
    )
    # Read anew, the same words may come to something else.
    return fields or (Field("waktu", row.period_text, row.period_text),)


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


_PLAN = ACTIVITIES.where(Activity.office_id == bindparam("office"), Activity.plan_year == bindparam("year")).order_by(
    Activity.ordinal
)
