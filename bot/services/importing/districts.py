"""The kecamatan of an office with their desa and kelurahan, by code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select

from bot.domain.importing.changes import Altered, Field, LineChanges
from bot.domain.importing.rows import RowProblem
from bot.domain.office.districts import exact_key
from bot.services.importing.outcome import Imported, refused
from bot.storage.changed_rows import change_rows
from bot.storage.models import District

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from bot.domain.importing.districts import DistrictLine
    from bot.services.importing.outcome import TargetOffice, TypedSheet

_VILLAGES = "desa_kelurahan"


@dataclass(slots=True)
class _Given:
    """A kecamatan as the file has it: of one line, or of one line for each desa."""

    line: int
    name: str
    villages: dict[str, int]


def import_districts(connection: Connection, place: TargetOffice, sheet: TypedSheet[DistrictLine]) -> Imported:
    """Add and rename kecamatan; where the file lists desa, they are all that a kecamatan has."""
    given, problems = _gathered(sheet.lines)
    known = {row.code: row for row in connection.execute(_KNOWN, {"office": place.office_id})}
    problems = [*sheet.problems, *problems, *_names_twice(given, known)]
    if problems:
        return refused("kecamatan", problems)
    renamed = [code for code, one in given.items() if code in known and known[code].name != one.name]
    # Names are unique: two that exchange theirs let go first.
    change_rows(connection, District, [{"id": known[code].id, "name": code} for code in renamed])
    added: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    altered: list[Altered] = []
    for code, one in given.items():
        villages = list(one.villages)
        row = known.get(code)
        if row is None:
            added.append({"office_id": place.office_id, "code": code, "name": one.name, "villages": villages})
            continue
        fields = []
        if code in renamed:
            fields.append(Field("kecamatan", row.name, one.name))
            changed.append({"id": row.id, "name": one.name})
        if _VILLAGES in sheet.columns and row.villages != villages:
            fields.append(Field(_VILLAGES, "; ".join(row.villages), "; ".join(villages)))
            changed.append({"id": row.id, "villages": villages})
        if fields:
            altered.append(Altered(code, tuple(fields)))
    change_rows(connection, District, changed)
    if added:
        connection.execute(insert(District), added)
    new = tuple(f"{code} {one.name}" for code, one in given.items() if code not in known)
    same = len(given) - len(new) - len(altered)
    return Imported("kecamatan", len(new), len(altered), same, lines=LineChanges(new, tuple(altered)))


def _gathered(lines: Iterable[DistrictLine]) -> tuple[dict[str, _Given], list[RowProblem]]:
    """Kecamatan by code, and lines that contradict an earlier one or repeat its desa."""
    found: dict[str, _Given] = {}
    problems = []
    for line in lines:
        one = found.setdefault(line.code, _Given(line.line, line.name, {}))
        if one.name != line.name:
            values: dict[str, str | int] = {"first": one.line, "name": one.name}
            problems.append(RowProblem(line.line, "kecamatan", line.name, "district-other-name", values))
        elif one.line != line.line and not line.villages:
            problems.append(RowProblem(line.line, "kode", line.code, "duplicate", {"first": one.line}))
        for village in line.villages:
            if village in one.villages:
                first = one.villages[village]
                problems.append(RowProblem(line.line, _VILLAGES, village, "duplicate", {"first": first}))
            one.villages.setdefault(village, line.line)
    return found, problems


def _names_twice(given: dict[str, _Given], known: dict[str, Any]) -> list[RowProblem]:
    """Two codes with one name: in the file, or with a kecamatan that the file leaves as it is."""
    names = {exact_key(row.name): code for code, row in known.items() if code not in given}
    problems = []
    for code, one in given.items():
        other = names.setdefault(exact_key(one.name), code)
        if other != code:
            problems.append(RowProblem(one.line, "kecamatan", one.name, "district-name-taken", {"code": other}))
    return problems


_KNOWN = (
    select(District.id, District.code, District.name, District.villages)
    .where(District.office_id == bindparam("office"))
    .order_by(District.code)
)
