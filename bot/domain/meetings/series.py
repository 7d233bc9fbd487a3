"""A meeting that comes again: how often, on which days, and what a change of one means for those after it.

"Minggu kedua setiap bulan" and the like are read as the plan's own words are; what a head types may also be weekly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from bot.domain.meetings.month_days import days_of_each_month
from bot.domain.meetings.period import MonthDays, MonthPart, PeriodWindow, month_end, part_of_month, week_of_month
from bot.domain.meetings.period_parser import parse_period
from bot.domain.timing import local_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime
    from typing import TypeVar
    from zoneinfo import ZoneInfo

    from bot.domain.facts import Terms
    from bot.domain.meetings.period import Period

_WEEKLY = re.compile(
    r"(?:(?P<two>dua|2|dwi) ?)?(?:mingguan|(?:se|setiap |tiap |per )?(?:minggu|pekan)(?: sekali)?)", re.IGNORECASE
)
_TIMES = re.compile(r"[, ]*\b(?:sebanyak )?(?P<times>\d{1,2}) ?(?:kali|x)(?: lagi)?$", re.IGNORECASE)
_DAYS = r"d([1-9]\d?(?:\.[1-9]\d?)*)(?:-([1-9]\d?))?|n([0-6])((?:\.[0-4])+)|(l)"
_CODE = re.compile(rf"(\d{{1,2}})w(\d{{1,2}})m(?:k([1-5])|p([0-2])|{_DAYS})?(?:x(\d{{1,2}}))?")
# What a button has room for.
_MOST_DAYS = 8
_IN_EACH_MONTH, _LONGEST_MONTH = 28, 31
_WORKING = 5
# More than a year holds of any.
MOST = 60


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many weeks, or every so many months: then perhaps in a week, a part or on days of the month; so many times at most."""

    weeks: int = 0
    months: int = 0
    week: int | None = None
    part: MonthPart | None = None
    times: int = MOST
    within: MonthDays | None = None

    @property
    def code(self) -> str:
        """As a button says it."""
        within = f"k{self.week}" if self.week is not None else "" if self.part is None else f"p{int(self.part)}"
        within += "" if self.within is None else _code_of(self.within)
        times = f"x{self.times}" if self.times != MOST else ""
        return f"{self.weeks}w{self.months}m{within}{times}"


def rhythm_of_code(code: str) -> Rhythm:
    """The reverse of `Rhythm.code`; raises `ValueError`."""
    found = _CODE.fullmatch(code)
    if found is None or not (int(found[1]) or int(found[2])):
        raise ValueError(code)
    week, part, *days, times = found.groups()[2:]
    return Rhythm(
        int(found[1]),
        int(found[2]),
        int(week) if week else None,
        MonthPart(int(part)) if part else None,
        int(times) if times else MOST,
        _days_of_code(*days) if any(days) else None,
    )


def _code_of(within: MonthDays) -> str:
    if within.days:
        till = "" if within.till is None else f"-{within.till}"
        return f"d{'.'.join(map(str, within.days))}{till}"
    return "l" if within.weekday is None else f"n{within.weekday}" + "".join(f".{max(nth, 0)}" for nth in within.nths)


def _days_of_code(
    days: str | None, till: str | None, weekday: str | None, nths: str | None, _last: str | None
) -> MonthDays:
    if days is not None:
        found, end = tuple(map(int, days.split("."))), None if till is None else int(till)
        if (end is None and max(found) > _IN_EACH_MONTH) or (end is not None and not found[0] < end <= _LONGEST_MONTH):
            raise ValueError(days)
        return MonthDays(found, end)
    if weekday is None or nths is None:
        return MonthDays()
    return MonthDays(weekday=int(weekday), nths=tuple(int(nth) or -1 for nth in nths[1:].split(".")))


def rhythm_of(period: Period) -> Rhythm | None:
    """How often the plan's words have it; None: they name no turns."""
    if period.frequency is None or (period.within is not None and len(period.within.days) > _MOST_DAYS):
        return None
    return Rhythm(months=period.frequency.months, week=period.week, part=period.part, within=period.within)


def read_rhythm(text: str, plan_year: int) -> Rhythm | None:
    """How often, as it is typed, and how many times at most; None: it is not understood."""
    said = " ".join(text.split())
    times = MOST
    if (counted := _TIMES.search(said)) is not None:
        said, times = said[: counted.start()], min(int(counted["times"]), MOST)
    weekly = _WEEKLY.fullmatch(said)
    if weekly is not None:
        return Rhythm(weeks=2 if weekly["two"] else 1, times=times)
    each = f"setiap {said}"
    # "tanggal 5", "Jumat terakhir": of each month.
    alone = days_of_each_month(each)
    period = parse_period(each if alone is not None and alone.rest == "setiap bulan" else said, plan_year=plan_year)
    rhythm = None if period.anomaly is not None else rhythm_of(period)
    return None if rhythm is None else replace(rhythm, times=times)


