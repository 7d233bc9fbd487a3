"""Whose turn it is: a rota computed from a rule, so that no month is copied from the last one.

Whoever has served least is next, and days off are shared as well as working days. Of people who can serve on the same days
none has more than one shift more than another, and nobody has two shifts without a rest between them while somebody else
could serve. Officers who are on duty together have a shift each, and are different people.
What was agreed otherwise (a swap, an imported rota) lies over it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.domain.duty.shifts import (
    DAY_MINUTES,
    are_at_once,
    covers_most,
    lacks_rest,
    minutes_left,
    minutes_of,
    overlap,
    place_of,
    shift_hours,
    span_name,
    staffed,
    watch_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

HARIAN = "harian"
_SATURDAY = 5
_DAY = timedelta(days=1)
# Minutes; less between two shifts is nobody's shift.
_SHORTEST = 60


class Rotation(StrEnum):
    """How long one's turn is; the value is what stands in the database."""

    DAILY = "harian"
    # From Monday to Sunday; who is away on a day of it is stood in for.
    WEEKLY = "mingguan"


class Span(NamedTuple):
    """Days from the first to the last, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Rule:
    """A secretariat's rota: from `begins` on, its people in their order and the shifts of each day.

    `days_off`: whether weekends and holidays are staffed. `critical`: days with other shifts, and always staffed, by as many.
    """

    begins: date
    people: tuple[int, ...]
    shifts: tuple[str, ...] = (HARIAN,)
    rotation: Rotation = Rotation.DAILY
    days_off: bool = True
    critical: tuple[tuple[Span, tuple[str, ...]], ...] = ()

    @property
    def runs(self) -> bool:
        """Whether there are turns by it; one without shifts has ended what was before."""
        return bool(self.shifts)

    @property
    def officers(self) -> int:
        """How many are on duty together."""
        return max((place_of(shift) for shift in self.shifts), default=1)

    def shifts_of(self, day: date, holidays: Collection[date] = ()) -> tuple[str, ...]:
        """The shifts of a day in their order; none where the secretariat is closed."""
        if not self.runs:
            return ()
        for span, shifts in self.critical:
            if span.holds(day):
                return staffed(shifts, self.officers)
        return self.shifts if self.days_off or not is_day_off(day, holidays) else ()


class Turn(NamedTuple):
    """One shift of one day and whose it is; None: nobody can."""

    day: date
    shift: str
    person: int | None


class Flaw(NamedTuple):
    """What is wrong with a rota: nobody serves, somebody serves twice at once, or without a rest, or is away, or two shifts are at once."""

    kind: Literal["gap", "double", "rest", "away", "crowd"]
    day: date
    shift: str
    person: int | None

    @property
    def key(self) -> str:
        """By which it is known again."""
        return f"{self.day:%Y%m%d}:{self.shift}:{self.kind}:{self.person or 0}"


def is_day_off(day: date, holidays: Collection[date] = ()) -> bool:
    """Saturdays, Sundays and holidays, which are shared by themselves."""
    return day.weekday() >= _SATURDAY or day in holidays


def turns(
    rules: Sequence[Rule],
    first: date,
    last: date,
    *,
    holidays: Collection[date] = (),
    away: Mapping[int, Sequence[Span]] | None = None,
    written: Mapping[date, Mapping[str, int]] | None = None,
) -> list[Turn]:
    """The turns of some days, by day and shift, by rules of which each holds until the next one begins.

    They are computed from the first day of the first rule on, so that any days fit any others, and so that another rule goes on
    from what was served under the one before. That somebody is `away` (`absent_of`) may be known late: what was `written` down
    until then, by day and shift, stays whose it was. Where nobody is away rules that differ only in whose they are go alike:
    their rota is computed once, by place.
    """
    if not rules:
        return []
    if not away:
        people = list(dict.fromkeys(one for rule in rules for one in rule.people))
        places = {one: place for place, one in enumerate(people)}
        chain = tuple(replace(rule, people=tuple(places[one] for one in rule.people)) for rule in rules)
        days, alike = _alike(chain, _well_after(last), frozenset(holidays))
        return [
            Turn(day, shift, None if place is None else people[place])
            for day, shift, place in alike[bisect_left(days, first) : bisect_right(days, last)]
        ]
    return [turn for turn in _from_the_start(rules, last, holidays, away, written or {}) if turn.day >= first]


def absent_of(rules: Sequence[Rule], away: Mapping[int, Sequence[Span]]) -> dict[int, Sequence[Span]]:
    """Who of those whose turns it is by rules is away on a day since the first began, and when; whichever days are asked for."""
    if not rules or not away:
        return {}
    absent = ((one, away.get(one, ())) for one in {one for rule in rules for one in rule.people})
    return {one: spans for one, spans in absent if any(rules[0].begins <= span.last for span in spans)}


@lru_cache(maxsize=128)
def _alike(rules: tuple[Rule, ...], last: date, holidays: frozenset[date]) -> tuple[Sequence[date], Sequence[Turn]]:
    found = list(_from_the_start(rules, last, holidays, {}, {}))
    return [turn.day for turn in found], found


_STRETCH = 64


def _well_after(day: date) -> date:
    """The same day for many: what is computed as far as there serves them all."""
    return date.fromordinal((day.toordinal() // _STRETCH + 1) * _STRETCH)


def laid_over(computed: Iterable[Turn], agreed: Sequence[Turn]) -> list[Turn]:
    """The rota that holds: what was agreed (which has somebody for each shift), and of the rule what it does not touch.

    An agreed shift stands for the rule's of its name; others of a day stand for a shift of the rule of which they leave less than
    half. So a day shift that was swapped before a day became a critical one leaves no evening without anybody, and the hours
    that such a one leaves of a longer shift are a shift of their own, which nobody has yet. One of a watch stands for nobody else
    of it. Where the rule would then give one person two shifts at once, somebody takes one of them who has lost theirs to what
    was agreed; where there is nobody, that shift has one officer less.
    """
    by_day: dict[date, list[Turn]] = {}
    for turn in agreed:
        by_day.setdefault(turn.day, []).append(turn)
    kept, free, replaced = list[Turn](), dict[date, list[int]](), list[Turn]()
    for turn in computed:
        others = by_day.get(turn.day)
        if not others or not covers_most([one.shift for one in others if not _are_mates(one, turn)], turn.shift):
            kept.append(turn)
            continue
        replaced.append(turn)
        if turn.person is not None:
            free.setdefault(turn.day, []).append(turn.person)
    for place, turn in enumerate(kept):
        others = by_day.get(turn.day)
        if others and is_busy(turn.person, turn.shift, others):
            whole = [*others, *(one for one in kept if one.day == turn.day)]
            able = [one for one in free.get(turn.day, ()) if not is_busy(one, turn.shift, whole)]
            if able or any(one.person == turn.person and _are_mates(one, turn) for one in others):
                kept[place] = turn._replace(person=able[0] if able else None)
    held = [*agreed, *kept]
    last = max((turn.day for turn in (*kept, *replaced)), default=date.max)
    for turn in replaced:
        held += [left for left in _left_of(turn, held) if left.day <= last]
    return sorted(held, key=_order)


def _left_of(turn: Turn, held: Iterable[Turn]) -> list[Turn]:
    """The hours of a turn in which nobody serves, nor is lacking by another one: each stretch a turn of nobody."""
    begins, ends = _span(turn)
    found, reached = list[Turn](), begins
    for first, last in [*sorted(_span(one) for one in held if abs((one.day - turn.day).days) <= 1), (ends, ends)]:
        if min(first, ends) - reached >= _SHORTEST:
            name = span_name(_clock(reached), _clock(min(first, ends)))
            found.append(Turn(date.fromordinal(reached // DAY_MINUTES), name, None))
        reached = max(reached, last)
    return found


def _span(turn: Turn) -> tuple[int, int]:
    """Begin and end of a turn in minutes of the calendar."""
    midnight = turn.day.toordinal() * DAY_MINUTES
    begins, ends = minutes_of(turn.shift)
    return midnight + begins, midnight + ends


def _clock(at: int) -> time:
    return time(*divmod(at % DAY_MINUTES, 60))


def gives_way(turn: Turn, others: Sequence[Turn]) -> bool:
    """Whether a turn that was written down from the rule goes where others of its day are agreed, as the rule's own would."""
    beside = [one.shift for one in others if not _are_mates(one, turn)]
    return covers_most(beside, turn.shift) or is_busy(turn.person, turn.shift, others)


