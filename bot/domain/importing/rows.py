"""Lines of import files: text to typed values, every fault named with line, column, value and reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from bot.domain.importing.columns import CALENDAR_COLUMNS, OPTIONAL
from bot.domain.invitations.audience import UnknownAudience, parse_audience
from bot.domain.lengths import units
from bot.domain.meetings.codes import ACTIVITY, named_year
from bot.domain.meetings.period_parser import parse_period
from bot.domain.people.phones import PhoneProblem, read_phone
from bot.domain.vocabulary import (
    DISTRICT_DIVISIONS,
    OFFICE_DIVISIONS,
    OFFICE_POSITIONS,
    ActivityKind,
    Division,
    Position,
    Role,
)
from bot.domain.words.indonesian_dates import DateProblem, parse_date, parse_days
from bot.domain.words.spellings import UnknownWord, read_count, read_division, read_kind, read_position, read_role
from bot.domain.words.unseen import without_unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from bot.domain.importing.columns import Row
    from bot.domain.meetings.period import Period
    from bot.domain.office.districts import DistrictNames
    from bot.domain.words.spellings import PositionRead

# In UTF-16 units, as Telegram counts: what a message with all of an activity, and a paper, has room for.
MAX_NAME = 160
MAX_SHIFT = 40
MAX_DISTRICT = 80
MAX_TEXT = 1500
MAX_OF = {"judul": 500, "waktu": 200, "sasaran": 500, "tempat": 300, "catatan": 500, "desa_kelurahan": 4000}
# So much of a bad value is shown.
MAX_SHOWN = 80
_CODE = re.compile(ACTIVITY)
_DISTRICT_CODE = re.compile(r"\d\d\.\d\d\.\d\d")

# What stays as it is known where a formula has left no result.
_KEPT = {
    "calendar": frozenset(CALENDAR_COLUMNS) & OPTIONAL | {"catatan"},
    "roster": frozenset({"telepon", "divisi", "peran", "mulai", "sampai"}),
}

# Days off that are none any more; and no office is closed for longer.
_WORK_AGAIN = frozenset({"hapus", "dihapus", "masuk", "hari kerja"})
_MOST_DAYS = timedelta(days=62)

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one value; `reason` names a message of `import-problem-*`."""

    line: int
    column: str
    value: str
    reason: str
    values: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One activity."""

    line: int
    code: str
    division: Division
    title: str
    period: Period
    kind: ActivityKind
    audience: str
    participants: int | None
    place: str
    aims: str
    outputs: str
    note: str
    unsaid: frozenset[str] = frozenset()


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


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One shift."""

    line: int
    day: date
    district: str
    shift: str
    name: str


@dataclass(frozen=True, slots=True)
class FreeDayLine:
    """Days off of the office, from the first to the last; no `name`: they are days of work again."""

    line: int
    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """A kecamatan, or one of its lines: desa and kelurahan may stand together or on a line each."""

    line: int
    code: str
    name: str
    villages: tuple[str, ...]


class Reader:
    """Reads one row's columns, gathering problems instead of stopping at the first."""

    def __init__(self, row: Row, kept: frozenset[str] = frozenset()) -> None:
        self.row = row
        self.problems: list[RowProblem] = []
        # Columns of which nothing is said: of `kept` (which then stay as they are), or of another sheet's.
        self.unsaid = frozenset(
            column
            for column, why in row.no_values.items()
            if why == "column-lacking" or (why == "formula-unstored" and column in kept)
        )
        if row.surplus:
            self.problems.append(RowProblem(row.line, "–", row.surplus[:MAX_SHOWN], "surplus"))

    def text(self, column: str, *, required: bool = False, most: int | None = None) -> str:
        most = most or MAX_OF.get(column, MAX_TEXT)
        if column in self.unsaid:
            return ""
        if (why := self.row.no_values.get(column)) is not None:
            self.problem(column, why)
            return ""
        value = " ".join(without_unseen(self.row.values.get(column, "")).split())
        if required and not value:
            self.problem(column, "required")
        elif (length := units(value)) > most:
            self.problem(column, "too-long", length=length, most=most)
        return value

    def read(self, column: str, parse: Callable[[str], V], reason: str, *, default: V | None = None) -> V | None:
        value = self.text(column)
        if not value:
            if default is None:
                self.problem(column, "required")
            return default
        try:
            return parse(value)
        except (ValueError, KeyError):
            self.problem(column, reason)
            return None

    def read_word(self, column: str, parse: Callable[[str], V], reason: str) -> V | None:
        """One of some fixed words; what is none is told with the nearest, where there is one (`REASON-slip`)."""
        value = self.text(column)
        if not value:
            self.problem(column, "required")
            return None
        try:
            return parse(value)
        except UnknownWord as unknown:
            if unknown.nearest is None:
                self.problem(column, reason)
            else:
                self.problem(column, f"{reason}-slip", meant=unknown.nearest)
        return None

    def problem(self, column: str, reason: str, **values: str | int) -> None:
        value = self.row.values.get(column, "")
        problem = RowProblem(self.row.line, column, value[:MAX_SHOWN], reason, values)
        if problem not in self.problems:
            self.problems.append(problem)


