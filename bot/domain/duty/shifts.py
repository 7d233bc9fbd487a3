"""Shifts of piket: when each begins and ends, read from its name as the rota writes it; overlap, and rest between two."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.domain.night import is_night, not_at_night
from bot.domain.timing import Due, announcement_due, local_instant
from bot.domain.words.hours.in_names import find_hours

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from bot.domain.duty.shift_facts import ShiftFacts

DEFAULT_HOURS = time(8), time(16)
# Office hours unless the name says otherwise; "malam" and "24 jam" end the next morning.
_NAMED = {
    "pagi": (time(8), time(14)),
    "siang": (time(12), time(18)),
    "sore": (time(14), time(20)),
    "malam": (time(20), time(8)),
    "24 jam": (time(8), time(8)),
}
_PARTS_OF_DAY = ("pagi", "siang", "sore", "malam")
# What a rota offers to choose from; the first has office hours.
SHIFT_NAMES = ("harian", *_NAMED)
# What somebody reports on a day on which nobody of their kecamatan is on duty is kept as of such a shift: no rota has it, it
# owes no report, and nobody else's is of it.
_OUTSIDE = "di luar jadwal"
# "Regu 3-4", "shift 2-3": no hours, but who or which.
_NUMBERED = re.compile(
    r"\b(?:shift|sif|regu|kelompok|klp|tim|team|grup|group|lantai|lt|pos|ruang|gelombang)\b[\s.:-]*[1-5]\s*[-/&\u2010-\u2015]\s*[1-5](?![\d.:])",
    re.IGNORECASE,
)
# "pagi petugas 2": whoever else is on duty in the shift before it.
OFFICER = "petugas"
_OFFICER = re.compile(rf"\s*\b{OFFICER} (\d{{1,2}}|i{{1,3}}|iv)$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ZONE = re.compile(r"(?<![a-z])(?:wib|wita|wit)(?![a-z])")
_CLOCK = re.compile(r"(?<![\d.:])\d{1,2}[.:]\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
# Words that say hours and nothing of which shift it is.
_OF_HOURS = frozenset({"jam", "pukul", "pkl", "pk", "s", "d", "sd", "sampai", "hingga", "wib", "wita", "wit"})
# A span has so many clocks.
_ENDS = 2
DAY_MINUTES = 24 * 60
# Who was on duty until 08.00 may be again in the afternoon, but not before.
_REST = 6 * 60
_OPENS = time(7)
# Whoever is on duty hears of it so long before; where that is at night, on the eve.
_IN_TIME = timedelta(hours=1)
_EVE = time(18)
# So long before a shift begins whoever is there already may report of it.
EARLY = timedelta(hours=1)
# What is told of a rota in the morning is of use until the evening.
_EVENING = time(21)
# A missing report is asked for, and taken as a late one, for a week.
LATE_FOR = timedelta(days=7)
# How long an incident that could not be told is still news.
_NEWS = timedelta(days=3)


@lru_cache(maxsize=1024)
def shift_hours(name: str) -> tuple[time, time]:
    """Begin and end of a shift, office-local: hours in the name ("sore 13.00-21.00"), a known word, else 08.00-16.00.

    An end not after the begin is on the next day.
    """
    written = find_hours(_NUMBERED.sub(" ", name))
    if written is not None:
        return written
    words = name.casefold()
    return next((hours for word, hours in _NAMED.items() if word in words), DEFAULT_HOURS)


def span_name(begins: time, ends: time) -> str:
    """What a shift of these hours is called where nothing else is said of it: "harian", "malam", "16.00-20.00"."""
    known = {DEFAULT_HOURS: SHIFT_NAMES[0], **{hours: word for word, hours in _NAMED.items()}}
    return known.get((begins, ends), f"{begins:%H.%M}-{ends:%H.%M}")


def one_name(name: str) -> str:
    """The same name for what says the same hours alone, however written ("8-16", "08.00–16.00", "harian").

    What is named otherwise keeps its name, and each officer of a watch is the same one.
    """
    watch = watch_of(name)
    of_hours = not watch or (set(_WORD.findall(watch.casefold())) <= _OF_HOURS and find_hours(watch) is not None)
    return beside(span_name(*shift_hours(watch)), place_of(name)) if of_hours else name


def outside_rota(person_id: int) -> str:
    """The shift of what somebody reports though nobody is on duty."""
    return f"{_OUTSIDE} {person_id}"


def is_outside_rota(name: str) -> bool:
    """Whether a shift is such a one."""
    return name.startswith(_OUTSIDE)


def watch_of(name: str) -> str:
    """What shifts of a day have in common whose officers are on duty together: "pagi" of "pagi petugas 2"."""
    return _OFFICER.sub("", name)


def beside(name: str, number: int) -> str:
    """The shift of another officer of the same hours: of the first it is the shift itself."""
    return name if number == 1 else f"{name} {OFFICER} {number}"


def place_of(name: str) -> int:
    """The reverse: which officer of a watch a shift is of."""
    found = _OFFICER.search(name)
    return 1 if found is None else _ROMAN.get(found[1]) or int(found[1])


def staffed(shifts: Iterable[str], officers: int) -> tuple[str, ...]:
    """So many officers in each shift, each in a shift of their own."""
    return tuple(beside(shift, number) for shift in shifts for number in range(1, officers + 1))


def is_unclear_shift(name: str) -> bool:
    """Whether hours are said of which `shift_hours` reads but a part: one alone, several spans, two parts of the day."""
    clocks, words = len(_CLOCK.findall(name)), name.casefold()
    if find_hours(name) is not None:
        return clocks > _ENDS
    return clocks > 0 or sum(word in words for word in _PARTS_OF_DAY) > 1


def is_of_another_zone(name: str, zone: str) -> bool:
    """Whether its hours are said in another zone than `zone` (WIB): they are read as those of the office."""
    return any(said.upper() != zone for said in _ZONE.findall(name.casefold()))


def shift_begins(day: date, name: str, zone: ZoneInfo) -> datetime:
    """The instant a shift begins."""
    return local_instant(day, shift_hours(name)[0], zone)


def shift_ends(day: date, name: str, zone: ZoneInfo) -> datetime:
    """The instant a shift ends: a report that comes later is late."""
    begins, ends = shift_hours(name)
    return local_instant(day + timedelta(days=ends <= begins), ends, zone)


def is_on(day: date, name: str, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a shift is on."""
    return shift_begins(day, name, zone) <= now < shift_ends(day, name, zone)