def clashes(computed: Iterable[Turn], agreed: Iterable[Turn]) -> list[Turn]:
    """What was agreed by another pattern of shifts than the rule's: it overlaps with a shift of the rule, or leaves hours of it alone."""
    of_rule, others = defaultdict[date, list[Turn]](list), defaultdict[date, list[Turn]](list)
    for turn in computed:
        of_rule[turn.day].append(turn)
    for turn in agreed:
        others[turn.day].append(turn)
    return [turn for day in sorted(of_rule.keys() & others.keys()) for turn in _clashes(of_rule[day], others[day])]


def _clashes(of_rule: Sequence[Turn], agreed: Sequence[Turn]) -> list[Turn]:
    names = {turn.shift for turn in of_rule}
    foreign = [turn for turn in agreed if turn.shift not in names]
    # What is left of a shift is a turn of nobody's there.
    held = [turn for turn in laid_over(of_rule, agreed) if turn in agreed or turn.shift in names] if foreign else []
    kept = [turn.shift for turn in held if turn not in agreed]
    alone = [turn.shift for turn in of_rule if minutes_left([one.shift for one in held], turn.shift)]
    return [turn for turn in foreign if any(overlap(turn.shift, shift) for shift in (*kept, *alone))]


def stands_in(turn: Turn, held: Iterable[Turn], computed: Iterable[Turn]) -> int | None:
    """Who of a rota computed anew has a turn instead: whose it is by that, else who is on duty that day; nobody in two at once."""
    others = [one for one in held if one.day == turn.day and one.shift != turn.shift]
    serving = {one.person for one in others}
    of_day = [one for one in computed if one.day == turn.day]
    of_day.sort(key=lambda one: (one.person in serving, one.shift != turn.shift))
    able = (one.person for one in of_day if one.person is not None and not is_busy(one.person, turn.shift, others))
    return next(able, None)


