"""The duty rota: shifts by kecamatan, day and shift, officers by name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.domain.duty.rota import Flaw, Turn
from bot.domain.duty.shifts import beside, is_outside_rota, place_of, shift_hours, watch_of
from bot.domain.importing.changes import Altered, Field, LineChanges
from bot.domain.importing.rows import MAX_SHIFT, MAX_SHOWN, RowProblem, duplicates
from bot.domain.lengths import units
from bot.domain.people.names.keys import name_key, written_key
from bot.services.duty.changing import hold_districts
from bot.services.duty.rota import Assignment, assign, in_the_way, rota
from bot.services.duty.turns import rotas
from bot.services.importing.outcome import Imported, refused
from bot.services.owing.recipients import is_active
from bot.storage.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime, time

    from sqlalchemy import Connection

    from bot.domain.importing.duty import DutyLine
    from bot.services.duty.rota import PlannedShift, Slot
    from bot.services.importing.outcome import TargetOffice, TypedSheet

    _Key = Callable[[str], str]


def import_duty(connection: Connection, place: TargetOffice, sheet: TypedSheet[DutyLine], now: datetime) -> Imported:
    """Add and change shifts, of each officer in a cell one; a shift whose report is in keeps its officer, and a line that says otherwise is a problem."""
    ids, office_id = place.districts, place.office_id
    officers = _Officers.load(connection, office_id)
    problems = list(sheet.problems)
    turns: list[_OfficerTurn] = []
    together: list[DutyLine] = []
    for line in sheet.lines:
        found = officers.of(line, ids[line.district])
        if isinstance(found, RowProblem):
            problems.append(found)
            # The shift is taken all the same: another line for it is a fault of its own.
            found = [_OfficerTurn(line, line.shift, line.name, None)]
        turns += found
        together += [line] if len(found) > 1 else []
    problems += duplicates(
        [(turn.line.line, f"{turn.line.day} {turn.line.district} {turn.shift}") for turn in turns], "tanggal"
    )
    hold_districts(connection, office_id, {ids[line.district] for line in sheet.lines})
    shifts = rota(connection, office_id, [line.day for line in sheet.lines])
    named = _standing_names(turns, shifts, ids)
    assignments = []
    new: list[str] = []
    altered: list[Altered] = []
    for turn in turns:
        line = turn.line
        if turn.person_id is None:
            continue
        wanted = Assignment(line.day, ids[line.district], named.get(turn, turn.shift), turn.person_id)
        shift = shifts.get(wanted.slot)
        if shift is not None and shift.reported and shift.person_id != wanted.person_id:
            problems.append(_reported(line, officers.names[shift.person_id]))
        slot = f"{line.day:%d-%m-%Y} {line.district} {wanted.shift}"
        if shift is None:
            new.append(f"{slot}: {turn.name}")
        elif shift.person_id != wanted.person_id:
            altered.append(Altered(slot, (Field("nama", officers.names[shift.person_id], turn.name),)))
        assignments.append(wanted)
    if problems:
        return refused("duty", problems)
    changed, new_flaws, gone = 0, list[tuple[int, Flaw]](), dict[int, tuple[int, Turn]]()
    if new or altered:
        before, gone = (
            _flaws(connection, office_id, assignments),
            in_the_way(connection, office_id, assignments, shifts),
        )
        changed = assign(connection, office_id, assignments, now, instead_of=gone, standing=shifts)
        new_flaws = [flaw for flaw in _flaws(connection, office_id, assignments) if flaw not in before]
    told = LineChanges(tuple(new), tuple(altered))
    # What is said of whose shift, where and when: of each kind the first is named.
    said = [("opened-gives-way", turn.day, turn.shift, turn.person, place) for place, turn in gone.values()]
    said += [(_FLAWED[flaw.kind], flaw.day, flaw.shift, flaw.person, place) for place, flaw in new_flaws]
    names = {one: name for name, one in ids.items()}
    notes = (*_together(together), *_said_of(sheet.lines, said, names, officers.names))
    return Imported("duty", len(new), changed - len(new), len(assignments) - changed, notes=notes, lines=told)


@dataclass(frozen=True, slots=True)
class _OfficerTurn:
    """One officer of a line, and the shift that is theirs; `person_id` is None where nobody can be meant."""

    line: DutyLine
    shift: str
    name: str
    person_id: int | None


def _together(lines: Sequence[DutyLine]) -> list[RowProblem]:
    """That cells with several names were read as officers who are on duty together; said of the first of them."""
    return [
        RowProblem(line.line, "nama", line.name[:MAX_SHOWN], "officers-together", {"count": len(lines)})
        for line in lines[:1]
    ]


def _standing_names(
    turns: Sequence[_OfficerTurn], shifts: Mapping[Slot, PlannedShift], districts: Mapping[str, int]
) -> dict[_OfficerTurn, str]:
    """Shifts that stand under another name of the same hours, by the turns that take their place.

    A file that has two shifts of the same hours means two.
    """

    def _hours(day: date, district_id: int, shift: str) -> tuple[date, int, tuple[time, time]]:
        return day, district_id, shift_hours(shift)

    wanted, standing = defaultdict[Any, set[str]](set), defaultdict[Any, list[str]](list)
    for turn in turns:
        wanted[_hours(turn.line.day, districts[turn.line.district], turn.shift)].add(watch_of(turn.shift))
    for day, district_id, shift in shifts:
        if not is_outside_rota(shift):
            standing[_hours(day, district_id, shift)].append(watch_of(shift))
    found: dict[_OfficerTurn, str] = {}
    for turn in turns:
        at = _hours(turn.line.day, districts[turn.line.district], turn.shift)
        # One under its own name is that one.
        if standing[at] and len(wanted[at]) == 1 and watch_of(turn.shift) not in standing[at]:
            name = beside(standing[at][0], place_of(turn.shift))
            found |= {turn: name} if units(name) <= MAX_SHIFT else {}
    return found


def _flaws(connection: Connection, office_id: int, assignments: Sequence[Assignment]) -> list[tuple[int, Flaw]]:
    """What is wrong on the days of lines, or on the morning after, with the kecamatan of each."""
    if not assignments:
        return []
    days = {(one.district_id, one.day) for one in assignments}
    days |= {(district_id, day + _DAY) for district_id, day in days}
    first, last = min(day for _, day in days), max(day for _, day in days)
    return [
        (district_id, flaw)
        for district_id, found in rotas(connection, office_id, first - _DAY, last).items()
        for flaw in found.flaws
        if (district_id, flaw.day) in days
    ]


_DAY = timedelta(days=1)
# By what is wrong with a rota what is said of it before it is stored.
_FLAWED = {
    "double": "officer-twice",
    "away": "officer-away",
    "rest": "officer-tired",
    "crowd": "shifts-at-once",
    "gap": "hours-alone",
}


def _said_of(
    lines: Sequence[DutyLine],
    said: Sequence[tuple[str, date, str, int | None, int]],
    districts: Mapping[int, str],
    officers: Mapping[int, str],
) -> list[RowProblem]:
    """What comes of these lines besides: (what, day, shift, whose, kecamatan); of each kind the first is said, and how many there are."""
    notes = []
    for reason in ("opened-gives-way", *_FLAWED.values()):
        of_kind = [one for one in said if one[0] == reason]
        if not of_kind:
            continue
        _, day, shift, person, place = of_kind[0]
        here = [one for one in lines if one.district == districts[place]]
        line = next((one for one in here if one.day == day), None)
        line = line or next(one for one in here if one.day == day - _DAY)
        begins, ends = shift_hours(shift)
        values: dict[str, str | int] = {
            "district": districts[place],
            "day": f"{day.day}/{day.month}",
            "hours": f"{begins:%H.%M}-{ends:%H.%M}",
            "others": len(of_kind) - 1,
        }
        if person is not None and reason not in ("shifts-at-once", "hours-alone"):
            values["name"] = officers[person]
        notes.append(RowProblem(line.line, "shift", line.shift, reason, values))
    return notes


def _reported(line: DutyLine, officer: str) -> RowProblem:
    return RowProblem(line.line, "nama", line.name, "shift-reported", {"officer": officer})


def _of_officer(line: DutyLine, reason: str, name: str = "") -> RowProblem:
    return RowProblem(line.line, "nama", line.name, reason, {"name": name} if name else {})


_AS_WRITTEN: tuple[_Key, ...] = (str.casefold, written_key)
_KEYS: tuple[_Key, ...] = (*_AS_WRITTEN, name_key)


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

    def of(self, line: DutyLine, district_id: int) -> list[_OfficerTurn] | RowProblem:
        """Whom a line means: one person, or all whose names are in its cell; or which name is nobody's."""
        several = bool(line.names)
        found = self.on(line.day, line.name, district_id, _AS_WRITTEN if several else _KEYS)
        each = {name: self.on(line.day, name, district_id) for name in line.names} if several else {}
        unknown = [name for name, people in each.items() if not people]
        if several and not found and unknown:
            return _of_officer(line, "unknown-officer-of", unknown[0])
        if several and not unknown:
            return _of_officer(line, "officer-or-several") if found else self._together(line, each)
        if len(found) != 1:
            return _of_officer(line, "ambiguous-officer" if found else "unknown-officer")
        return [_OfficerTurn(line, line.shift, line.name, found[0])]

    def _together(self, line: DutyLine, each: Mapping[str, list[int]]) -> list[_OfficerTurn] | RowProblem:
        if (twice := next((name for name, found in each.items() if len(found) > 1), None)) is not None:
            return _of_officer(line, "ambiguous-officer-of", twice)
        names: dict[int, str] = {}
        for name, found in each.items():
            names.setdefault(found[0], name)
        if watch_of(line.shift) != line.shift and len(names) > 1:
            # Such columns have a name each.
            return _of_officer(line, "officers-in-column")
        turns = [
            _OfficerTurn(line, beside(line.shift, number), name, person_id)
            for number, (person_id, name) in enumerate(names.items(), 1)
        ]
        return turns if units(turns[-1].shift) <= MAX_SHIFT else _of_officer(line, "officers-long-shift")

    def on(self, day: date, name: str, district_id: int, keys: Sequence[_Key] = _KEYS) -> list[int]:
        """Ids of those in office on that day: of that very name, or where there is none apart from signs, then titles."""
        for key in keys:
            here = self._people.get((key, key(name), district_id), ())
            found = [person.id for person in here if is_active(person, day)]
            if found:
                return found
        return []


_PEOPLE = select(Person.id, Person.name, Person.district_id, Person.active_from, Person.active_until).where(
    Person.office_id == bindparam("office")
)
