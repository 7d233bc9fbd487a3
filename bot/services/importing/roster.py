"""The roster: people by name and kecamatan, or by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from bot.domain.roster_match import Known, match_roster
from bot.domain.rows import RowProblem, duplicates
from bot.domain.vocabulary import Role
from bot.services.importing.outcome import Imported, refused
from bot.storage.chunks import chunks
from bot.storage.database import mark_owed
from bot.storage.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.rows import RosterLine
    from bot.services.importing.outcome import Place, Sheet

_FIELDS = {
    "name": "nama", "phone": "telepon", "district_id": "kecamatan", "position": "jabatan", "division": "divisi",
    "role": "peran", "active_from": "mulai", "active_until": "sampai",
}  # fmt: skip


async def import_roster(session: AsyncSession, place: Place, sheet: Sheet[RosterLine]) -> Imported:
    """Add and change people; whoever the file does not name stays as they are (a date in `sampai` ends a tenure)."""
    lines, office_id = sheet.lines, place.office_id
    problems = sheet.problems + duplicates([(line.line, line.phone) for line in lines if line.phone], "telepon")
    problems += _nameless_twins(lines)
    problems += await _phones_elsewhere(session, office_id, lines)
    if problems:
        return refused("roster", problems)
    standing = await _standing(session, office_id)
    names = {district_id: name for name, district_id in place.districts.items()}
    matching = match_roster(lines, [_known(row, names, place.today) for row in standing.values()])
    if matching.problems:
        return refused("roster", matching.problems)
    given = [field for field, column in _FIELDS.items() if column in sheet.columns]
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    roles: list[str] = []
    for line in lines:
        values = _values(line, place.districts)
        before = standing.get(matching.people.get(line.line, 0))
        if before is None:
            new.append({"office_id": office_id, **values})
        elif any(before[field] != values[field] for field in given):
            changed.append({"id": before["id"], **{field: values[field] for field in given}})
        if "role" in given and values["role"] is not (before["role"] if before else Role.MEMBER):
            roles.append(f"{line.name}: {line.role.value}")
    await _write(session, new, changed, matching.freed)
    detail = {"roles": roles} if roles else {}
    return Imported("roster", len(new), len(changed), len(lines) - len(new) - len(changed), detail=detail)


def _values(line: RosterLine, ids: dict[str, int]) -> dict[str, Any]:
    return {
        "name": line.name, "phone": line.phone, "district_id": ids[line.district] if line.district else None,
        "position": line.position, "division": line.division, "role": line.role,
        "active_from": line.active_from, "active_until": line.active_until,
    }  # fmt: skip


def _nameless_twins(lines: Sequence[RosterLine]) -> list[RowProblem]:
    """Two of one name in one kecamatan are told apart by their numbers: each needs one."""
    groups: dict[str, list[RosterLine]] = {}
    for line in lines:
        groups.setdefault(f"{line.name.casefold()}/{line.district}", []).append(line)
    problems: list[RowProblem] = []
    for group in groups.values():
        if any(line.phone is None for line in group):
            first = group[0].line
            problems += [RowProblem(line.line, "nama", line.name, "duplicate", {"first": first}) for line in group[1:]]
    return problems


async def _phones_elsewhere(session: AsyncSession, office_id: int, lines: Sequence[RosterLine]) -> list[RowProblem]:
    phones = {line.phone: line for line in lines if line.phone}
    taken: set[str | None] = set()
    for part in chunks(list(phones)):
        query = select(Person.phone).where(Person.office_id != office_id, Person.phone.in_(part))
        taken |= set((await session.execute(query)).scalars())
    return [
        RowProblem(line.line, "telepon", phone, "phone-taken", {"owner": "kantor lain"})
        for phone, line in phones.items()
        if phone in taken
    ]


async def _standing(session: AsyncSession, office_id: int) -> dict[int, dict[str, Any]]:
    """Everybody of the office: plain columns, for a national roster has tens of thousands."""
    columns = [Person.id, *(getattr(Person, field) for field in _FIELDS)]
    rows = await session.execute(select(*columns).where(Person.office_id == office_id))
    return {row["id"]: dict(row) for row in rows.mappings()}


def _known(row: dict[str, Any], names: dict[int, str], today: date) -> Known:
    in_office = row["active_until"] is None or today <= row["active_until"]
    return Known(row["id"], row["name"], names.get(row["district_id"]), row["phone"], in_office)


async def _write(
    session: AsyncSession, new: list[dict[str, Any]], changed: list[dict[str, Any]], freed: set[int]
) -> None:
    # Numbers are unique: those that go from one to another are let go first.
    for part in chunks(sorted(freed)):
        await session.execute(update(Person).where(Person.id.in_(part)).values(phone=None))
    if changed:
        await session.execute(update(Person), changed)
        # Among it may be roles and positions.
        mark_owed(session, "menus")
    if new:
        await session.execute(insert(Person), new)
