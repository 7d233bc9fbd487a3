"""The roster: people by name and kecamatan, or by number.

Who is who, and what is written of them, is made ready before anything is locked: of thousands of people that takes a second or two,
and on SQLite a press would wait for it. The transaction looks whether everybody still stands as then, and writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, Text, bindparam, cast, literal, select, type_coerce, update

from bot.domain.importing.rows import RowProblem, duplicates
from bot.domain.people.names.keys import name_key
from bot.domain.people.roster_match import KnownPerson, match_roster
from bot.domain.vocabulary import Division, Position, Role
from bot.services import audit
from bot.services.door.decisions import left_undone
from bot.services.importing.outcome import Imported, refused
from bot.services.importing.roster_plan import FIELDS, RosterPlan
from bot.services.owing.foreseeing import changes_foreseen
from bot.services.people.roles import lock_admins
from bot.storage.models import Person
from bot.storage.number_rows import as_list, rows_of_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection, Row, Select
    from sqlalchemy.engine import Dialect

    from bot.domain.importing.changes import LeftUndone
    from bot.domain.importing.roster import RosterLine
    from bot.domain.people.roster_match import Matching
    from bot.services.importing.outcome import TargetOffice, TypedSheet
    from bot.services.importing.roster_plan import RosterWrites

# More than an office of the largest kind has people who leave at once.
_MOST_REPLACED = 500


@dataclass(frozen=True, slots=True)
class RosterComparison:
    """What a file comes to, as people stood (`stored`): a plan with its statements, or what is wrong."""

    stored: Sequence[Row[Any]]
    plan: RosterPlan | None
    writes: RosterWrites | None
    problems: list[RowProblem]


def prepare_roster(connection: Connection, place: TargetOffice, sheet: TypedSheet[RosterLine]) -> RosterComparison:
    """Find out who is who, and make ready what is to be written."""
    stored = _stored(connection, place.office_id)
    found = _prepared(place, sheet, stored, connection.dialect)
    if taken := _taken(_elsewhere(connection, place, sheet.lines), sheet.lines):
        return RosterComparison(stored, None, None, found.problems + taken)
    return found


def compare_roster(
    connection: Connection,
    place: TargetOffice,
    sheet: TypedSheet[RosterLine],
    prepared: RosterComparison,
    *,
    now: datetime,
    agreed: Collection[int] | None,
) -> Imported:
    """What would come of it; nothing is written, and nobody waits."""
    plan = prepared.plan
    if plan is None:
        return refused("roster", prepared.problems)
    changed, new = plan.would_be()
    invitations = changes_foreseen(connection, place.office_id, changed, new, now)
    undone = _left_undone(connection, place, plan)
    return replace(_outcome(sheet, plan, agreed), invitations=invitations, undone=undone)


def import_roster(
    connection: Connection,
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
    elsewhere = _elsewhere(connection, place, sheet.lines)
    problems = prepared.problems or _taken(elsewhere, sheet.lines)
    if problems:
        return refused("roster", problems)
    lock_admins(connection, place.office_id)
    stored = _stored(connection, place.office_id)
    if stored != prepared.stored:
        # Somebody has changed meanwhile.
        prepared = _prepared(place, sheet, stored, connection.dialect)
    plan, writes = prepared.plan, prepared.writes
    if plan is None or writes is None:
        return refused("roster", prepared.problems)
    done = replace(_outcome(sheet, plan, agreed), undone=_left_undone(connection, place, plan))
    if not done.asks:
        for holder in elsewhere:
            _let_go(connection, holder, place, actor_id, now)
        plan.write(connection, writes, actor_id=actor_id, now=now)
    return done


def _left_undone(connection: Connection, place: TargetOffice, plan: RosterPlan) -> tuple[LeftUndone, ...]:
    changed, _ = plan.would_be()
    leaving = {person_id: row["active_until"] for person_id, row in changed.items() if row.get("active_until")}
    return left_undone(connection, place.office_id, leaving)


def _outcome(sheet: TypedSheet[RosterLine], plan: RosterPlan, agreed: Collection[int] | None) -> Imported:
    told = plan.told()
    asks = agreed is not None and not told.asked.issubset(agreed)
    # Who of them, not which: the trail keeps no numbers.
    named = {"roles": told.roles, "numbers": told.renumbered}
    detail = {what: list(names) for what, names in named.items() if names}
    same = len(sheet.lines) - len(plan.new) - len(plan.changed)
    return Imported("roster", len(plan.new), len(plan.changed), same, detail=detail, roster=told, asks=asks)


def _prepared(
    place: TargetOffice, sheet: TypedSheet[RosterLine], stored: Sequence[Row[Any]], dialect: Dialect
) -> RosterComparison:
    lines = sheet.lines
    problems = sheet.problems + duplicates([(line.line, line.phone) for line in lines if line.phone], "telepon")
    problems += duplicates([(line.line, line.nip) for line in lines if line.nip], "nip")
    problems += _nameless_twins(lines)
    if problems:
        return RosterComparison(stored, None, None, problems)
    names = {district_id: name for name, district_id in place.districts.items()}
    people: dict[int, dict[str, Any]] = {row.id: _typed(row) for row in stored}
    matching = match_roster(lines, [_known(row, names, place.today) for row in people.values()])
    problems = matching.problems or _shifted(lines, matching)
    if problems:
        return RosterComparison(stored, None, None, problems)
    given = [field for field, column in FIELDS.items() if column in sheet.columns]
    plan = RosterPlan(place, names, people, matching)
    for line in lines:
        plan.add(line, given)
    problems = plan.without_admin()
    if problems:
        return RosterComparison(stored, None, None, problems)
    return RosterComparison(stored, plan, plan.ready(dialect), [])


def _shifted(lines: Sequence[RosterLine], matching: Matching) -> list[RowProblem]:
    """So many numbers of other people are a column that has slipped, not so many successors."""
    count = len(matching.replaced)
    if count <= _MOST_REPLACED:
        return []
    first = next(line for line in lines if line.line in matching.replaced)
    return [RowProblem(first.line, "telepon", first.phone or "", "numbers-of-others", {"count": count})]


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


@dataclass(frozen=True, slots=True)
class _Holder:
    """Somebody of another office who has a number of the file."""

    person_id: int
    office_id: int
    phone: str
    in_office: bool


def _elsewhere(connection: Connection, place: TargetOffice, lines: Sequence[RosterLine]) -> list[_Holder]:
    given = as_list([int(line.phone)] for line in lines if line.phone)
    rows = connection.execute(_holders(connection.dialect.name), {"office": place.office_id, "phones": given})
    return [_Holder(row.id, row.office_id, row.phone, _is_in_office(row.active_until, place.today)) for row in rows]


def _taken(elsewhere: Sequence[_Holder], lines: Sequence[RosterLine]) -> list[RowProblem]:
    """Of who has left another office the number is free, as of who has left this one."""
    taken = {holder.phone for holder in elsewhere if holder.in_office}
    return [
        RowProblem(line.line, "telepon", line.phone, "phone-taken", {"owner": "kantor lain"})
        for line in lines
        if line.phone in taken
    ]


def _let_go(connection: Connection, holder: _Holder, place: TargetOffice, actor_id: int | None, now: datetime) -> None:
    connection.execute(_WITHOUT_NUMBER, {"person": holder.person_id})
    audit.record(
        connection,
        office_id=holder.office_id,
        at=now,
        actor_id=actor_id,
        action="person.elsewhere",
        subject=f"person:{holder.person_id}",
        office=place.name,
    )


@cache
def _holders(dialect: str) -> Select[int, int, str | None, date | None]:
    rows, (number,) = rows_of_numbers(dialect, "phones", 1)
    written = literal("+").concat(cast(number, Text()))
    return (
        select(Person.id, Person.office_id, Person.phone, Person.active_until)
        .select_from(rows)
        .join(Person, Person.phone == written)
        .where(Person.office_id != bindparam("office"))
    )


# Fixed words as they are stored: thousands of rows are compared without making ours of them.
_WORDS: dict[str, Callable[[str], Any]] = {
    "position": {one.value: one for one in Position}.__getitem__,
    "division": {one.value: one for one in Division}.__getitem__,
    "role": {one.value: one for one in Role}.__getitem__,
}
_WITHOUT_NUMBER = update(Person).where(Person.id == bindparam("person")).values(phone=None)
_STANDING = (
    select(
        Person.id,
        *(
            type_coerce(getattr(Person, name), String()).label(name) if name in _WORDS else getattr(Person, name)
            for name in FIELDS
        ),
    )
    .where(Person.office_id == bindparam("office"))
    .order_by(Person.id)
)


def _stored(connection: Connection, office_id: int) -> Sequence[Row[Any]]:
    """Everybody of the office, as stored."""
    return connection.execute(_STANDING, {"office": office_id}).all()


def _typed(row: Row[Any]) -> dict[str, Any]:
    person = dict(zip(("id", *FIELDS), row, strict=True))
    for name, read in _WORDS.items():
        if person[name] is not None:
            person[name] = read(person[name])
    return person


def _known(row: dict[str, Any], names: dict[int, str], today: date) -> KnownPerson:
    in_office = _is_in_office(row["active_until"], today)
    return KnownPerson(row["id"], row["name"], names.get(row["district_id"]), row["phone"], row["position"], in_office)


def _is_in_office(until: date | None, today: date) -> bool:
    return until is None or today <= until