def district_line(row: Row, office_code: str) -> DistrictLine | list[RowProblem]:
    """One line of an office's kecamatan; their codes begin with the office's (Kemendagri: of 63.10 63.10.01)."""
    reader = Reader(row)
    code = reader.text("kode", required=True)
    if code and not _DISTRICT_CODE.fullmatch(code):
        reader.problem("kode", "bad-district-code", example=f"{office_code}.01")
    elif code and not code.startswith(f"{office_code}."):
        reader.problem("kode", "district-of-other-office", office=office_code)
    name = reader.text("kecamatan", required=True, most=MAX_DISTRICT)
    villages = tuple(filter(None, (" ".join(one.split()) for one in reader.text("desa_kelurahan").split(";"))))
    return reader.problems or DistrictLine(row.line, code, name, villages)


def calendar_line(row: Row, plan_year: int) -> CalendarLine | list[RowProblem]:
    """One line of the calendar, or everything that is wrong with it."""
    reader = Reader(row, _KEPT["calendar"])
    code = reader.text("kode", required=True).upper()
    if code and not _CODE.fullmatch(code):
        reader.problem("kode", "bad-code")
    division = reader.read("divisi", lambda value: read_division(value, OFFICE_DIVISIONS), "not-office-division")
    title = reader.text("judul", required=True)
    kind = reader.read_word("jenis", read_kind, "unknown-kind")
    audience = reader.text("sasaran")
    try:
        parse_audience(audience)
    except UnknownAudience as unknown:
        if unknown.nearest is None:
            reader.problem("sasaran", "unknown-audience", term=unknown.term[:MAX_SHOWN])
        else:
            reader.problem("sasaran", "unknown-audience-slip", term=unknown.term[:MAX_SHOWN], meant=unknown.nearest)
    participants = reader.read("peserta", read_count, "not-a-number", default=-1)
    words, place, aims, outputs, note = map(reader.text, ("waktu", "tempat", "tujuan", "keluaran", "catatan"))
    if reader.problems or division is None or kind is None:
        return reader.problems
    return CalendarLine(
        row.line,
        code,
        division,
        title,
        parse_period(words, plan_year=plan_year),
        kind,
        audience,
        None if participants == -1 else participants,
        place,
        aims,
        outputs,
        note,
        reader.unsaid,
    )


def year_of_plan(rows: Iterable[Row]) -> int | None:
    """The year of which a calendar is, by the words of its times; None where they do not say."""
    return named_year(row.values.get("waktu", "") for row in rows)


def roster_line(row: Row, districts: DistrictNames) -> RosterLine | list[RowProblem]:
    """One line of the roster."""
    reader = Reader(row, _KEPT["roster"])
    name = reader.text("nama", required=True, most=MAX_NAME)
    phone = None
    if given := reader.text("telepon"):
        try:
            phone = read_phone(given)
        except PhoneProblem as problem:
            reader.problem("telepon", problem.code, **problem.values)
    in_district = bool(reader.text("kecamatan"))
    read = reader.read_word("jabatan", lambda value: read_position(value, in_district=in_district), "unknown-position")
    position = read.position if read else None
    division = _division_of(reader, read)
    role = reader.read_word("peran", read_role, "unknown-role") if reader.text("peran") else None
    district = None
    if in_district:
        district = district_of(reader, districts)
    elif position is not None and position not in OFFICE_POSITIONS:
        reader.problem("kecamatan", "needs-district")
    if read and read.place and district is not None and districts.meant(read.place) != (district,):
        if districts.meant(read.place):
            reader.problem("jabatan", "position-elsewhere", district=district)
        else:
            reader.problem("jabatan", "unknown-position-slip", meant=read.position.value)
    since, until = _optional_day(reader, "mulai"), _optional_day(reader, "sampai")
    if since is not None and until is not None and until < since:
        reader.problem("sampai", "ends-before-start")
    if reader.problems or position is None:
        return reader.problems
    return RosterLine(row.line, name, phone, district, position, division, role, since, until, reader.unsaid)