def days_of(rhythm: Rhythm, first: date, until: date, kept_free: Callable[[date], bool]) -> tuple[date, ...]:
    """One day for each turn after that of `first`, up to `until`: as near as can be to the same weekday.

    Days that are kept free are none, nor is a weekend where the first was on none; a turn without a day is left out.
    """

    def _works(day: date) -> bool:
        return not kept_free(day) and (day.weekday() < _WORKING or first.weekday() >= _WORKING)

    found: list[date] = []
    for window, wanted in _turns(rhythm, first, until):
        days = [window.first + timedelta(days=number) for number in range((window.last - window.first).days + 1)]
        able = [day for day in days if max([first, *found[-1:]]) < day <= until and _works(day)]
        if able:
            found.append(min(able, key=lambda day: (abs((day - wanted).days), day)))
    return tuple(found)


def _turns(rhythm: Rhythm, first: date, until: date) -> Iterable[tuple[PeriodWindow, date]]:
    """The days of each turn, and which of them would be best."""
    if rhythm.weeks:
        monday = first - timedelta(days=first.weekday())
        for number in range(1, MOST + 1):
            begins = monday + timedelta(weeks=number * rhythm.weeks)
            if begins > until:
                return
            yield PeriodWindow(begins, begins + timedelta(days=6)), begins + timedelta(days=first.weekday())
        return
    # On days of the month the next may be in the same.
    for number in range(0 if rhythm.within is not None else 1, MOST + 1):
        past = first.month + rhythm.months * number - 1
        begins = first.replace(year=first.year + past // 12, month=past % 12 + 1, day=1)
        if begins > until:
            return
        for window in _within(rhythm, begins):
            if not window.first <= first <= window.last:
                yield window, _alike(rhythm, begins, window, first)


def _alike(rhythm: Rhythm, begins: date, window: PeriodWindow, first: date) -> date:
    """The day of a turn that is most like the first: its weekday, in the week that is named or else in the first's own."""
    week = 0 if rhythm.week is not None else (first.day - 1) // 7
    start = window.first if rhythm.week is not None else begins
    alike = start + timedelta(days=(first.weekday() - start.weekday()) % 7 + week * 7)
    if rhythm.part is not None and not window.first <= alike <= window.last:
        alike = window.first + timedelta(days=(first.weekday() - window.first.weekday()) % 7)
    return min(max(alike, window.first), window.last)


def _within(rhythm: Rhythm, begins: date) -> list[PeriodWindow]:
    if rhythm.within is not None:
        return rhythm.within.windows(begins.year, begins.month)
    if rhythm.week is not None:
        week = week_of_month(begins.year, begins.month, rhythm.week)
        return [] if week is None else [week]
    if rhythm.part is not None:
        return [part_of_month(begins.year, begins.month, rhythm.part)]
    return [PeriodWindow(begins, month_end(begins.year, begins.month))]


class Dated(Protocol):
    """A session, as far as its place in a series goes."""

    @property
    def starts_at(self) -> datetime: ...


if TYPE_CHECKING:
    D = TypeVar("D", bound=Dated)


def from_here_on(series: Sequence[D], after: datetime, now: datetime) -> list[D]:
    """Those that a change of one at `after` may take along: they come later, and have not begun. What is past stays."""
    return [one for one in series if one.starts_at > max(after, now)]


def moved_along(terms: Terms, before: Terms, after: Terms, zone: ZoneInfo) -> Terms:
    """One that comes later, moved as the one was: by as many days, to its hours and its place where these changed."""
    was, is_ = before.starts_at.astimezone(zone), after.starts_at.astimezone(zone)
    own = terms.starts_at.astimezone(zone)
    same_hours = (was.time(), before.ends_at - before.starts_at) == (is_.time(), after.ends_at - after.starts_at)
    at, length = (
        (own.time(), terms.ends_at - terms.starts_at) if same_hours else (is_.time(), after.ends_at - after.starts_at)
    )
    starts = local_instant(own.date() + (is_.date() - was.date()), at, zone)
    return replace(
        terms,
        starts_at=starts,
        ends_at=starts + length,
        open_end=terms.open_end if same_hours else after.open_end,
        place=terms.place if before.place == after.place else after.place,
    )
