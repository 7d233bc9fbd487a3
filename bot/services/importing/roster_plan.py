"""What a roster comes to: rows to write, made ready before anything is locked, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from bot.domain.importing.changes import Altered, Field
from bot.domain.importing.rows import RowProblem
from bot.domain.people.roster_changes import Doubtful, InChair, Leaving, Replaced, RosterChanges
from bot.domain.vocabulary import Role
from bot.services import audit
from bot.services.people.registration import leave
from bot.services.people.role_news import tell_roles
from bot.storage.database import mark_owed
from bot.storage.models import Person
from bot.storage.number_rows import as_list, rows_of_numbers
from bot.storage.prepared import ManyRows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Update
    from sqlalchemy.engine import Dialect

    from bot.domain.importing.roster import RosterLine
    from bot.domain.people.roster_match import Matching
    from bot.services.importing.outcome import TargetOffice

# By the columns of `people` those of a file; a field of `RosterLine` has the name of the column of `people`.
FIELDS = {
    "name": "nama",
    "phone": "telepon",
    "district_id": "kecamatan",
    "position": "jabatan",
    "division": "divisi",
    "role": "peran",
    "nip": "nip",
    "active_from": "mulai",
    "active_until": "sampai",
}


@dataclass(frozen=True, slots=True)
class RosterWrites:
    """Statements with their values: whose numbers are let go (a list of ids), what is another, who is new."""

    freed: str
    changes: Sequence[ManyRows]
    new: ManyRows


class RosterPlan:
    """What a file comes to: rows to write, and the same in words."""

    def __init__(
        self, place: TargetOffice, names: dict[int, str], stored: dict[int, dict[str, Any]], matching: Matching
    ) -> None:
        self._place, self._names, self._stored, self._matching = place, names, stored, matching
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
        before = self._stored.get(self._matching.people.get(line.line, 0))
        values = _values(line, self._place.districts, before)
        if before is None:
            self._add_new(line, values)
        else:
            other = {field: values[field] for field in given if before[field] != values[field]}
            if line.line in self._matching.doubtful:
                self._doubtful.append(Doubtful(before["id"], before["name"]))
            if other:
                self._change(line, before, other)
        if "role" in given and values["role"] is not (before["role"] if before else Role.MEMBER):
            self.roles.append(f"{line.name}: {values['role'].value}")

    def _add_new(self, line: RosterLine, values: dict[str, Any]) -> None:
        self.new.append({"office_id": self._place.office_id, **values})
        after = InChair(line.name, line.position, line.district or "")
        person_id = self._matching.replaced.get(line.line)
        if person_id is None:
            self._new.append(after)
            return
        left = self._stored[person_id]
        before = InChair(left["name"], left["position"], self._names.get(left["district_id"], ""))
        self.replaced.append(Replaced(person_id, line.phone or "", before, after))
        self._goes(left, line, "telepon")

    def _change(self, line: RosterLine, before: dict[str, Any], other: dict[str, Any]) -> None:
        self.changed.append({"id": before["id"], **other})
        until = other.get("active_until")
        leaves = until is not None and (before["active_until"] is None or until < before["active_until"])
        if until is not None and leaves:
            self._leaving.append(Leaving(before["name"], until))
            self._goes(before, line, "sampai")
        since = other.get("active_from")
        if since is not None and since > self._place.today:
            self._goes(before, line, "mulai")
        fields = [
            Field(FIELDS[name], self._shown(name, before[name]), self._shown(name, value))
            for name, value in other.items()
            if not (leaves and name == "active_until")
        ]
        if fields:
            self._altered.append(Altered(before["name"], tuple(fields)))
        if "role" in other:
            self._lost.append((before["id"], before["role"], other["role"]))
            self._goes(before, line, "peran")

    @property
    def _yesterday(self) -> date:
        """The last day in office of whoever is replaced today."""
        return self._place.today - timedelta(days=1)

    def _goes(self, person: dict[str, Any], line: RosterLine, column: str) -> None:
        if self._is_admin(person):
            self._gone[person["id"]] = (line, column)

    def _is_admin(self, person: dict[str, Any]) -> bool:
        since, until = person["active_from"], person["active_until"]
        today = self._place.today
        return person["role"] is Role.ADMIN and (since is None or since <= today) and (until is None or today <= until)

    def without_admin(self) -> list[RowProblem]:
        """Of a file after which nobody runs the office: by which lines that comes."""
        known = [person for person in self._stored.values() if self._is_admin(person)]
        raised = [{**self._stored[row["id"]], **row} for row in self.changed if row["id"] not in self._gone]
        if not self._gone or any(person["id"] not in self._gone for person in known):
            return []
        if any(self._is_admin(person) for person in [*raised, *self.new]):
            return []
        return [
            RowProblem(line.line, column, _written(line, column), "last-admin", {"name": self._stored[one]["name"]})
            for one, (line, column) in self._gone.items()
        ]

    def would_be(self) -> tuple[dict[int, dict[str, Any]], Sequence[dict[str, Any]]]:
        """What of whom (by id) is another, and who is new: values by field."""
        gone = {one.person_id: {"active_until": self._yesterday} for one in self.replaced}
        return gone | {row["id"]: row for row in self.changed}, self.new

    def ready(self, dialect: Dialect) -> RosterWrites:
        """Its statements, before anything is locked."""
        groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row in self.changed:
            groups.setdefault(tuple(row), []).append(row)
        return RosterWrites(
            as_list([person_id] for person_id in sorted(self._matching.freed)),
            [_update(columns, rows, dialect) for columns, rows in groups.items()],
            ManyRows(insert(Person), self.new, dialect),
        )

    def write(self, connection: Connection, writes: RosterWrites, actor_id: int | None, now: datetime) -> None:
        """All of it."""
        if self._matching.freed:
            # Numbers are unique: those that go from one to another are let go first.
            connection.execute(_let_go(connection.dialect.name), {"freed": writes.freed})
        for one in self.replaced:
            leave(connection, one.person_id, self._yesterday, now, by=one.after.name)
            audit.record(
                connection,
                office_id=self._place.office_id,
                at=now,
                actor_id=actor_id,
                action="person.replaced",
                subject=f"person:{one.person_id}",
                by=one.after.name,
            )
        for changes in writes.changes:
            changes.run(connection)
        writes.new.run(connection)
        if self.changed or self.replaced:
            # Among it may be roles and positions.
            mark_owed(connection, "menus")
            # Somebody may no longer handle an incident that they took on.
            mark_owed(connection, "steps")
        if self._lost:
            tell_roles(connection, self._lost, self._place.office_id, now)

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
    other_than_said = {
        "district_id": ids[line.district] if line.district else None,
        # Roles are given with /peran too: a cell that is left empty takes none away.
        "role": line.role or (before["role"] if before else Role.MEMBER),
    }
    said = {field: other_than_said[field] if field in other_than_said else getattr(line, field) for field in FIELDS}
    if before is not None and line.unsaid:
        said |= {field: before[field] for field, column in FIELDS.items() if column in line.unsaid}
    return said


def _written(line: RosterLine, column: str) -> str:
    said = {"peran": line.role, "mulai": line.active_from, "sampai": line.active_until, "telepon": line.phone}[column]
    return str(said or "")


def _update(columns: Sequence[str], rows: Sequence[dict[str, Any]], dialect: Dialect) -> ManyRows:
    """The same columns of several people."""
    given = [name for name in columns if name != "id"]
    of_id = update(Person).where(Person.id == bindparam("whose"))
    statement = of_id.values({name: bindparam(f"to_{name}") for name in given})
    return ManyRows(
        statement, [{"whose": row["id"]} | {f"to_{name}": row[name] for name in given} for row in rows], dialect
    )


@cache
def _let_go(dialect: str) -> Update:
    rows, (person_id,) = rows_of_numbers(dialect, "freed", 1)
    return update(Person).where(Person.id.in_(select(person_id).select_from(rows))).values(phone=None)
