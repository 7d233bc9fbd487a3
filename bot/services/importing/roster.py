"""The roster: people by name and kecamatan, or by number."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from bot.domain.importing.rows import RowProblem, duplicates
from bot.domain.people.names import name_key
from bot.domain.people.roster_changes import Altered, Doubtful, Field, InChair, Leaving, Replaced, RosterChanges
from bot.domain.people.roster_match import KnownPerson, match_roster
from bot.domain.vocabulary import Role
from bot.services import audit
from bot.services.importing.outcome import Imported, refused
from bot.services.people.registration import leave
from bot.services.people.role_news import tell_roles
from bot.services.people.roles import lock_admins
from bot.storage.database import mark_owed, within
from bot.storage.models import Person
from bot.storage.parameter_limit import in_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.importing.rows import RosterLine
    from bot.domain.people.roster_match import Matching
    from bot.services.importing.outcome import TargetOffice, TypedSheet

_ADDED_AT_ONCE = 500
# More than an office of the largest kind has people who leave at once.
_MOST_REPLACED = 500
_FIELDS = {
    "name": "nama",
    "phone": "telepon",
    "district_id": "kecamatan",
    "position": "jabatan",
    "division": "divisi",
    "role": "peran",
    "active_from": "mulai",
    "active_until": "sampai",
}


@dataclass(frozen=True, slots=True)
class RosterComparison:
    """What a file comes to, as people stood (`standing`): a plan, or what is wrong."""

    standing: dict[int, dict[str, Any]]
    plan: _Plan | None
    problems: list[RowProblem]


async def prepare_roster(session: AsyncSession, place: TargetOffice, sheet: TypedSheet[RosterLine]) -> RosterComparison:
    """Find out who is who before anything is locked, in a thread: of thousands of names it takes a second or two."""
    standing = await _standing(session, place.office_id)
    return await asyncio.to_thread(_prepared, place, sheet, standing)


async def import_roster(
    session: AsyncSession,
    place: TargetOffice,
    sheet: TypedSheet[RosterLine],
    prepared: RosterComparison,
    *,
    now: datetime,
    actor_id: int | None,
    agreed: Collection[int] | None,
) -> Imported:
    """Add and change people; whoever the file does not name stays as they are (a date in `sampai` ends a tenure).

    Whose number goes to somebody else leaves office and their account: `agreed` are those of whom that is agreed (None: all),
    or that they are no namesakes. Where that is to be asked nothing is written.
    """
    problems = prepared.problems + await _phones_elsewhere(session, place.office_id, sheet.lines)
    if problems:
        return refused("roster", problems)
    await within(session, partial(lock_admins, office_id=place.office_id))
    standing = await _standing(session, place.office_id)
    if standing != prepared.standing:
        # Somebody has changed meanwhile.
        prepared = _prepared(place, sheet, standing)
    plan = prepared.plan
    if plan is None:
        return refused("roster", prepared.problems)
    told = plan.told()
    asks = agreed is not None and not told.asked.issubset(agreed)
    if not asks:
        await within(session, partial(plan.write, actor_id=actor_id, now=now))
        for part in in_parts(plan.new, _ADDED_AT_ONCE):
            # Between them others have their turn of the event loop.
            await within(session, partial(_add, rows=part))
    # Who of them, not which: the trail keeps no numbers.
    named = {"roles": told.roles, "numbers": told.renumbered}
    detail = {what: list(names) for what, names in named.items() if names}
    same = len(sheet.lines) - len(plan.new) - len(plan.changed)
    return Imported("roster", len(plan.new), len(plan.changed), same, detail=detail, roster=told, asks=asks)


def _prepared(
    place: TargetOffice, sheet: TypedSheet[RosterLine], standing: dict[int, dict[str, Any]]
) -> RosterComparison:
    lines = sheet.lines
    problems = sheet.problems + duplicates([(line.line, line.phone) for line in lines if line.phone], "telepon")
    problems += _nameless_twins(lines)
    if problems:
        return RosterComparison(standing, None, problems)
    names = {district_id: name for name, district_id in place.districts.items()}
    matching = match_roster(lines, [_known(row, names, place.today) for row in standing.values()])
    problems = matching.problems or _shifted(lines, matching)
    if problems:
        return RosterComparison(standing, None, problems)
    given = [field for field, column in _FIELDS.items() if column in sheet.columns]
    plan = _Plan(place, names, standing, matching)
    for line in lines:
        plan.add(line, given)
    problems = plan.without_admin()
    return RosterComparison(standing, None if problems else plan, problems)


def _shifted(lines: Sequence[RosterLine], matching: Matching) -> list[RowProblem]:
    """So many numbers of other people are a column that has slipped, not so many successors."""
    count = len(matching.replaced)
    if count <= _MOST_REPLACED:
        return []
    first = next(line for line in lines if line.line in matching.replaced)
    return [RowProblem(first.line, "telepon", first.phone or "", "numbers-of-others", {"count": count})]


def _add(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    connection.execute(insert(Person), list(rows))


class _Plan:
    """What a file comes to: rows to write, and the same in words."""

    def __init__(
        self, place: TargetOffice, names: dict[int, str], standing: dict[int, dict[str, Any]], matching: Matching
    ) -> None:
        self._place, self._names, self._standing, self._matching = place, names, standing, matching
        self.new: list[dict[str, Any]] = []
        self.changed: list[dict[str, Any]] = []
        self.roles: list[str] = []
        self.replaced: list[Replaced] = []
        self._doubtful: list[Doubtful] = []
        self._lost: list[tuple[int, Role, Role]] = []
        self._new: list[InChair] = []
        self._altered: list[Altered] = []
        self._leaving: list[Leaving] = []
        # By id the line and its column by which an admin goes.
        self._gone: dict[int, tuple[RosterLine, str]] = {}

    def add(self, line: RosterLine, given: Sequence[str]) -> None:
        """One more line, of a file with the columns of the fields `given`."""
        before = self._standing.get(self._matching.people.get(line.line, 0))
        values = _values(line, self._place.districts, before)
        if before is None:
            self._add_new(line, values)
        else:
            other = {field: values[field] for field in given if before[field] != values[field]}
            if line.line in self._matching.doubtful:
                self._doubtful.append(Doubtful(before["id"], before["name"]))
            if other:
                self._change(line, before, other, {field: values[field] for field in given})
        if "role" in given and values["role"] is not (before["role"] if before else Role.MEMBER):
            self.roles.append(f"{line.name}: {values['role'].value}")

    def _add_new(self, line: RosterLine, values: dict[str, Any]) -> None:
        self.new.append({"office_id": self._place.office_id, **values})
        after = InChair(line.name, line.position, line.district or "")
        person_id = self._matching.replaced.get(line.line)
        if person_id is None:
            self._new.append(after)
            return
        left = self._standing[person_id]
        before = InChair(left["name"], left["position"], self._names.get(left["district_id"], ""))
        self.replaced.append(Replaced(person_id, line.phone or "", before, after))
        self._goes(left, line, "telepon")

    def _change(self, line: RosterLine, before: dict[str, Any], other: dict[str, Any], values: dict[str, Any]) -> None:
        # Rows of one statement have the same columns.
        self.changed.append({"id": before["id"], **values})
        until = other.get("active_until")
        leaves = until is not None and (before["active_until"] is None or until < before["active_until"])
        if until is not None and leaves:
            self._leaving.append(Leaving(before["name"], until))
            self._goes(before, line, "sampai")
        fields = [
            Field(_FIELDS[name], self._shown(name, before[name]), self._shown(name, value))
            for name, value in other.items()
            if not (leaves and name == "active_until")
        ]
        if fields:
            self._altered.append(Altered(before["name"], tuple(fields)))
        if "role" in other:
            self._lost.append((before["id"], before["role"], other["role"]))
            self._goes(before, line, "peran")

    def _goes(self, person: dict[str, Any], line: RosterLine, column: str) -> None:
        if self._is_admin(person):
            self._gone[person["id"]] = (line, column)

    def _is_admin(self, person: dict[str, Any]) -> bool:
        since, until = person["active_from"], person["active_until"]
        today = self._place.today
        return person["role"] is Role.ADMIN and (since is None or since <= today) and (until is None or today <= until)

    def without_admin(self) -> list[RowProblem]:
        """Of a file after which nobody runs the office: by which lines that comes."""
        known = [person for person in self._standing.values() if self._is_admin(person)]
        raised = [{**self._standing[row["id"]], **row} for row in self.changed if row["id"] not in self._gone]
        if not self._gone or any(person["id"] not in self._gone for person in known):
            return []
        if any(self._is_admin(person) for person in [*raised, *self.new]):
            return []
        return [
            RowProblem(line.line, column, _written(line, column), "last-admin", {"name": self._standing[one]["name"]})
            for one, (line, column) in self._gone.items()
        ]

    def write(self, connection: Connection, actor_id: int | None, now: datetime) -> None:
        """All of it, in a transaction that may be taken back."""
        # Numbers are unique: those that go from one to another are let go first.
        for part in in_parts(sorted(self._matching.freed)):
            connection.execute(update(Person).where(Person.id.in_(part)).values(phone=None))
        for one in self.replaced:
            leave(connection, one.person_id, self._place.today - timedelta(days=1), now)
            audit.record(
                connection,
                office_id=self._place.office_id,
                at=now,
                actor_id=actor_id,
                action="person.replaced",
                subject=f"person:{one.person_id}",
                by=one.after.name,
            )
        if self.changed:
            self._write_changes(connection)
        if self.changed or self.replaced:
            # Among it may be roles and positions.
            mark_owed(connection, "menus")
        if self._lost:
            tell_roles(connection, self._lost, self._place.office_id, now)

    def _write_changes(self, connection: Connection) -> None:
        columns = [name for name in self.changed[0] if name != "id"]
        of_id = update(Person).where(Person.id == bindparam("whose"))
        statement = of_id.values({name: bindparam(f"to_{name}") for name in columns})
        rows = [{"whose": row["id"]} | {f"to_{name}": row[name] for name in columns} for row in self.changed]
        connection.execute(statement, rows)

    def told(self) -> RosterChanges:
        """The same in words."""
        return RosterChanges(
            tuple(self._new),
            tuple(self._altered),
            tuple(self._leaving),
            tuple(self.replaced),
            tuple(self._doubtful),
            tuple(self.roles),
        )

    def _shown(self, field: str, value: Any) -> str | date:
        if value is None:
            return ""
        if field == "district_id":
            return self._names[value]
        return value if isinstance(value, date) else str(value)


def _values(line: RosterLine, ids: dict[str, int], before: dict[str, Any] | None) -> dict[str, Any]:
    said = {
        "name": line.name,
        "phone": line.phone,
        "district_id": ids[line.district] if line.district else None,
        "position": line.position,
        "division": line.division,
        # Roles are given with /peran too: a cell that is left empty takes none away.
        "role": line.role or (before["role"] if before else Role.MEMBER),
        "active_from": line.active_from,
        "active_until": line.active_until,
    }
    if before is not None and line.unsaid:
        said |= {field: before[field] for field, column in _FIELDS.items() if column in line.unsaid}
    return said


def _written(line: RosterLine, column: str) -> str:
    said = {"peran": line.role, "sampai": line.active_until, "telepon": line.phone}[column]
    return str(said or "")


def _nameless_twins(lines: Sequence[RosterLine]) -> list[RowProblem]:
    """Two of one name in one kecamatan, whatever their titles, are told apart by their numbers: each needs one."""
    groups: dict[tuple[str, str | None], list[RosterLine]] = {}
    for line in lines:
        groups.setdefault((name_key(line.name), line.district), []).append(line)
    return [
        RowProblem(line.line, "nama", line.name, "same-person", {"first": group[0].line, "name": group[0].name})
        for group in groups.values()
        if any(line.phone is None for line in group)
        for line in group[1:]
    ]


async def _phones_elsewhere(session: AsyncSession, office_id: int, lines: Sequence[RosterLine]) -> list[RowProblem]:
    phones = {line.phone: line for line in lines if line.phone}
    taken: set[str | None] = set()
    for part in in_parts(list(phones)):
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
    standing: dict[int, dict[str, Any]] = {}
    for number, row in enumerate(rows.mappings()):
        if number % _ADDED_AT_ONCE == 0:
            await asyncio.sleep(0)
        standing[row["id"]] = dict(row)
    return standing


def _known(row: dict[str, Any], names: dict[int, str], today: date) -> KnownPerson:
    in_office = row["active_until"] is None or today <= row["active_until"]
    return KnownPerson(row["id"], row["name"], names.get(row["district_id"]), row["phone"], row["position"], in_office)
