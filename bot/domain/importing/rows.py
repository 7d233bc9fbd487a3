"""Reading a row of an import file, whatever its kind: every fault named with line, column, value and reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from bot.domain.importing.columns import KEPT
from bot.domain.lengths import units
from bot.domain.words.dates.one_day import parse_date
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.garbled import garbled
from bot.domain.words.unknown import UnknownWord
from bot.domain.words.unseen import without_unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from bot.domain.importing.columns import Row
    from bot.domain.office.districts import DistrictNames

# In UTF-16 units, as Telegram counts: what a message with all of an activity, and a paper, has room for.
MAX_NAME = 160
MAX_SHIFT = 40
MAX_DISTRICT = 80
MAX_TEXT = 1500
MAX_OF = {"judul": 500, "waktu": 200, "sasaran": 500, "tempat": 300, "catatan": 500, "desa_kelurahan": 4000}
# Columns of names of people and places.
_NAMES = frozenset({"nama", "wakil", "kecamatan", "desa_kelurahan"})
# So much of a bad value is shown.
MAX_SHOWN = 80

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one value; `reason` names a message of `import-problem-*`."""

    line: int
    column: str
    value: str
    reason: str
    values: dict[str, str | int] = field(default_factory=dict)


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
        written = self.row.values.get(column, "")
        if not written and not required:
            # Half of the cells of a roster.
            return ""
        if sign := garbled(written, is_name=column in _NAMES):
            self.problem(column, "garbled", sign=sign)
            return ""
        value = " ".join(without_unseen(written).split())
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
        reader.problem("kecamatan", "unknown-district", nearest=districts.nearest(written) or "none")
    return None


def unstored_notes(kind: str, rows: Iterable[Row]) -> list[RowProblem]:
    """Values that stay as they are because a formula has left no result."""
    kept = KEPT.get(kind, frozenset())
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


def read_day(reader: Reader, column: str) -> date | None:
    """A date, or None with what is wrong."""
    try:
        return parse_date(reader.text(column))
    except DateProblem as problem:
        day_problem(reader, column, problem)
        return None


def day_problem(reader: Reader, column: str, problem: DateProblem) -> None:
    """Tell what is wrong with a date."""
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
