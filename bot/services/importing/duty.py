"""The duty rota: shifts by kecamatan, day and shift, officers by name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.domain.importing.changes import Altered, Field, LineChanges
from bot.domain.importing.rows import RowProblem, duplicates
from bot.domain.people.names import name_key, written_key
from bot.services.duty.rota import Assignment, assign, rota
from bot.services.importing.outcome import Imported, refused
from bot.services.owing.recipients import is_active
from bot.storage.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.importing.duty import DutyLine
    from bot.services.importing.outcome import TargetOffice, TypedSheet

    _Key = Callable[[str], str]


def import_duty(connection: Connection, place: TargetOffice, sheet: TypedSheet[DutyLine], now: datetime) -> Imported:
    """Add and change shifts; one whose report is in keeps its officer, and a line that says otherwise is a problem."""
    lines, ids, office_id = sheet.lines, place.districts, place.office_id
    problems = sheet.problems + duplicates(
        [(line.line, f"{line.day} {line.district} {line.shift}") for line in lines], "tanggal"
    )
    officers = _Officers.load(connection, office_id)
    days = [line.day for line in lines]
    shifts = rota(connection, office_id, days)
    assignments = []
    new: list[str] = []
    altered: list[Altered] = []
    for line in lines:
        found = officers.on(line.day, line.name, ids[line.district])
        if len(found) != 1:
            reason = "ambiguous-officer" if found else "unknown-officer"
            problems.append(RowProblem(line.line, "nama", line.name, reason))
            continue
        wanted = Assignment(line.day, ids[line.district], line.shift, found[0])
        shift = shifts.get(wanted.slot)
        if shift is not None and shift.reported and shift.person_id != wanted.person_id:
            problems.append(_reported(line, officers.names[shift.person_id]))
        slot = f"{line.day:%d-%m-%Y} {line.district} {line.shift}"
        if shift is None:
            new.append(f"{slot}: {line.name}")
        elif shift.person_id != wanted.person_id:
            altered.append(Altered(slot, (Field("nama", officers.names[shift.person_id], line.name),)))
        assignments.append(wanted)
    if problems:
        return refused("duty", problems)
    changed = assign(connection, office_id, assignments, now)
    told = LineChanges(tuple(new), tuple(altered))
    return Imported("duty", len(new), changed - len(new), len(assignments) - changed, lines=told)


def _reported(line: DutyLine, officer: str) -> RowProblem:
    return RowProblem(line.line, "nama", line.name, "shift-reported", {"officer": officer})


_KEYS: tuple[_Key, ...] = (str.casefold, written_key, name_key)


class _Officers:
    """Who can be meant by a name in a kecamatan on a day."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        # By their names as written, by these without signs, and without titles.
        self._people: defaultdict[tuple[_Key, str, int | None], list[Any]] = defaultdict(list)

    @classmethod
    def load(cls, connection: Connection, office_id: int) -> _Officers:
        found = cls()
        for person in connection.execute(_PEOPLE, {"office": office_id}):
            found.names[person.id] = person.name
            for key in _KEYS:
                found._people[key, key(person.name), person.district_id].append(person)
        return found

    def on(self, day: date, name: str, district_id: int) -> list[int]:
        """Ids of those in office on that day: of that very name, or where there is none apart from signs, then titles."""
        for key in _KEYS:
            here = self._people.get((key, key(name), district_id), ())
            found = [person.id for person in here if is_active(person, day)]
            if found:
                return found
        return []


_PEOPLE = select(Person.id, Person.name, Person.district_id, Person.active_from, Person.active_until).where(
    Person.office_id == bindparam("office")
)
