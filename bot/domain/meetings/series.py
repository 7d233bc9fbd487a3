"""A meeting that comes again: how often, on which days, and what a change of one means for those after it.

"Minggu kedua setiap bulan" and the like are read as the plan's own words are; what a head types may also be weekly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.domain.meetings.month_days import days_of_each_month
from bot.domain.meetings.office_days import WEEKEND
from bot.domain.meetings.period import (
    Frequency,
    MonthDays,
    MonthPart,
    PeriodWindow,
    month_end,
    part_of_month,
    week_of_month,
)
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.timing import local_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime
    from typing import TypeVar
    from zoneinfo import ZoneInfo

    from bot.domain.meetings.office_days import OfficeDay
    from bot.domain.meetings.period import Period
    from bot.domain.meetings.terms import Terms

_WEEKLY = re.compile(
    r"(?:(?P<two>dua|2|dwi) ?)?(?:mingguan|(?:se|setiap |tiap |per )?(?:minggu|pekan)(?: sekali)?)", re.IGNORECASE
)
_TIMES = re.compile(r"[, ]*\b(?:sebanyak )?(?P<times>\d{1,2}) ?(?:kali|x)(?: lagi)?$", re.IGNORECASE)
_DAYS = r"d([1-9]\d?(?:\.[1-9]\d?)*)(?:-([1-9]\d?))?|n([0-6])((?:\.[0-4])+)|(l)"
_CODE = re.compile(rf"(\d{{1,2}})w(\d{{1,2}})m(?:k([1-5])|p([0-2])|{_DAYS})?(?:x(\d{{1,2}}))?")
# What a button has room for.
_MOST_DAYS = 8
# Every so many weeks, or months.
_WEEKS, _MONTHS = (1, 2), frozenset(one.months for one in Frequency)
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
    def is_known(self) -> bool:
        """Whether words can say it: every week or two, or as many months as a plan has it."""
        if self.weeks:
            return self.weeks in _WEEKS and (self.months, self.week, self.part, self.within) == (0, None, None, None)
        of_one_month = self.week is not None or self.within is not None
        return (
            self.months in _MONTHS
            and (self.months == 1 or not of_one_month)
            and (self.within is None or self.within.is_sound)
        )

    @property
    def code(self) -> str:
        """As a button says it."""
        within = f"k{self.week}" if self.week is not None else "" if self.part is None else f"p{int(self.part)}"
        within += "" if self.within is None else _code_of(self.within)
        times = f"x{self.times}" if self.times != MOST else ""
        return f"{self.weeks}w{self.months}m{within}{times}"


def rhythm_of_code(code: str) -> Rhythm:
    """The reverse of `Rhythm.code`; raises `ValueError` for what no rhythm that can be said has."""
    found = _CODE.fullmatch(code)
    if found is None:
        raise ValueError(code)
    week, part, *days, times = found.groups()[2:]
    rhythm = Rhythm(
        int(found[1]),
        int(found[2]),
        int(week) if week else None,
        MonthPart(int(part)) if part else None,
        int(times) if times else MOST,
        _days_of_code(*days) if any(days) else None,
    )
    # Callback data can be forged: by weeks there are no days of the month, and each rhythm is written in one way.
    if (rhythm.weeks and rhythm.months) or not 0 < rhythm.times <= MOST or not rhythm.is_known or rhythm.code != code:
        raise ValueError(code)
    return rhythm


def _code_of(within: MonthDays) -> str:
    if within.days:
        till = "" if within.till is None else f"-{within.till}"
        return f"d{'.'.join(map(str, within.days))}{till}"
    return "l" if within.weekday is None else f"n{within.weekday}" + "".join(f".{max(nth, 0)}" for nth in within.nths)


def _days_of_code(
    days: str | None, till: str | None, weekday: str | None, nths: str | None, _last: str | None
) -> MonthDays:
    if days is not None:
        return MonthDays(tuple(map(int, days.split("."))), None if till is None else int(till))
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
    if not times:
        return None
    weekly = _WEEKLY.fullmatch(said)
    if weekly is not None:
        return Rhythm(weeks=2 if weekly["two"] else 1, times=times)
    each = f"setiap {said}"
    # "tanggal 5", "Jumat terakhir": of each month.
    alone = days_of_each_month(each)
    period = parse_period(each if alone is not None and alone.rest == "setiap bulan" else said, plan_year=plan_year)
    rhythm = None if period.anomaly is not None else rhythm_of(period)
    return None if rhythm is None else replace(rhythm, times=times)


class Why(StrEnum):
    """Why a turn is not on its day, or has none."""

    FREE = "free"
    WEEKEND = "weekend"
    # After the last day that the plan's words allow.
    LATE = "late"
    HELD = "held"
    # The month has no such day, or no such week.
    NO_DAY = "no-day"
    NO_WEEK = "no-week"


@dataclass(frozen=True, slots=True)
class SeriesTurn:
    """A turn of a series: the day that it would have by its words, and the one that it has; none where no day of it can be one.

    `why` is empty where they are the same; `name` is that of the day that is kept free. Of a month without such a day or
    week `wanted` is its first day, and `number` what it lacks.
    """

    wanted: date
    day: date | None = None
    why: Why | None = None
    name: str = ""
    number: int = 0


def turns_of(rhythm: Rhythm, first: date, until: date, kept: Mapping[date, OfficeDay]) -> tuple[SeriesTurn, ...]:
    """The turns after that of `first`, up to `until`, in order: each on a day as near as can be to the same weekday.

    Days that are `kept` free are none, nor is a weekend where the first was on none; a turn may be left without a day.
    """

    def _works(day: date) -> bool:
        return day not in kept and (day.weekday() not in WEEKEND or first.weekday() in WEEKEND)

    found: list[SeriesTurn] = []
    last = first
    for window, wanted in _windows(rhythm, first, until):
        if isinstance(window, int):
            why = Why.NO_DAY if rhythm.within is not None else Why.NO_WEEK
            found.append(SeriesTurn(wanted, why=why, number=window))
            continue
        days = [window.first + timedelta(days=number) for number in range((window.last - window.first).days + 1)]
        day = min(
            (day for day in days if last < day <= until and _works(day)),
            key=lambda day: (abs((day - wanted).days), day),
            default=None,
        )
        if day is None and not first < wanted <= until:
            continue
        if day == wanted:
            found.append(SeriesTurn(wanted, day))
        elif wanted in kept:
            found.append(SeriesTurn(wanted, day, Why.FREE, kept[wanted].name))
        else:
            found.append(SeriesTurn(wanted, day, Why.WEEKEND if wanted <= until else Why.LATE))
        last = day or last
    return tuple(found)


def coming(turns: Iterable[SeriesTurn], today: date, times: int) -> list[SeriesTurn]:
    """Those after today, until so many of them have a day."""
    taken: list[SeriesTurn] = []
    for turn in turns:
        if times and (turn.day or turn.wanted) > today:
            taken.append(turn)
            times -= turn.day is not None
    return taken


def _windows(rhythm: Rhythm, first: date, until: date) -> Iterable[tuple[PeriodWindow | int, date]]:
    """The days of each turn, and which of them would be best; of a month that lacks it the number of the day or week."""
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
            if isinstance(window, int):
                if begins > first:
                    yield window, begins
            elif not window.first <= first <= window.last:
                yield window, _alike(rhythm, begins, window, first)


def _alike(rhythm: Rhythm, begins: date, window: PeriodWindow, first: date) -> date:
    """The day of a turn that is most like the first: its weekday, in the week that is named or else in the first's own."""
    week = 0 if rhythm.week is not None else (first.day - 1) // 7
    start = window.first if rhythm.week is not None else begins
    alike = start + timedelta(days=(first.weekday() - start.weekday()) % 7 + week * 7)
    if rhythm.part is not None and not window.first <= alike <= window.last:
        alike = window.first + timedelta(days=(first.weekday() - window.first.weekday()) % 7)
    return min(max(alike, window.first), window.last)


def _within(rhythm: Rhythm, begins: date) -> list[PeriodWindow | int]:
    if rhythm.within is not None:
        return [*rhythm.within.windows(begins.year, begins.month), *rhythm.within.lacking(begins.year, begins.month)]
    if rhythm.week is not None:
        return [week_of_month(begins.year, begins.month, rhythm.week) or rhythm.week]
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
