"""Imports: all rows are checked before any is written, nothing is half done, the same file twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.rows import (
    CalendarLine,
    DutyLine,
    RosterLine,
    Row,
    RowProblem,
    calendar_line,
    district_key,
    duplicates,
    duty_line,
    roster_line,
)
from bot.services import audit
from bot.services.duty import DEFAULT_SHIFT, Assignment, assign
from bot.services.reading import office_zone
from bot.services.reconciling import reconcile_upcoming
from bot.storage.models import Activity, District, DutyShift, Office, Person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or (with problems) would not do: then nothing was written."""

    kind: str
    added: int = 0
    changed: int = 0
    same: int = 0
    problems: tuple[RowProblem, ...] = ()


class _DryRun(Exception):
    """Carries the result out of a transaction that must not be kept."""

    def __init__(self, result: Imported) -> None:
        super().__init__()
        self.result = result


async def import_rows(
    ctx: Context,
    office_id: int,
    kind: str,
    rows: Sequence[Row],
    *,
    dry_run: bool = False,
    actor_id: int | None = None,
    plan_year: int | None = None,
) -> Imported:
    """Import `calendar`, `roster` or `duty` rows into an office, in one transaction."""
    try:
        async with ctx.db.write() as session:
            year = plan_year or ctx.today(await office_zone(session, office_id)).year
            if kind == "calendar":
                result = await _calendar(session, office_id, rows, year)
            elif kind == "roster":
                result = await _roster(session, office_id, rows)
            else:
                result = await _duty(ctx, session, office_id, rows)
            if dry_run or result.problems:
                raise _DryRun(result)  # noqa: TRY301 (leaving the block this way rolls back)
            now = ctx.clock.now()
            if result.added or result.changed:
                audit.record(
                    session, office_id=office_id, at=now, actor_id=actor_id, action=f"import.{kind}",
                    subject=f"office:{office_id}", added=result.added, changed=result.changed,
                )  # fmt: skip
                await session.flush()
                await reconcile_upcoming(session, office_id, now)
            return result
    except _DryRun as undone:
        return undone.result


async def ensure_office(
    ctx: Context, code: str, name: str, timezone: str, districts: Sequence[tuple[str, str, list[str]]]
) -> int:
    """The office of this deployment with its kecamatan (code, name, villages); made at first use. Returns its id."""
    async with ctx.db.write() as session:
        office = (await session.execute(select(Office).where(Office.code == code))).scalar_one_or_none()
        if office is None:
            office = Office(code=code, name=name, timezone=timezone)
            session.add(office)
            await session.flush()
        known = set((await session.execute(select(District.code).where(District.office_id == office.id))).scalars())
        session.add_all(
            District(office_id=office.id, code=district, name=title, villages=villages)
            for district, title, villages in districts
            if district not in known
        )
        return office.id


async def _calendar(session: AsyncSession, office_id: int, rows: Sequence[Row], year: int) -> Imported:
    lines: list[CalendarLine] = []
    problems: list[RowProblem] = []
    for row in rows:
        read = calendar_line(row, year)
        if isinstance(read, list):
            problems += read
        else:
            lines.append(read)
    problems += duplicates([(line.line, line.code) for line in lines], "kode")
    if problems:
        return Imported("calendar", problems=_sorted(problems))
    found = await session.execute(select(Activity).where(Activity.office_id == office_id))
    known = {activity.code: activity for activity in found.scalars()}
    counts = {"added": 0, "changed": 0, "same": 0}
    for ordinal, line in enumerate(lines, 1):
        values = _activity_values(line, year, ordinal)
        activity = known.get(line.code)
        if activity is None:
            session.add(Activity(office_id=office_id, code=line.code, **values))
            counts["added"] += 1
        else:
            counts["changed" if _update(activity, values) else "same"] += 1
    return Imported("calendar", counts["added"], counts["changed"], counts["same"])


def _activity_values(line: CalendarLine, year: int, ordinal: int) -> dict[str, object]:
    period = line.period
    return {
        "division": line.division, "title": line.title, "kind": line.kind, "audience": line.audience,
        "stated_participants": line.participants, "place": line.place, "aims": line.aims, "outputs": line.outputs,
        "note": line.note, "period_text": period.text, "precision": period.precision, "earliest": period.earliest,
        "latest": period.latest, "plan_year": year, "ordinal": ordinal,
    }  # fmt: skip


