"""Lines of a signed attendance list: who came when, and whom of those invited a written name means."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.domain.importing.columns import DAY_COLUMN
from bot.domain.importing.rows import MAX_NAME, MAX_SHOWN, Reader, RowProblem, district_of
from bot.domain.meetings.codes import ACTIVITY
from bot.domain.people.names.alike import is_same_name
from bot.domain.people.names.keys import name_key, written_key
from bot.domain.people.names.written import names_in
from bot.domain.words.dates.one_day import parse_date
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.reading import parse_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime, time

    from bot.domain.importing.columns import Row
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.office.districts import DistrictNames

# Who signs earlier than this was typed with a slip ("01.30" for "13.30").
EARLIEST_BEFORE = timedelta(hours=3)
_SESSION = re.compile(rf"{ACTIVITY}(?:@[0-9]{{4}})?(?:/[0-9]{{1,4}})?")
# "Came", where the paper has no times; "the one who was announced", in the column of substitutes.
_YES = frozenset({"ya", "y", "hadir", "x", "v", "✓", "✔", "√", "1"})
_NO = frozenset(
    {"tidak hadir", "tdk hadir", "tidak", "absen", "alpa", "alpha", "izin", "ijin", "sakit", "berhalangan", "0"}
)
_CLOSE = 0.8
# More figures are a date: 17112023.
_DAY_FIGURES = 2


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """Somebody on the list; `district` is empty for the office's own people.

    `came` is false where the time was left open; `at` is None where it was not written down, but they came.
    `substitute` is the name of who came instead, or "" for oneself; `substituted` says that somebody did. `day` is which
    of a session's days, by number or date, where that was written.
    """

    line: int
    code: str
    district: str
    name: str
    came: bool
    at: time | None
    substituted: bool
    substitute: str
    day: int | date | None = None


@dataclass(frozen=True, slots=True)
class InvitedName:
    """One invitation as a list may name it."""

    invitation_id: int
    district: str
    name: str
    substitute: str


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a line means, and whether the one who stands in came."""

    invitation_id: int
    by_substitute: bool


def attendance_line(row: Row, districts: DistrictNames, zone: str) -> AttendanceLine | list[RowProblem]:
    """One line of the list, or everything that is wrong with it; `zone` is how the office's people call their time (WIB)."""
    reader = Reader(row)
    code = reader.text("sesi", required=True).upper().replace(" ", "")
    if code and not _SESSION.fullmatch(code):
        reader.problem("sesi", "bad-session")
    name = reader.text("nama", required=True, most=MAX_NAME)
    district: str | None = ""
    if reader.text("kecamatan"):
        district = district_of(reader, districts)
    instead = reader.text("wakil", most=MAX_NAME)
    when = reader.text("jam")
    when = "" if when.casefold() in _NO else when
    at = _moment(reader, when, zone) if when and not _is_yes(when) else None
    day = reader.read(DAY_COLUMN, _which_day, "bad-day") if reader.text(DAY_COLUMN) else None
    if reader.problems or district is None:
        return reader.problems
    # A file without the column lists those who came; where it has one, an open time is somebody who did not.
    came = bool(when) or "jam" not in row.values
    return AttendanceLine(
        row.line, code, district, name, came, at, bool(instead), "" if _is_yes(instead) else instead, day
    )


class Invited:
    """A session's invitations, to be found by name without looking at each."""

    def __init__(self, invited: Iterable[InvitedName]) -> None:
        # By (way of comparing, name) everywhere, by (way, name, kecamatan) there.
        self._by: defaultdict[tuple[object, ...], list[InvitedName]] = defaultdict(list)
        self._stands_in: defaultdict[tuple[str, str], list[InvitedName]] = defaultdict(list)
        self._names: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for one in invited:
            for way, key in enumerate(_WAYS):
                name = key(one.name)
                self._by[way, name].append(one)
                self._by[way, name, one.district].append(one)
            if one.substitute:
                self._stands_in[name_key(one.substitute), one.district].append(one)
            self._names[one.district][name_key(one.name)] = one.name

    def named(self, name: str, *district: str) -> list[InvitedName]:
        """Those with exactly this name; if there are none, those who have it apart from signs, then apart from titles."""
        for way, key in enumerate(_WAYS):
            if found := self._by.get((way, key(name), *district)):
                return found
        return []

    def represented_by(self, name: str, district: str) -> list[InvitedName]:
        """Those for whom somebody of that name stands in."""
        return self._stands_in.get((name_key(name), district), [])

    def nearest(self, name: str, district: str) -> str | None:
        """The name that is probably meant."""
        names = self._names.get(district, {})
        found = get_close_matches(name_key(name), names, cutoff=_CLOSE)
        return names[found[0]] if found else None


