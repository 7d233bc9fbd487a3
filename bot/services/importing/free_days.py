"""An office's own days off: kept free of meetings and of piket, beside public holidays; a file adds, renames and removes them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.importing.changes import Altered, Field, LineChanges
from bot.domain.importing.rows import RowProblem
from bot.services.importing.outcome import Imported, refused
from bot.storage.models import FreeDay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from bot.domain.importing.free_days import FreeDayLine
    from bot.services.importing.outcome import TargetOffice, TypedSheet

_COLUMN = "tanggal_libur"


def import_free_days(connection: Connection, place: TargetOffice, sheet: TypedSheet[FreeDayLine]) -> Imported:
    """What the file does not speak of stays as it is; a line with no name that holds takes the day off the list."""
    given, problems = _by_day(sheet.lines)
    if problems or sheet.problems:
        return refused("libur", [*sheet.problems, *problems])
    office = {"office": place.office_id}
    known = {row.day: row.name for row in connection.execute(_KNOWN, office)}
    new = [day for day, name in given.items() if name and day not in known]
    altered = [day for day, name in given.items() if day in known and known[day] != name]
    for day in new:
        connection.execute(insert(FreeDay).values(office_id=place.office_id, day=day, name=given[day]))
    for day in altered:
        if given[day]:
            connection.execute(_RENAME, office | {"of": day, "called": given[day]})
        else:
            connection.execute(_REMOVE, office | {"of": day})
    told = LineChanges(
        tuple(f"{day:%d-%m-%Y}: {given[day]}" for day in new),
        tuple(Altered(f"{day:%d-%m-%Y}", (Field("keterangan", known[day], given[day]),)) for day in altered),
    )
    return Imported("libur", len(new), len(altered), len(given) - len(new) - len(altered), lines=told)


def _by_day(lines: Iterable[FreeDayLine]) -> tuple[dict[date, str], list[RowProblem]]:
    found: dict[date, str] = {}
    first: dict[date, int] = {}
    problems = []
    for line in lines:
        for offset in range((line.last - line.first).days + 1):
            day = line.first + timedelta(days=offset)
            if day in first:
                values: dict[str, str | int] = {"first": first[day]}
                problems.append(RowProblem(line.line, _COLUMN, f"{day:%d-%m-%Y}", "duplicate", values))
            first.setdefault(day, line.line)
            found[day] = line.name
    return dict(sorted(found.items())), problems


_OF_OFFICE = FreeDay.office_id == bindparam("office")
_KNOWN = select(FreeDay.day, FreeDay.name).where(_OF_OFFICE)
_ONE = (_OF_OFFICE, FreeDay.day == bindparam("of"))
_RENAME = update(FreeDay).where(*_ONE).values(name=bindparam("called"))
_REMOVE = delete(FreeDay).where(*_ONE)