async def _roster(session: AsyncSession, office_id: int, rows: Sequence[Row]) -> Imported:
    ids, names = await _districts(session, office_id)
    lines: list[RosterLine] = []
    problems: list[RowProblem] = []
    for row in rows:
        read = roster_line(row, names)
        if isinstance(read, list):
            problems += read
        else:
            lines.append(read)
    problems += duplicates([(line.line, line.phone) for line in lines if line.phone], "telepon")
    problems += duplicates([(line.line, f"{line.name} ({line.district or 'Kabupaten'})") for line in lines], "nama")
    people = list((await session.execute(select(Person).where(Person.office_id == office_id))).scalars())
    by_name = {(person.name.casefold(), person.district_id): person for person in people}
    by_phone = {person.phone: person for person in people if person.phone}
    matched = {line.line: _match(line, ids, by_name, by_phone) for line in lines}
    problems += await _phones_elsewhere(session, office_id, lines)
    if problems:
        return Imported("roster", problems=_sorted(problems))
    counts = {"added": 0, "changed": 0, "same": 0}
    for line in lines:
        values = {
            "name": line.name, "phone": line.phone, "district_id": ids[line.district] if line.district else None,
            "position": line.position, "division": line.division, "role": line.role,
        }  # fmt: skip
        person = matched[line.line]
        if person is None:
            session.add(Person(office_id=office_id, **values))
            counts["added"] += 1
        else:
            counts["changed" if _update(person, values) else "same"] += 1
    return Imported("roster", counts["added"], counts["changed"], counts["same"])


def _match(
    line: RosterLine,
    ids: dict[str, int],
    by_name: dict[tuple[str, int | None], Person],
    by_phone: dict[str, Person],
) -> Person | None:
    """The same number is the same person; else the same name in the same kecamatan (a new number)."""
    if line.phone and line.phone in by_phone:
        return by_phone[line.phone]
    return by_name.get((line.name.casefold(), ids[line.district] if line.district else None))


async def _phones_elsewhere(session: AsyncSession, office_id: int, lines: Sequence[RosterLine]) -> list[RowProblem]:
    phones = {line.phone: line for line in lines if line.phone}
    query = select(Person.phone).where(Person.office_id != office_id, Person.phone.in_(phones))
    taken = set((await session.execute(query)).scalars())
    return [
        RowProblem(line.line, "telepon", phone, "phone-taken", {"owner": "kantor lain"})
        for phone, line in phones.items()
        if phone in taken
    ]


async def _duty(ctx: Context, session: AsyncSession, office_id: int, rows: Sequence[Row]) -> Imported:
    ids, names = await _districts(session, office_id)
    lines: list[DutyLine] = []
    problems: list[RowProblem] = []
    for row in rows:
        read = duty_line(row, names, DEFAULT_SHIFT)
        if isinstance(read, list):
            problems += read
        else:
            lines.append(read)
    problems += duplicates([(line.line, f"{line.day} {line.district} {line.shift}") for line in lines], "tanggal")
    found = await session.execute(
        select(Person.id, Person.name, Person.district_id).where(Person.office_id == office_id)
    )
    people = {(name.casefold(), district_id): person_id for person_id, name, district_id in found}
    assignments = []
    for line in lines:
        person_id = people.get((line.name.casefold(), ids[line.district]))
        if person_id is None:
            problems.append(RowProblem(line.line, "nama", line.name, "unknown-officer"))
        else:
            assignments.append(Assignment(line.day, ids[line.district], line.shift, person_id))
    if problems:
        return Imported("duty", problems=_sorted(problems))
    before = set((await session.execute(select(DutyShift.district_id, DutyShift.day, DutyShift.shift))).all())
    added = sum((line.district_id, line.day, line.shift) not in before for line in assignments)
    changed = await assign(session, office_id, assignments, ctx.clock.now())
    return Imported("duty", added, changed - added, len(assignments) - changed)


async def _districts(session: AsyncSession, office_id: int) -> tuple[dict[str, int], dict[str, str]]:
    """Ids by name, and the office's spelling by comparable name."""
    rows = list(await session.execute(select(District.id, District.name).where(District.office_id == office_id)))
    return {name: district_id for district_id, name in rows}, {district_key(name): name for _, name in rows}


def _update(row: object, values: Mapping[str, object]) -> bool:
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def _sorted(problems: list[RowProblem]) -> tuple[RowProblem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