def seated(places: Sequence[Turn], chosen: Sequence[int | None]) -> list[Turn]:
    """Places of some days when so many of the first are given to those `chosen` (None: as it was).

    Whoever had another place in the same hours changes places: nobody is in two at once.
    """
    found = list(places)
    for at, person in enumerate(chosen):
        if person is None or person == found[at].person:
            continue
        for other, turn in enumerate(found):
            if (turn.day, turn.person) == (found[at].day, person) and overlap(turn.shift, found[at].shift):
                found[other] = turn._replace(person=found[at].person)
        found[at] = found[at]._replace(person=person)
    return found


def _are_mates(one: Turn, other: Turn) -> bool:
    """Whether two turns of a day are those of different officers of one watch."""
    return one.shift != other.shift and watch_of(one.shift) == watch_of(other.shift)


def _are_in_each_others_place(one: Turn, other: Turn) -> bool:
    """Whether two turns of a day are at the same hours though nobody has them serve together."""
    return watch_of(one.shift) != watch_of(other.shift) and are_at_once(one.shift, other.shift)


def is_busy(person: int | None, shift: str, day: Iterable[Turn]) -> bool:
    """Whether somebody has a shift of that day that overlaps with one."""
    return any(one.person == person and overlap(one.shift, shift) for one in day)


