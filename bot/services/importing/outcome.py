"""What an import did or would not do, and small steps that all kinds share."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from bot.domain.importing.changes import InvitationChange, LeftUndone, LineChanges, Reopened
from bot.domain.importing.columns import Reading
from bot.domain.importing.rows import RowProblem
from bot.domain.office.districts import DistrictNames
from bot.domain.words.hours.zones import ZONE_NAMES
from bot.storage.models import District, Office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.importing.columns import Row
    from bot.domain.people.roster_changes import RosterChanges

L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or (with problems) would not do.

    `kept` is false where nothing was written: of a trial, with problems, and where `asks` says that somebody must first
    agree to what `roster` tells. `notes` are values that were stored and deserve a look; `passed` counts lines that say
    nothing; `detail` goes to the audit trail. `year` is that of the plan, where it was one; `roster` says what changes there, and `lines` what does of other kinds; `invitations` what that comes to in sessions to come;
    `reading` is how the file was read, as its reader told.
    """

    kind: str
    added: int = 0
    changed: int = 0
    same: int = 0
    passed: int = 0
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[RowProblem, ...] = ()
    detail: dict[str, Any] = field(default_factory=dict)
    year: int | None = None
    roster: RosterChanges | None = None
    lines: LineChanges = field(default_factory=LineChanges)
    invitations: tuple[InvitationChange, ...] = ()
    # Incidents whose handler left, or may not handle them any more.
    reopened: tuple[Reopened, ...] = ()
    undone: tuple[LeftUndone, ...] = ()
    reading: Reading = field(default_factory=Reading)
    asks: bool = False
    kept: bool = True


def refused(kind: str, problems: Iterable[RowProblem]) -> Imported:
    """Nothing was written, and why, in the order of the file."""
    return Imported(kind, problems=tuple(sorted(problems, key=lambda problem: (problem.line, problem.column))))


@dataclass(frozen=True, slots=True)
class TargetOffice:
    """The office that a file is for: its code and name, today's date there, and its kecamatan: ids by name, and names to look up.

    `zone` is how its people call their time (WIB).
    """

    office_id: int
    code: str
    name: str
    today: date
    zone: str
    districts: dict[str, int]
    names: DistrictNames

    @classmethod
    def load(cls, connection: Connection, office_id: int, now: datetime) -> TargetOffice:
        office = connection.execute(_OFFICE, {"office": office_id}).one()
        rows = connection.execute(_DISTRICTS, {"office": office_id}).all()
        ids = {row.name: row.id for row in rows}
        codes = {row.code: row.name for row in rows}
        zone = ZONE_NAMES.get(office.timezone, office.timezone)
        today = now.astimezone(ZoneInfo(office.timezone)).date()
        return cls(office_id, office.code, office.name, today, zone, ids, DistrictNames(ids, codes))


_OFFICE = select(Office.code, Office.name, Office.timezone).where(Office.id == bindparam("office"))
_DISTRICTS = (
    select(District.id, District.name, District.code)
    .where(District.office_id == bindparam("office"))
    .order_by(District.code)
)


@dataclass(frozen=True, slots=True)
class TypedSheet(Generic[L]):
    """A file's rows as typed lines, with what is wrong with the others; `columns` are those that the file has."""

    columns: frozenset[str]
    lines: list[L]
    problems: list[RowProblem]


async def read_sheet(rows: Sequence[Row], read: Callable[[Row], L | list[RowProblem]]) -> TypedSheet[L]:
    """Read every row; before any transaction, and others get their turn meanwhile: a roster may have thousands."""
    named = {tuple(row.values) for row in rows}
    sheet: TypedSheet[L] = TypedSheet(frozenset(name for names in named for name in names), [], [])
    faulty = 0
    for number, row in enumerate(rows):
        if number % TURN == 0:
            await asyncio.sleep(0)
        line = read(row)
        if isinstance(line, list):
            sheet.problems.extend(line)
            faulty += 1
            if faulty == MOST_FAULTY and number + 1 < len(rows):
                sheet.problems.append(RowProblem(row.line + 1, "–", "…", "reading-stopped"))
                break
        else:
            sheet.lines.append(line)
    return sheet


# Rows between turns: a millisecond or some.
TURN = 10
# More than anybody reads; looking for what each may mean takes its time.
MOST_FAULTY = 1000
