"""A line of a roster: one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.importing.columns import KEPT
from bot.domain.importing.rows import MAX_NAME, MAX_SHOWN, Reader, RowProblem, district_of, read_day
from bot.domain.people.civil_servants import NipProblem, read_nip
from bot.domain.people.names.written import is_no_name, names_in
from bot.domain.people.phones import PhoneProblem, read_phone
from bot.domain.vocabulary import DISTRICT_DIVISIONS, OFFICE_DIVISIONS, OFFICE_POSITIONS, Division, Position, Role
from bot.domain.words.divisions import read_division
from bot.domain.words.positions import read_position
from bot.domain.words.roles import read_role
from bot.domain.words.unseen import without_unseen

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.importing.columns import Row
    from bot.domain.office.districts import DistrictNames
    from bot.domain.words.positions import PositionRead


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person; `district` is the kecamatan's name as the office writes it; `role` is None where the cell is empty.

    Of the columns `unsaid` the line says nothing: what is known stays.
    """

    line: int
    name: str
    phone: str | None
    district: str | None
    position: Position
    division: Division | None
    role: Role | None
    active_from: date | None = None
    active_until: date | None = None
    unsaid: frozenset[str] = frozenset()
    nip: str | None = None


def roster_line(row: Row, districts: DistrictNames) -> RosterLine | list[RowProblem]:
    """One line of the roster."""
    reader = Reader(row, KEPT["roster"])
    name = reader.text("nama", required=True, most=MAX_NAME)
    if name and is_no_name(name):
        reader.problem("nama", "bad-name")
    elif len(several := names_in(without_unseen(row.values.get("nama", "")))) > 1:
        reader.problem("nama", "several-names", names=" | ".join(several)[:MAX_SHOWN])
    phone = None
    if given := reader.text("telepon"):
        try:
            phone = read_phone(given)
        except PhoneProblem as problem:
            reader.problem("telepon", problem.code, **problem.values)
    nip = _nip_of(reader)
    in_district = bool(reader.text("kecamatan"))
    read = reader.read_word("jabatan", lambda value: read_position(value, in_district=in_district), "unknown-position")
    position = read.position if read else None
    division = _division_of(reader, read)
    role = reader.read_word("peran", read_role, "unknown-role") if reader.text("peran") else None
    district = _district_of(reader, read, districts)
    since, until = _optional_day(reader, "mulai"), _optional_day(reader, "sampai")
    if since is not None and until is not None and until < since:
        reader.problem("sampai", "ends-before-start")
    if reader.problems or position is None:
        return reader.problems
    return RosterLine(row.line, name, phone, district, position, division, role, since, until, reader.unsaid, nip)


def _nip_of(reader: Reader) -> str | None:
    """The number of a civil servant, which commissioners and most staff have none of."""
    try:
        return read_nip(reader.text("nip"))
    except NipProblem as problem:
        reader.problem("nip", problem.code, **problem.values)
        return None


def _district_of(reader: Reader, read: PositionRead | None, districts: DistrictNames) -> str | None:
    """The kecamatan of somebody on the roster, which the words of the position may name as well."""
    position = read.position if read else None
    if not reader.text("kecamatan"):
        if position is not None and position not in OFFICE_POSITIONS:
            reader.problem("kecamatan", "needs-district")
        return None
    district = district_of(reader, districts)
    if position in OFFICE_POSITIONS:
        # Theirs is the whole kabupaten: one of the two cells is of somebody else.
        reader.problem("kecamatan", "office-position", position=position.value)
    if read and read.place and district is not None and districts.meant(read.place) != (district,):
        if districts.meant(read.place):
            reader.problem("jabatan", "position-elsewhere", district=district)
        else:
            reader.problem("jabatan", "unknown-position-slip", meant=read.position.value)
    return district


def _division_of(reader: Reader, read: PositionRead | None) -> Division | None:
    """The division of somebody on the roster, by its column or by the words of the position."""
    named = read.division if read else None
    if not reader.text("divisi"):
        return named
    divisions, reason = _divisions_of(read.position if read else None)
    division = reader.read("divisi", lambda value: read_division(value, divisions), reason)
    if division is not None and named is not None and division is not named:
        reader.problem("divisi", "division-other", position=named.value)
    return division


def _divisions_of(position: Position | None) -> tuple[tuple[Division, ...], str]:
    """The divisions in which a position exists, and what is wrong with another."""
    if position is None:
        return tuple(Division), "unknown-division"
    if position in OFFICE_POSITIONS:
        return OFFICE_DIVISIONS, "not-office-division"
    return DISTRICT_DIVISIONS, "not-district-division"


def _optional_day(reader: Reader, column: str) -> date | None:
    return read_day(reader, column) if reader.text(column) else None