def flaws(rota: Sequence[Turn], away: Mapping[int, Sequence[Span]]) -> list[Flaw]:
    """Gaps, whoever serves in two shifts at once or one after the other, whoever serves though away, and shifts at once; by day."""
    found: list[Flaw] = []
    seen: dict[int, list[Turn]] = {}
    day: list[Turn] = []
    for turn in rota:
        day = [one for one in day if one.day == turn.day]
        if turn.person is None:
            found.append(Flaw("gap", turn.day, turn.shift, None))
            continue
        before = [one for one in seen.get(turn.person, ()) if turn.day - one.day <= _DAY]
        if is_busy(turn.person, turn.shift, (one for one in before if one.day == turn.day)):
            found.append(Flaw("double", turn.day, turn.shift, turn.person))
        elif is_away(away, turn.person, turn.day):
            found.append(Flaw("away", turn.day, turn.shift, turn.person))
        elif any(lacks_rest(one.shift, turn.shift, (turn.day - one.day).days) for one in before):
            found.append(Flaw("rest", turn.day, turn.shift, turn.person))
        elif any(_are_in_each_others_place(one, turn) for one in day):
            found.append(Flaw("crowd", turn.day, turn.shift, turn.person))
        seen[turn.person] = [*before, turn]
        day.append(turn)
    return found


def watches(rota: Iterable[Turn]) -> list[list[Turn]]:
    """The turns of those who are on duty together, each in the order of the rota."""
    found = defaultdict[tuple[date, str], list[Turn]](list)
    for turn in rota:
        found[turn.day, watch_of(turn.shift)].append(turn)
    return list(found.values())


def next_of(rota: Iterable[Turn]) -> dict[int, Turn]:
    """By person the first turn of a rota that is in order."""
    found: dict[int, Turn] = {}
    for turn in rota:
        if turn.person is not None:
            found.setdefault(turn.person, turn)
    return found


@dataclass(slots=True)
class _Served:
    """How often each person served: in all, on days off or working days, and in each shift, whichever of its officers."""

    all: Counter[int] = field(default_factory=Counter)
    of_kind: dict[bool, Counter[int]] = field(default_factory=lambda: {True: Counter(), False: Counter()})
    of_shift: dict[str, Counter[int]] = field(default_factory=dict)
    last: dict[int, date] = field(default_factory=dict)

    def counters(self) -> Iterator[Counter[int]]:
        yield self.all
        yield from self.of_kind.values()
        yield from self.of_shift.values()

    def least(self, free: Iterable[int], shift: str, *, off: bool) -> int | None:
        """Who is next; of people alike whoever waited longest, then in the rule's order."""
        kind, here = self.of_kind[off], self.of_shift.setdefault(watch_of(shift), Counter())
        long_ago = date.min
        return min(
            free, key=lambda one: (self.all[one], kind[one], here[one], self.last.get(one, long_ago)), default=None
        )

    def add(self, person: int, day: date, shift: str, *, off: bool) -> None:
        self.all[person] += 1
        self.of_kind[off][person] += 1
        self.of_shift.setdefault(watch_of(shift), Counter())[person] += 1
        self.last[person] = day

    def catch_up(self, back: Collection[int], others: Collection[int]) -> None:
        """Whoever comes, or comes back after a while, is where the others are, and does not serve for what they missed."""
        if not back or not others:
            return
        for counter in self.counters():
            least = min(counter[one] for one in others)
            for one in back:
                counter[one] = max(counter[one], least)


# Turns are dealt so that nobody lags as much: whoever does was away of whom that is known no more (in another kecamatan for a
# while), and does not serve for it day after day.
_LAG = 2


