"""The calendar: activities by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.importing.rows import MAX_SHOWN, RowProblem, duplicates
from bot.domain.meetings.period import AnomalyKind
from bot.domain.meetings.titles import short_title
from bot.services.importing.outcome import Imported, refused
from bot.services.meetings.plan_years import settle_plans
from bot.storage.database import within
from bot.storage.models import Activity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.importing.rows import CalendarLine
    from bot.domain.meetings.period import Anomaly
    from bot.services.importing.outcome import TargetOffice, TypedSheet


async def import_calendar(
    session: AsyncSession, place: TargetOffice, sheet: TypedSheet[CalendarLine], year: int
) -> Imported:
    """Add and change activities of the plan of `year`, which is also meant where a time states none."""
    lines, office_id = sheet.lines, place.office_id
    problems = sheet.problems + duplicates([(line.line, line.code) for line in lines], "kode")
    if problems:
        return refused("calendar", problems)
    plan = select(Activity).where(Activity.office_id == office_id, Activity.plan_year == year)
    found = await session.execute(plan.order_by(Activity.ordinal))
    known = {activity.code: activity for activity in found.scalars()}
    order = _order(list(known), [line.code for line in lines])
    given = sheet.columns | {"ordinal"}
    counts = {"added": 0, "changed": 0, "same": 0}
    for line in lines:
        values = _values(line, place.name) | {"ordinal": order[line.code]}
        activity = known.get(line.code)
        if activity is None:
            session.add(Activity(office_id=office_id, code=line.code, plan_year=year, **values))
            counts["added"] += 1
        else:
            told = given - line.unsaid
            kept = {name: value for name, value in values.items() if _COLUMN.get(name, name) in told}
            counts["changed" if _update(activity, kept) else "same"] += 1
    await session.flush()
    await within(session, lambda connection: settle_plans(connection, office_id, place.today))
    return Imported(
        "calendar", counts["added"], counts["changed"], counts["same"], notes=tuple(_notes(lines)), year=year
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
    standing = set(known)
    new = [code for code in codes if code not in standing]
    return {code: number for number, code in enumerate([*known, *new], 1)}


def _notes(lines: Sequence[CalendarLine]) -> list[RowProblem]:
    """Times that contradict themselves or are not understood: stored in their words, without a date."""
    return [
        RowProblem(
            line.line, "waktu", line.period.text[:80], line.period.anomaly.kind.value, _unread(line.period.anomaly)
        )
        for line in lines
        if line.period.anomaly is not None
    ]


def _unread(anomaly: Anomaly) -> dict[str, str | int]:
    """Which of the words no rule reads."""
    return {"unread": anomaly.detail[:MAX_SHOWN]} if anomaly.kind is AnomalyKind.NOT_UNDERSTOOD else {}


def _update(row: object, values: Mapping[str, object]) -> bool:
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)
