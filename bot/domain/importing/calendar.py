"""A line of a calendar: one activity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.importing.columns import KEPT
from bot.domain.importing.rows import MAX_SHOWN, Reader, RowProblem
from bot.domain.invitations.audience import UnknownAudience, parse_audience
from bot.domain.meetings.codes import ACTIVITY, named_year
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.vocabulary import OFFICE_DIVISIONS, ActivityKind, Division
from bot.domain.words.counts import read_count
from bot.domain.words.divisions import read_division
from bot.domain.words.kinds import read_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.importing.columns import Row
    from bot.domain.meetings.periods.period import Period

_CODE = re.compile(ACTIVITY)


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


def calendar_line(row: Row, plan_year: int) -> CalendarLine | list[RowProblem]:
    """One line of the calendar, or everything that is wrong with it."""
    reader = Reader(row, KEPT["calendar"])
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