def is_ahead(day: date, name: str, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a shift has yet to begin, so that nothing can be said of how it was; a little before it begins it can."""
    return now < shift_begins(day, name, zone) - EARLY


def overlap(one: str, other: str) -> bool:
    """Whether two shifts of the same day have an hour in common."""
    first, second = minutes_of(one), minutes_of(other)
    return first[0] < second[1] and second[0] < first[1]


def lacks_rest(earlier: str, later: str, days: int = 0) -> bool:
    """Whether less than six hours lie between two shifts, of which the later one is of so many days after."""
    return minutes_of(later)[0] + days * DAY_MINUTES - minutes_of(earlier)[1] < _REST


def are_at_once(one: str, other: str) -> bool:
    """Whether two shifts of the same day have at least half of the shorter one in common: less is handing over.

    Two parts of the day are one after the other, wherever one ends: their hours are what is usual, and nobody wrote them.
    """
    if _is_part_of_day(one) and _is_part_of_day(other) and shift_hours(one) != shift_hours(other):
        return False
    first, second = minutes_of(one), minutes_of(other)
    shorter = min(first[1] - first[0], second[1] - second[0])
    return 2 * (min(first[1], second[1]) - max(first[0], second[0])) >= shorter


def covers_most(shifts: Iterable[str], name: str) -> bool:
    """Whether shifts of the same day together leave less than half of another one; of its own name nothing."""
    begins, ends = minutes_of(name)
    shifts = list(shifts)
    return minutes_of(name) in map(minutes_of, shifts) or 2 * minutes_left(shifts, name) < ends - begins


def minutes_left(shifts: Iterable[str], name: str) -> int:
    """How many minutes of a shift others of the same day together do not cover."""
    begins, ends = minutes_of(name)
    others = sorted(minutes_of(one) for one in shifts)
    left, reached = 0, begins
    for first, last in others:
        left += max(0, min(first, ends) - reached)
        reached = max(reached, min(last, ends))
    return left + max(0, ends - reached)


def _is_part_of_day(name: str) -> bool:
    words = name.casefold()
    return any(word in words for word in _PARTS_OF_DAY) and find_hours(_NUMBERED.sub(" ", name)) is None


# Shifts have few names.
@lru_cache(256)
def minutes_of(name: str) -> tuple[int, int]:
    """Begin and end of a shift in minutes of its day; of one over midnight the end is more than a day."""
    begins, ends = (at.hour * 60 + at.minute for at in shift_hours(name))
    return begins, ends + DAY_MINUTES * (ends <= begins)


def opening_due(day: date, name: str, now: datetime, zone: ZoneInfo) -> Due:
    """The message that one is on duty, before the shift begins: at 07.00 of the day, an hour before where it begins by then.

    At 18.00 of the evening before where that would be at night; where it is past, at once by day. Of use until the shift's end.
    """
    at = min(local_instant(day, _OPENS, zone), shift_begins(day, name, zone) - _IN_TIME)
    if is_night(at, zone):
        at = local_instant(day - timedelta(days=1), _EVE, zone)
    return Due(not_at_night(max(now, at), zone), shift_ends(day, name, zone))


def changed_due(day: date, name: str, now: datetime, zone: ZoneInfo) -> Due:
    """The news that the next shift is another: at once, at night only where that shift begins before the morning is old."""
    return Due(announcement_due(local_instant(day, shift_hours(name)[0], zone), now, zone), shift_ends(day, name, zone))


def week_due(today: date, now: datetime, zone: ZoneInfo) -> Due:
    """What the head of a secretariat is told of the rota: 07.00, of use until the day is over."""
    return Due(max(now, local_instant(today, _OPENS, zone)), local_instant(today, _EVENING, zone))


def told_by(monday: date, zone: ZoneInfo) -> datetime:
    """When the digest of that Monday is due: it counts shifts that have ended by then, and the next one those that end later."""
    return local_instant(monday, _OPENS, zone)


def missing_due(day: date, name: str, now: datetime, zone: ZoneInfo) -> Due:
    """The question for a missing report: at the shift's end, not at night, of use as long as the report is taken."""
    ends = shift_ends(day, name, zone)
    at = not_at_night(max(now, ends), zone)
    return Due(at, max(at, ends + LATE_FOR))


def incident_due(now: datetime, zone: ZoneInfo, *, urgent: bool) -> Due:
    """An incident is told at once; at night only where it is marked urgent, else with the morning."""
    return Due(now if urgent else not_at_night(now, zone), now + _NEWS)


def told_of(shifts: Sequence[ShiftFacts], now: datetime, zone: ZoneInfo) -> tuple[list[ShiftFacts], list[ShiftFacts]]:
    """Of somebody's shifts without a report, the newest first, (those to report of, the one that is on first; those ahead)."""
    ahead = [one for one in shifts if is_ahead(one.day, one.shift, now, zone)]
    begun = [one for one in shifts if one not in ahead]
    return sorted(begun, key=lambda one: not is_on(one.day, one.shift, now, zone)), ahead


def reported_now(shifts: Sequence[ShiftFacts], now: datetime, zone: ZoneInfo) -> ShiftFacts | None:
    """Which of somebody's reported shifts is spoken of: the one that is on, else the last of those that begin or end today."""
    today = now.astimezone(zone).date()

    def _is_on(one: ShiftFacts) -> bool:
        return is_on(one.day, one.shift, now, zone)

    found = [one for one in shifts if _is_on(one) or today in (one.day, one.due_on)]
    return max(found, key=lambda one: (_is_on(one), shift_begins(one.day, one.shift, zone)), default=None)


def shift_of_incident(shifts: Sequence[ShiftFacts], person_id: int, now: datetime, zone: ZoneInfo) -> ShiftFacts | None:
    """Of which of a kecamatan's shifts an incident is that is reported now: the one that is on, else one of today.

    The person's own comes first, what they reported outside the rota last. None where nobody is on duty today.
    """
    today = now.astimezone(zone).date()

    def _rank(one: ShiftFacts) -> tuple[bool, bool, bool]:
        on = is_on(one.day, one.shift, now, zone)
        return is_outside_rota(one.shift), not on, one.officer.id != person_id

    def _may_be(one: ShiftFacts) -> bool:
        if is_outside_rota(one.shift):
            return one.day == today and one.officer.id == person_id
        return one.day == today or not _rank(one)[1]

    return min((one for one in shifts if _may_be(one)), key=_rank, default=None)