def _from_the_start(
    rules: Sequence[Rule],
    last: date,
    holidays: Collection[date],
    away: Mapping[int, Sequence[Span]],
    written: Mapping[date, Mapping[str, int]],
) -> Iterator[Turn]:
    served, was_here = _Served(), set(rules[0].people)
    holders: dict[str, int] = {}
    yesterday: list[Turn] = []
    for rule, until in zip(rules, [*(rule.begins - _DAY for rule in rules[1:]), last], strict=True):
        # Whose week it is goes on through it, where they take turns still.
        weekly = rule.rotation is Rotation.WEEKLY
        holders = {shift: one for shift, one in holders.items() if weekly and one in rule.people}
        for day in map(date.fromordinal, range(rule.begins.toordinal(), min(until, last).toordinal() + 1)):
            here = [one for one in rule.people if not is_away(away, one, day)]
            behind = max((served.all[one] for one in here), default=0) - _LAG
            back = {one for one in here if one not in was_here or served.all[one] < behind}
            served.catch_up(back, was_here.intersection(here).difference(back) or was_here)
            was_here = set(here) or was_here
            if day.weekday() == 0:
                holders = {}
            off, shifts = is_day_off(day, holidays), rule.shifts_of(day, holidays)
            of_day, today = written.get(day, {}), dict[str, Turn]()
            there = here if not of_day else {*here, *of_day.values()}
            for shift in _in_order(shifts, len(there)):
                person = of_day.get(shift)
                if person is None:
                    tired = {one.person for one in yesterday if lacks_rest(one.shift, shift, 1)}
                    able = [one for one in here if not _serves_at(one, shift, of_day)] if of_day else here
                    others = list(today.values())
                    person = _pick(served, able, tired, others, holders, shift, off=off, rotation=rule.rotation)
                elif weekly and person not in holders.values():
                    # Whoever has another shift's week stands in.
                    holders.setdefault(shift, person)
                if person is not None:
                    served.add(person, day, shift, off=off)
                today[shift] = Turn(day, shift, person)
            yesterday = list(today.values())
            yield from (today.get(shift) or Turn(day, shift, None) for shift in shifts)


def _serves_at(person: int, shift: str, of_day: Mapping[str, int]) -> bool:
    """Whether somebody has what was written down of those hours."""
    return any(one == person and overlap(written, shift) for written, one in of_day.items())


def _in_order(shifts: Sequence[str], people: int) -> Sequence[str]:
    """The shifts of a day for which there are people, those of the evening last.

    So whoever needs a rest the next morning has served no less than anybody else, and is passed over without falling behind.
    Where people are few each shift has somebody before any has a second.
    """
    by_place = sorted(shifts, key=place_of)
    firsts = sum(place_of(shift) == 1 for shift in by_place)
    return by_place if people < firsts else sorted(by_place[:people], key=lambda shift: minutes_of(shift)[1])


def _pick(
    served: _Served,
    here: Sequence[int],
    tired: Collection[int | None],
    today: Sequence[Turn],
    holders: dict[str, int],
    shift: str,
    *,
    off: bool,
    rotation: Rotation,
) -> int | None:
    busy = {turn.person for turn in today}
    if rotation is Rotation.WEEKLY:
        holder = holders.get(shift)
        if holder in here and holder not in busy:
            return holder
        if holder is None:
            taken = busy | set(holders.values())
            able = [one for one in here if one not in taken]
            holder = served.least([one for one in able if one not in tired] or able, shift, off=off)
            if holder is not None:
                holders[shift] = holder
                return holder
    free = [one for one in here if one not in busy]
    if not free and place_of(shift) == 1:
        # Fewer people than shifts: nobody is in two places, but one after the other is better than nobody. One alone is enough.
        at_once = {turn.person for turn in today if overlap(turn.shift, shift)}
        free = [one for one in here if one not in at_once]
        tired = {
            turn.person for turn in today if lacks_rest(turn.shift, shift) and lacks_rest(shift, turn.shift)
        } | set(tired)
    return served.least([one for one in free if one not in tired] or free, shift, off=off)


def is_away(away: Mapping[int, Sequence[Span]], person: int, day: date) -> bool:
    """Whether somebody is on leave or not in office that day."""
    spans = away.get(person)
    return spans is not None and any(span.holds(day) for span in spans)


def _order(turn: Turn) -> tuple[date, object, str]:
    return turn.day, shift_hours(turn.shift)[0], turn.shift
