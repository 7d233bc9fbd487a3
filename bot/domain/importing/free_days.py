"""A line of an office's own days off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.importing.rows import MAX_NAME, Reader, RowProblem, day_problem
from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.problem import DateProblem

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.importing.columns import Row

# Days off that are none any more; and no office is closed for longer.
_WORK_AGAIN = frozenset({"hapus", "dihapus", "masuk", "hari kerja"})
_MOST_DAYS = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class FreeDayLine:
    """Days off of the office, from the first to the last; no `name`: they are days of work again."""

    line: int
    first: date
    last: date
    name: str


def free_day_line(row: Row, today: date) -> FreeDayLine | list[RowProblem]:
    """One line of an office's own days off: a day, or some that follow each other."""
    reader = Reader(row)
    name = reader.text("keterangan", required=True, most=MAX_NAME)
    days = _read_days(reader, "tanggal_libur", today) if reader.text("tanggal_libur", required=True) else None
    if reader.problems or days is None:
        return reader.problems
    return FreeDayLine(row.line, *days, "" if name.casefold() in _WORK_AGAIN else name)


def _read_days(reader: Reader, column: str, today: date) -> tuple[date, date] | None:
    """Days that follow each other, at most so many that nobody meant a year."""
    try:
        first, last = parse_days(reader.text(column), today=today)
    except DateProblem as problem:
        day_problem(reader, column, problem)
        return None
    if last - first >= _MOST_DAYS:
        reader.problem(column, "bad-date")
        return None
    return first, last
