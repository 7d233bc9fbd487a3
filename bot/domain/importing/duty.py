"""A line of a rota of piket: one shift."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.duty.shifts import is_of_another_zone, is_unclear_shift, one_name
from bot.domain.importing.rows import MAX_NAME, MAX_SHIFT, Reader, RowProblem, district_of, read_day
from bot.domain.people.names.written import names_in
from bot.domain.words.unseen import without_unseen

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.importing.columns import Row
    from bot.domain.office.districts import DistrictNames


# As in the tables of a month; "S" may be of the afternoon or "sakit".
_LETTERS = {"p": "pagi", "m": "malam"}
# Which shift, and of no hours that are known: those of the office would be another's.
_WITHOUT_HOURS = re.compile(
    r"(?:shift|sif|giliran)?[\s.:-]*(?:ke[\s-]*)?(?:\d{1,2}|i{1,3}|iv|[a-z]|satu|dua|tiga)[.)]?"
)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One shift; `names` are those in the cell, where they are several."""

    line: int
    day: date
    district: str
    shift: str
    name: str
    names: tuple[str, ...] = ()


def duty_line(row: Row, districts: DistrictNames, default_shift: str, zone: str) -> DutyLine | list[RowProblem]:
    """One line of the duty rota, of an office whose people call their time `zone` (WIB)."""
    reader = Reader(row)
    day = read_day(reader, "tanggal") if reader.text("tanggal", required=True) else None
    name = reader.text("nama", required=True, most=MAX_NAME)
    district = district_of(reader, districts) if reader.text("kecamatan", required=True) else None
    # "Pagi" and "pagi" are one shift.
    shift = reader.text("shift", most=MAX_SHIFT).casefold() or default_shift
    shift = _LETTERS.get(shift, shift)
    if _WITHOUT_HOURS.fullmatch(shift):
        reader.problem("shift", "shift-without-hours")
    elif is_unclear_shift(shift):
        reader.problem("shift", "shift-unclear")
    elif is_of_another_zone(shift, zone):
        reader.problem("shift", "shift-other-zone", own=zone)
    if len(shift) > MAX_SHIFT and not reader.problems:
        # "ß" has become two letters.
        reader.problem("shift", "too-long", length=len(shift), most=MAX_SHIFT)
    if reader.problems or day is None or district is None:
        return reader.problems
    # With its lines, which part names too.
    names = names_in(without_unseen(row.values["nama"]))
    return DutyLine(row.line, day, district, one_name(shift), name, names if len(names) > 1 else ())