def duty_line(row: Row, districts: DistrictNames, default_shift: str) -> DutyLine | list[RowProblem]:
    """One line of the duty rota."""
    reader = Reader(row)
    day = _read_day(reader, "tanggal") if reader.text("tanggal", required=True) else None
    name = reader.text("nama", required=True, most=MAX_NAME)
    district = district_of(reader, districts) if reader.text("kecamatan", required=True) else None
    # "Pagi" and "pagi" are one shift.
    shift = reader.text("shift", most=MAX_SHIFT).casefold() or default_shift
    if len(shift) > MAX_SHIFT and not reader.problems:
        # "ß" has become two letters.
        reader.problem("shift", "too-long", length=len(shift), most=MAX_SHIFT)
    if reader.problems or day is None or district is None:
        return reader.problems
    return DutyLine(row.line, day, district, shift, name)


def free_day_line(row: Row, today: date) -> FreeDayLine | list[RowProblem]:
    """One line of an office's own days off: a day, or some that follow each other."""
    reader = Reader(row)
    name = reader.text("keterangan", required=True, most=MAX_NAME)
    days = _read_days(reader, "tanggal_libur", today) if reader.text("tanggal_libur", required=True) else None
    if reader.problems or days is None:
        return reader.problems
    return FreeDayLine(row.line, *days, "" if name.casefold() in _WORK_AGAIN else name)


def district_of(reader: Reader, districts: DistrictNames) -> str | None:
    """The kecamatan that a line names, as the office writes it; None with what is wrong."""
    written = reader.text("kecamatan")
    meant = districts.meant(written)
    if len(meant) == 1:
        return meant[0]
    if meant:
        reader.problem("kecamatan", "ambiguous-district", names=" / ".join(meant))
    elif not districts.names:
        reader.problem("kecamatan", "no-districts")
    elif (slip := districts.closest(written)) is not None:
        reader.problem("kecamatan", "unknown-district-slip", meant=slip)
    else:
        reader.problem("kecamatan", "unknown-district", example=districts.names[0])
    return None


def unstored_notes(kind: str, rows: Iterable[Row]) -> list[RowProblem]:
    """Values that stay as they are because a formula has left no result."""
    kept = _KEPT.get(kind, frozenset())
    return [
        RowProblem(row.line, column, row.values[column][:MAX_SHOWN], why)
        for row in rows
        for column, why in row.no_values.items()
        if why == "formula-unstored" and column in kept
    ]


def duplicates(keys: list[tuple[int, str]], column: str) -> list[RowProblem]:
    """Later lines whose key was there before; `keys` are (line, key)."""
    first: dict[str, int] = {}
    problems = []
    for line, key in keys:
        if key in first:
            problems.append(RowProblem(line, column, key, "duplicate", {"first": first[key]}))
        first.setdefault(key, line)
    return problems


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
    return _read_day(reader, column) if reader.text(column) else None


def _read_day(reader: Reader, column: str) -> date | None:
    try:
        return parse_date(reader.text(column))
    except DateProblem as problem:
        _day_problem(reader, column, problem)
        return None


def _read_days(reader: Reader, column: str, today: date) -> tuple[date, date] | None:
    """Days that follow each other, at most so many that nobody meant a year."""
    try:
        first, last = parse_days(reader.text(column), today=today)
    except DateProblem as problem:
        _day_problem(reader, column, problem)
        return None
    if last - first >= _MOST_DAYS:
        reader.problem(column, "bad-date")
        return None
    return first, last


def _day_problem(reader: Reader, column: str, problem: DateProblem) -> None:
    if problem.code == "weekday_mismatch":
        reader.problem(
            column,
            "weekday-mismatch",
            right=problem.values["right"],
            said=problem.values["said"],
            date=problem.values["date"],
        )
    else:
        reader.problem(column, "bad-date")