_WAYS: tuple[Callable[[str], str], ...] = (str.casefold, written_key, name_key)


def whom(line: AttendanceLine, invited: Invited) -> Meant | RowProblem:
    """Whom of a session's invitations a line means: by name, with or without titles, or by who stands in."""
    found = invited.named(line.name, line.district)
    for column, name, meant in (
        ("nama", line.name, [one.name for one in found]),
        ("wakil", line.substitute, [one.substitute for one in found]),
    ):
        # Of two names the second would be passed over as a degree behind a comma is.
        if len(several := names_in(name)) > 1 and written_key(name) not in map(written_key, meant):
            return _problem(line, column, name, "several-names", names=" | ".join(several)[:MAX_SHOWN])
    if len(found) > 1:
        return _problem(line, "nama", line.name, "ambiguous-invited")
    if not found:
        instead = invited.represented_by(line.name, line.district)
        if len(instead) == 1 and not line.substituted:
            return Meant(instead[0].invitation_id, by_substitute=True)
        return _unknown(line, invited)
    return _who_came(line, found[0])


def _who_came(line: AttendanceLine, one: InvitedName) -> Meant | RowProblem:
    if not line.substituted:
        return Meant(one.invitation_id, by_substitute=False)
    if not one.substitute:
        return _problem(line, "wakil", line.substitute or "ya", "no-substitute")
    if line.substitute and not is_same_name(line.substitute, one.substitute):
        return _problem(line, "wakil", line.substitute, "other-substitute", substitute=one.substitute)
    return Meant(one.invitation_id, by_substitute=True)


def day_of(line: AttendanceLine, days: Sequence[MeetingDay]) -> MeetingDay | RowProblem:
    """Which of a session's days a line tells of."""
    if line.day is None:
        return days[0] if len(days) == 1 else _problem(line, DAY_COLUMN, "", "which-day", count=len(days))
    for day in days:
        if line.day in (day.number, day.day):
            return day
    return _problem(
        line, DAY_COLUMN, str(line.day), "other-day", first=days[0].day.isoformat(), last=days[-1].day.isoformat()
    )


def wrong_moment(line: AttendanceLine, at: datetime, starts_at: datetime, ends_at: datetime, now: datetime) -> str:
    """Why somebody cannot have come at `at`; empty if they can."""
    if line.at is None:
        return ""
    if at < starts_at - EARLIEST_BEFORE:
        return "time-early"
    if at > ends_at:
        return "time-after-end"
    return "time-future" if at > now else ""


def _unknown(line: AttendanceLine, invited: Invited) -> RowProblem:
    elsewhere = invited.named(line.name)
    if len(elsewhere) == 1:
        return _problem(line, "nama", line.name, "invited-elsewhere", district=elsewhere[0].district or "Kabupaten")
    if meant := invited.nearest(line.name, line.district):
        return _problem(line, "nama", line.name, "not-invited-slip", meant=meant)
    return _problem(line, "nama", line.name, "not-invited")


def _is_yes(value: str) -> bool:
    return value.casefold() in _YES


def _which_day(value: str) -> int | date:
    if value.isdecimal() and len(value) <= _DAY_FIGURES:
        return int(value)
    try:
        return parse_date(value)
    except DateProblem as problem:
        raise ValueError(str(problem)) from problem


def _moment(reader: Reader, value: str, zone: str) -> time | None:
    """When somebody came; Excel gives 8.5 for a cell in which 8.50 was typed."""
    try:
        return _time(re.sub(r"^(\d{1,2}\.\d)$", r"\g<1>0", value), zone)
    except DateProblem as problem:
        if problem.code == "other_zone":
            reader.problem("jam", "time-other-zone", own=zone, here=problem.values["here"].partition("-")[0])
        else:
            reader.problem("jam", "bad-time")
        return None


# Of a list most say the same few hours.
_time = lru_cache(1024)(parse_time)


def _problem(line: AttendanceLine, column: str, value: str, reason: str, **values: str | int) -> RowProblem:
    return RowProblem(line.line, column, value[:MAX_SHOWN], reason, values)
