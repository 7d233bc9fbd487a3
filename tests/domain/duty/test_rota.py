from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.duty.rota import (
    Flaw,
    Rotation,
    Rule,
    Span,
    Turn,
    absent_of,
    clashes,
    flaws,
    is_day_off,
    laid_over,
    next_of,
    seated,
    stands_in,
)
from bot.domain.duty.rota import turns as turns_of
from bot.domain.duty.shifts import (
    DAY_MINUTES,
    covers_most,
    lacks_rest,
    minutes_of,
    overlap,
    place_of,
    staffed,
    watch_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIRST = date(2023, 10, 30)
HOLIDAYS = frozenset({date(2023, 12, 25), date(2023, 12, 26), date(2023, 11, 10)})
DAYS = st.dates(FIRST, FIRST + timedelta(days=120))
SHIFTS = st.sampled_from(
    [
        ("harian",),
        ("24 jam",),
        ("pagi", "malam"),
        ("08.00-16.00", "16.00-24.00", "00.00-08.00"),
        ("pagi", "sore", "malam"),
    ]
)


def turns(
    rule: Rule,
    first: date,
    last: date,
    *,
    holidays: frozenset[date] = frozenset(),
    away: Mapping[int, Sequence[Span]] | None = None,
) -> list[Turn]:
    """The turns by one rule."""
    return turns_of([rule], first, last, holidays=holidays, away=absent_of([rule], away or {}))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    span = Span(*sorted((draw(DAYS), draw(DAYS))))
    return Rule(
        draw(DAYS),
        tuple(draw(st.lists(st.integers(1, 99), min_size=1, max_size=7, unique=True))),
        staffed(draw(SHIFTS), draw(st.integers(1, 3))),
        draw(st.sampled_from(Rotation)),
        draw(st.booleans()),
        draw(st.sampled_from([(), ((span, ("pagi", "sore", "malam")),)])),
    )


@st.composite
def leaves(draw: st.DrawFn, rule: Rule) -> dict[int, list[Span]]:
    away: dict[int, list[Span]] = {}
    for person in draw(st.lists(st.sampled_from(rule.people), max_size=4)):
        first = draw(DAYS)
        away.setdefault(person, []).append(Span(first, first + timedelta(days=draw(st.integers(0, 20)))))
    return away


@settings(max_examples=60)
@given(st.data())
def test_each_staffed_shift_has_one_officer_who_is_there_and_nowhere_else(data: st.DataObject) -> None:
    rule = data.draw(rules())
    away = data.draw(leaves(rule))
    last = rule.begins + timedelta(days=60)
    found = turns(rule, rule.begins, last, holidays=HOLIDAYS, away=away)
    expected = [
        (day, shift)
        for day in (rule.begins + timedelta(days=ahead) for ahead in range(61))
        for shift in rule.shifts_of(day, HOLIDAYS)
    ]
    assert [(turn.day, turn.shift) for turn in found] == expected
    for turn in found:
        here = [one for one in rule.people if not any(span.holds(turn.day) for span in away.get(one, ()))]
        beside = [one.shift for one in found if one.day == turn.day and one.person == turn.person and one is not turn]
        today = [one for one in found if one.day == turn.day]
        if turn.person is None and place_of(turn.shift) > 1:
            # Nobody serves twice a day to be the second.
            assert set(here) <= {one.person for one in today}
        elif turn.person is None:
            assert set(here) <= {one.person for one in today if overlap(one.shift, turn.shift)}
        else:
            assert turn.person in here
            assert not any(overlap(shift, turn.shift) for shift in beside)
            assert not beside or len(here) < len(rule.shifts_of(turn.day, HOLIDAYS))


@settings(max_examples=60)
@given(st.data(), st.integers(0, 90))
def test_people_who_can_serve_on_the_same_days_never_differ_by_more_than_one(data: st.DataObject, days: int) -> None:
    rule = data.draw(rules().filter(lambda rule: rule.rotation is Rotation.DAILY))
    away = data.draw(leaves(rule))
    last = rule.begins + timedelta(days=days)
    # Where somebody has to serve twice a day for want of people it cannot be fair; this is not often so.
    assume(
        all(
            len(rule.shifts_of(rule.begins + timedelta(days=day), HOLIDAYS)) <= len(rule.people) - len(away)
            for day in range(days + 1)
        )
    )
    served = Counter[int | None]()
    # Not only in the end, but whenever somebody counts.
    for day, of_day in groupby(turns(rule, rule.begins, last, holidays=HOLIDAYS, away=away), lambda turn: turn.day):
        people = [turn.person for turn in of_day]
        assert len(people) == len(rule.shifts_of(day, HOLIDAYS))
        served.update(people)
        alike = [served[one] for one in rule.people if one not in away]
        assert max(alike, default=0) - min(alike, default=0) <= 1


@settings(max_examples=40)
@given(st.data())
def test_a_rule_that_is_saved_again_as_it_is_changes_nothing(data: st.DataObject) -> None:
    rule = data.draw(rules())
    away = absent_of([rule], data.draw(leaves(rule)))
    last = rule.begins + timedelta(days=60)
    again = data.draw(st.lists(st.dates(rule.begins, last), max_size=6, unique=True))
    saved = [replace(rule, begins=begins) for begins in sorted({rule.begins, *again})]
    whole = turns_of([rule], rule.begins, last, holidays=HOLIDAYS, away=away)
    assert turns_of(saved, rule.begins, last, holidays=HOLIDAYS, away=away) == whole


class Played:
    """A secretariat day by day: whoever is on duty when a day comes was, whatever becomes known later."""

    def __init__(self, rule: Rule) -> None:
        self.rules = [rule]
        self.away: dict[int, list[Span]] = {}
        self.written: dict[date, dict[str, int]] = {}
        self.served = Counter[int]()
        self.day = rule.begins

    def ahead(self, last: date) -> list[Turn]:
        away = absent_of(self.rules, self.away)
        return turns_of(self.rules, self.day, last, holidays=HOLIDAYS, away=away, written=self.written)

    def open(self) -> None:
        of_day = self.ahead(self.day)
        assert [turn.shift for turn in of_day] == list(self.rules[-1].shifts_of(self.day, HOLIDAYS))
        people = {turn.shift: turn.person for turn in of_day if turn.person is not None}
        self.written[self.day] = people
        self.served.update(people.values())
        self.day += timedelta(days=1)

    def save(self, people: tuple[int, ...], shifts: tuple[str, ...]) -> None:
        """A rule from tomorrow on, of a day that was opened."""
        self.rules.append(replace(self.rules[-1], begins=self.day, people=people, shifts=shifts))


PATTERNS = st.sampled_from([("harian",), ("24 jam",), ("08.00-20.00", "malam"), staffed(("harian",), 2)])


@settings(max_examples=60)
@given(st.data())
def test_whoever_joins_is_level_with_the_others_and_nobody_falls_behind_by_another_rule(data: st.DataObject) -> None:
    played = Played(Rule(data.draw(DAYS), (1, 2, 3, 4), data.draw(PATTERNS)))
    level = Counter[int]()
    for _ in range(data.draw(st.integers(1, 12))):
        for _ in range(data.draw(st.integers(1, 9))):
            played.open()
            counts = [played.served[one] + level[one] for one in played.rules[-1].people]
            assert max(counts) - min(counts) <= 1
        before = played.rules[-1].people
        # Some stay, whoever else takes turns; who was there before may come back.
        people = {*before[: data.draw(st.integers(1, len(before)))], *data.draw(st.sets(st.integers(1, 9), min_size=3))}
        least = min(played.served[one] + level[one] for one in people if one in before)
        for one in people.difference(before):
            level[one] += max(0, least - played.served[one] - level[one])
        played.save(tuple(sorted(people)), data.draw(PATTERNS))


@settings(max_examples=100)
@given(st.data(), st.sampled_from(Rotation))
def test_whatever_becomes_known_late_whoever_is_always_there_serves_alike(
    data: st.DataObject, rotation: Rotation
) -> None:
    always = (1, 2, 3, 4)
    played = Played(Rule(data.draw(DAYS), (*always, 5, 6, 7), data.draw(PATTERNS), rotation))
    expected = list[Turn]()
    for _ in range(data.draw(st.integers(1, 12))):
        for _ in range(data.draw(st.integers(1, 9))):
            # What was to be seen a day before holds, unless something became known.
            assert not expected or played.ahead(expected[-1].day) == expected
            played.open()
            expected = played.ahead(played.day + timedelta(days=3))
            counts = [played.served[one] for one in always]
            # A week is dealt as a whole.
            assert rotation is Rotation.WEEKLY or max(counts) - min(counts) <= 1
            assert all(len(set(people.values())) == len(people) for people in played.written.values())
        expected = []
        who, today = data.draw(st.integers(5, 9)), played.day - timedelta(days=1)
        match data.draw(st.sampled_from(["leave", "leaves", "rule"])):
            case "leave":
                first = today + timedelta(days=data.draw(st.integers(-20, 9)))
                last = max(first, today) + timedelta(days=data.draw(st.integers(0, 9)))
                played.away.setdefault(who, []).append(Span(first, last))
            case "leaves":
                played.away[who] = [Span(date(2000, 1, 1), date(2200, 1, 1))]
            case _:
                others = data.draw(st.sets(st.integers(5, 9)))
                played.save(tuple(sorted({*always, *others})), data.draw(PATTERNS))


def test_a_week_goes_on_when_its_rule_is_saved_anew_and_is_anothers_when_its_officer_takes_no_more_turns() -> None:
    rule = Rule(FIRST, (1, 2, 3), rotation=Rotation.WEEKLY)
    without = replace(rule, begins=date(2023, 11, 2), people=(2, 3))
    found = turns_of([rule, without], FIRST, date(2023, 11, 19))
    assert [turn.person for turn in found] == [1] * 3 + [2] * 4 + [3] * 7 + [2] * 7
    # Written down, it is theirs; for the days on which they turn out to be away somebody stands in.
    written = {FIRST: {"harian": 1}, date(2023, 10, 31): {"harian": 1}}
    away = {1: [Span(FIRST, date(2023, 11, 1))]}
    found = turns_of([rule], FIRST, date(2023, 11, 5), away=away, written=written)
    assert [turn.person for turn in found] == [1, 1, 2, 1, 1, 1, 1]


def test_what_was_written_down_stays_and_who_has_it_is_in_no_two_places() -> None:
    rule = Rule(FIRST, (1, 2, 3), staffed(("harian",), 2))
    away = {2: [Span(FIRST, date(2200, 1, 1))]}
    both = {FIRST: {"harian": 1, "harian petugas 2": 2}}
    found = turns_of([rule], FIRST, FIRST + timedelta(days=1), away={**away, 3: away[2]}, written=both)
    assert [turn.person for turn in found] == [1, 2, 1, None]
    # Of the days ahead a paper may have been written for one of two.
    second = {FIRST: {"harian petugas 2": 1}}
    assert [turn.person for turn in turns_of([rule], FIRST, FIRST, away=away, written=second)] == [3, 1]


def test_whoever_was_elsewhere_for_a_while_does_not_serve_for_it_once_they_are_back() -> None:
    played = Played(Rule(FIRST, (1, 2, 3, 4)))
    elsewhere = {4: [Span(date(2000, 1, 1), date(2200, 1, 1))]}
    later = date(2024, 6, 1)
    for away, days in (({}, 6), (elsewhere, 40), ({}, 28)):
        # Of the third something is known, so that what was written down counts.
        played.away = {3: [Span(later, later)], **away}
        before = played.served.copy()
        for _ in range(days):
            played.open()
    served = {one: played.served[one] - before[one] for one in (1, 2, 3, 4)}
    assert max(served.values()) - min(served.values()) <= 3
    assert sum(4 in played.written[FIRST + timedelta(days=46 + day)].values() for day in range(7)) <= 4


def test_those_who_have_all_come_anew_are_alike() -> None:
    after, last = FIRST + timedelta(days=40), FIRST + timedelta(days=60)
    saved = [Rule(FIRST, (1, 2)), Rule(after, (3, 4)), Rule(after + timedelta(days=1), (1, 5))]
    served = Counter(turn.person for turn in turns_of(saved, after + timedelta(days=1), last))
    assert served == {1: 10, 5: 10}


ROUND = ("08.00-20.00", "malam")


def _unrested(person: int, turn: Turn, rota: list[Turn]) -> bool:
    """Whether somebody's shift of the day before leaves them no rest before a turn."""
    before = turn.day - timedelta(days=1)
    return any(one.person == person and one.day == before and lacks_rest(one.shift, turn.shift, 1) for one in rota)


@settings(max_examples=80)
@given(st.data(), st.integers(1, 3), st.sampled_from([ROUND, ("pagi", "sore", "malam"), ("24 jam",)]))
def test_nobody_has_two_shifts_back_to_back_while_somebody_else_is_free(
    data: st.DataObject, officers: int, shifts: tuple[str, ...]
) -> None:
    rule = replace(data.draw(rules()), shifts=staffed(shifts, officers))
    away = data.draw(leaves(rule))
    rota = turns(rule, rule.begins, rule.begins + timedelta(days=40), holidays=HOLIDAYS, away=away)
    for turn in rota:
        if turn.person is None or not _unrested(turn.person, turn, rota):
            continue
        if rule.rotation is Rotation.WEEKLY and turn.day.weekday() != 0:
            # A week is one person's, whichever shift it is of.
            continue
        today = {one.person for one in rota if one.day == turn.day}
        here = [one for one in rule.people if not any(span.holds(turn.day) for span in away.get(one, ()))]
        assert all(one in today or _unrested(one, turn, rota) for one in here)


def test_two_by_day_and_two_by_night_rest_between_their_shifts_and_serve_alike() -> None:
    rule = Rule(FIRST, tuple(range(1, 8)), staffed(ROUND, 2))
    rota = turns(rule, FIRST, FIRST + timedelta(days=69))
    assert flaws(rota, {}) == []
    assert set(Counter(turn.person for turn in rota).values()) == {40}
    nights = Counter(turn.person for turn in rota if watch_of(turn.shift) == "malam").values()
    assert max(nights) - min(nights) <= 3


def test_where_people_are_too_few_to_rest_it_is_flagged() -> None:
    after = FIRST + timedelta(days=1)
    rota = turns(Rule(FIRST, (1, 2, 3), staffed(ROUND, 2)), FIRST, after)
    # Each serves every day, and who had the night has it again.
    assert [turn.person for turn in rota] == [1, 2, 3, None, 1, 2, 3, None]
    assert {flaw.kind for flaw in flaws(rota, {})} == {"gap"}
    night, day = Turn(FIRST, "malam", 1), Turn(after, "08.00-20.00", 1)
    assert flaws([night, day], {}) == [Flaw("rest", after, "08.00-20.00", 1)]
    assert flaws([night, day._replace(shift="sore"), Turn(after, "malam", 1)], {}) == [Flaw("rest", after, "malam", 1)]
    # Alone, one shift after the other.
    alone = turns(Rule(FIRST, (1,), ("pagi", "malam")), FIRST, after)
    assert [flaw.kind for flaw in flaws(alone, {})] == ["rest"]


@settings(max_examples=60)
@given(st.data())
def test_officers_of_a_watch_are_different_people_and_none_is_second_where_nobody_is_first(
    data: st.DataObject,
) -> None:
    rule = data.draw(rules())
    away = data.draw(leaves(rule))
    last = rule.begins + timedelta(days=60)
    computed = turns(rule, rule.begins, last, holidays=HOLIDAYS, away=away)
    # Shifts that others have by agreement: those of the rule, of people who are not on duty at that hour.
    agreed = list[Turn]()
    for turn in data.draw(st.lists(st.sampled_from(computed), max_size=8, unique=True)) if computed else []:
        busy = {one.person for one in [*computed, *agreed] if one.day == turn.day}
        able = [one for one in rule.people if one not in busy]
        if able:
            agreed.append(turn._replace(person=data.draw(st.sampled_from(able))))
    for rota in (computed, laid_over(computed, agreed)):
        watches: dict[tuple[date, str], list[int | None]] = {}
        for turn in sorted(rota, key=lambda one: place_of(one.shift)):
            watches.setdefault((turn.day, watch_of(turn.shift)), []).append(turn.person)
        for day, shift in {(turn.day, turn.shift) for turn in rota}:
            assert len(watches[day, watch_of(shift)]) == rule.officers
        for people in watches.values():
            there = [one for one in people if one is not None]
            assert len(set(there)) == len(there)
    for turn in computed:
        first = next(one for one in computed if (one.day, one.shift) == (turn.day, watch_of(turn.shift)))
        assert first.person is not None or turn.person is None


@settings(max_examples=40)
@given(st.data(), st.integers(0, 120))
def test_days_off_are_shared_as_fairly_as_all_days(data: st.DataObject, days: int) -> None:
    people = tuple(range(1, data.draw(st.integers(1, 9)) + 1))
    rule = Rule(data.draw(DAYS), people, staffed(("harian",), data.draw(st.integers(1, len(people)))))
    for off in (True, False):
        served = Counter(
            turn.person
            for turn in turns(rule, rule.begins, rule.begins + timedelta(days=days), holidays=HOLIDAYS)
            if is_day_off(turn.day, HOLIDAYS) is off
        )
        assert max(served[one] for one in people) - min(served[one] for one in people) <= 1


@settings(max_examples=30)
@given(st.data())
def test_any_days_of_a_rota_are_those_of_the_whole(data: st.DataObject) -> None:
    rule = data.draw(rules())
    away = data.draw(leaves(rule))
    first, last = sorted((data.draw(DAYS), data.draw(DAYS)))
    whole = turns(rule, FIRST, FIRST + timedelta(days=150), away=away)
    assert turns(rule, first, last, away=away) == [turn for turn in whole if first <= turn.day <= last]


def test_two_are_on_duty_together_and_a_swap_of_one_leaves_the_other() -> None:
    day = FIRST
    rule = Rule(day, (1, 2, 3, 4), staffed(("harian",), 2))
    assert rule.officers == 2
    computed = turns(rule, day, day)
    assert computed == [Turn(day, "harian", 1), Turn(day, "harian petugas 2", 2)]
    assert laid_over(computed, [Turn(day, "harian petugas 2", 3)]) == [
        Turn(day, "harian", 1),
        Turn(day, "harian petugas 2", 3),
    ]
    # Set by hand, the second by the rule becomes the first; whom that set free is beside them.
    assert laid_over(computed, [Turn(day, "harian", 2)]) == [
        Turn(day, "harian", 2),
        Turn(day, "harian petugas 2", 1),
    ]
    # Shifts of other hours or names stand for the whole watch, as a rota that was imported has them.
    imported = [Turn(day, "pagi", 7), Turn(day, "sore", 8)]
    assert laid_over(computed, imported) == imported
    of_columns = [Turn(day, "petugas 1", 7), Turn(day, "petugas 2", 8)]
    assert laid_over(computed, of_columns) == of_columns


def test_where_people_are_too_few_each_shift_has_somebody_before_any_has_a_second() -> None:
    critical = ((Span(FIRST, FIRST), ("pagi", "sore", "malam")),)
    rule = Rule(FIRST, (1, 2, 3, 4), staffed(("harian",), 2), critical=critical)
    assert turns(rule, FIRST, FIRST) == [
        Turn(FIRST, "pagi", 1),
        Turn(FIRST, "pagi petugas 2", 2),
        Turn(FIRST, "sore", 3),
        Turn(FIRST, "sore petugas 2", None),
        Turn(FIRST, "malam", 4),
        Turn(FIRST, "malam petugas 2", None),
    ]
    alone = turns(Rule(FIRST, (1,), staffed(("harian",), 2)), FIRST, FIRST)
    assert alone == [Turn(FIRST, "harian", 1), Turn(FIRST, "harian petugas 2", None)]
    # One who has the other's place by agreement is not put beside themselves.
    assert laid_over(alone, [Turn(FIRST, "harian petugas 2", 1)]) == [
        Turn(FIRST, "harian", None),
        Turn(FIRST, "harian petugas 2", 1),
    ]
    assert flaws(alone, {}) == [Flaw("gap", FIRST, "harian petugas 2", None)]


def test_who_stands_in_for_whoever_is_away_is_in_no_two_places_at_once() -> None:
    day = FIRST
    first, second = Turn(day, "harian", 1), Turn(day, "harian petugas 2", 2)
    anew = [Turn(day, "harian", 2), Turn(day, "harian petugas 2", 3)]
    assert stands_in(first, [first, second], anew) == 3
    assert stands_in(second, [first, second], [Turn(day, "harian", 1), Turn(day, "harian petugas 2", 4)]) == 4
    # Nobody is left beside the other: it stays, and is pointed out.
    assert stands_in(first, [first, second], [Turn(day, "harian", 2), Turn(day, "harian petugas 2", None)]) is None
    # One after the other is better than nobody, but not than somebody.
    morning, night = Turn(day, "pagi", 1), Turn(day, "malam", 2)
    assert stands_in(morning, [morning, night], [Turn(day, "pagi", 2), Turn(day, "malam", 2)]) == 2
    assert stands_in(morning, [morning, night], [Turn(day, "pagi", 2), Turn(day, "malam", 3)]) == 3
    # Whose the shift is comes before others of that day.
    assert stands_in(morning, [morning], [Turn(day, "malam", 3), Turn(day, "pagi", 4)]) == 4


def test_a_leave_changes_nothing_before_it() -> None:
    rule = Rule(FIRST, (1, 2, 3, 4))
    leave = {2: [Span(date(2023, 11, 13), date(2023, 11, 19))]}
    before = date(2023, 11, 12)
    assert turns(rule, FIRST, before, away=leave) == turns(rule, FIRST, before)
    back = [turn.person for turn in turns(rule, date(2023, 11, 20), date(2023, 11, 27), away=leave)]
    # Who comes back takes turns like everybody, and does not make up for the week away.
    assert back.count(2) == 2


def test_a_week_is_one_persons_and_somebody_stands_in_while_they_are_away() -> None:
    rule = Rule(FIRST, (1, 2, 3), rotation=Rotation.WEEKLY)
    weeks = [turn.person for turn in turns(rule, FIRST, FIRST + timedelta(days=27))]
    assert weeks == [1] * 7 + [2] * 7 + [3] * 7 + [1] * 7
    away = {1: [Span(date(2023, 11, 1), date(2023, 11, 2))]}
    assert [turn.person for turn in turns(rule, FIRST, date(2023, 11, 5), away=away)] == [1, 1, 2, 3, 1, 1, 1]


def test_what_was_agreed_by_another_pattern_is_found_where_it_overlaps_or_leaves_hours_alone() -> None:
    office, two = turns(Rule(FIRST, (1, 2)), FIRST, FIRST), turns(Rule(FIRST, (1, 2), ("pagi", "sore")), FIRST, FIRST)
    day, morning, long = Turn(FIRST, "harian", 9), Turn(FIRST, "pagi", 9), Turn(FIRST, "08.00-20.00", 9)
    # From 14.00 to 16.00 two would be there.
    assert clashes(two, [day]) == [day]
    # From 14.00 to 16.00 nobody would.
    assert clashes(office, [morning]) == [morning]
    # One for both, or both for one, leave nothing.
    assert clashes(two, [long]) == clashes(office, [long]) == []
    assert clashes(office, [morning, Turn(FIRST, "sore", 8)]) == []
    # Of the rule's own shifts, of other hours, of days without any.
    assert clashes(two, [morning]) == clashes(office, [Turn(FIRST, "malam", 9)]) == clashes([], [day]) == []
    # Whoever was beside somebody, where one is enough now.
    second = Turn(FIRST, "harian petugas 2", 9)
    assert clashes(office, [second]) == [second]


@settings(max_examples=40)
@given(st.data())
def test_what_is_left_without_clashes_goes_with_the_rule(data: st.DataObject) -> None:
    rule = replace(
        data.draw(rules()), critical=(), shifts=data.draw(st.sampled_from([("harian",), ("pagi", "sore"), ROUND]))
    )
    computed = turns(rule, rule.begins, rule.begins + timedelta(days=5))
    names = st.sampled_from(["harian", "pagi", "sore", "malam", "08.00-20.00", "harian petugas 2"])
    spots = data.draw(st.lists(st.tuples(st.integers(0, 5), names), max_size=6, unique=True))
    agreed = [Turn(rule.begins + timedelta(days=ahead), name, 200 + ahead) for ahead, name in spots]
    found = clashes(computed, agreed)
    assert set(found) <= set(agreed)
    held = laid_over(computed, [turn for turn in agreed if turn not in found])
    assert clashes(computed, [turn for turn in held if turn not in computed]) == []


def test_a_rule_without_shifts_has_no_turns_on_critical_days_either() -> None:
    ended = Rule(FIRST, (1, 2), (), critical=((Span(FIRST, FIRST), ("pagi",)),))
    assert (ended.runs, ended.officers, ended.shifts_of(FIRST)) == (False, 1, ())
    assert turns(ended, FIRST, FIRST + timedelta(days=3)) == []


def test_a_flaw_is_known_again_by_its_shift_and_whose_it_is() -> None:
    flaw = Flaw("double", FIRST, "pagi", 7)
    others = [
        flaw._replace(kind="rest"),
        flaw._replace(day=FIRST + timedelta(days=1)),
        flaw._replace(shift="sore"),
        flaw._replace(person=8),
        flaw._replace(person=None),
    ]
    assert len({one.key for one in [flaw, *others]}) == 1 + len(others)


def test_what_was_agreed_lies_over_the_rule() -> None:
    rule = Rule(FIRST, (1, 2))
    computed = turns(rule, FIRST, date(2023, 11, 1))
    swapped = Turn(FIRST, "harian", 2)
    assert laid_over(computed, [swapped])[0] == swapped
    # A rota of other shifts that was imported stands for the rule's day.
    imported = [Turn(FIRST, "pagi", 7), Turn(FIRST, "sore", 8)]
    assert laid_over(computed, imported) == [*imported, *computed[1:]]
    # One in the evening stands beside it.
    evening = Turn(FIRST, "malam", 7)
    assert laid_over(computed, [evening]) == [computed[0], evening, *computed[1:]]


def test_a_shift_that_was_swapped_before_the_day_became_critical_leaves_no_hours_alone() -> None:
    day = date(2023, 11, 1)
    rule = Rule(FIRST, (1, 2, 3, 4), critical=((Span(day, day), ("pagi", "sore", "malam")),))
    held = laid_over(turns(rule, day, day), [Turn(day, "harian", 9)])
    # From 08.00 to 16.00, 14.00 to 20.00, 20.00 to 08.00; the morning is agreed.
    assert [turn.shift for turn in held] == ["harian", "sore", "malam"]


@given(rules(), st.data())
def test_no_hour_of_the_rule_is_lost_below_what_was_agreed(rule: Rule, data: st.DataObject) -> None:
    first = data.draw(st.dates(rule.begins, rule.begins + timedelta(days=30)))
    last = first + timedelta(days=4)
    names = st.sampled_from(["harian", "pagi", "24 jam", "malam", "22.00-04.00", "10.00-12.00", "07.30-15.30", "sore"])
    days = st.dates(first, last)
    agreed = data.draw(
        st.lists(st.builds(Turn, days, names, st.integers(1, 9)), max_size=5, unique_by=lambda one: one[:2])
    )
    computed = turns(rule, first, last, holidays=HOLIDAYS)
    held = laid_over(computed, agreed)

    def _minutes(rota: list[Turn]) -> set[int]:
        return {
            turn.day.toordinal() * DAY_MINUTES + minute for turn in rota for minute in range(*minutes_of(turn.shift))
        }

    lost = sorted(_minutes(computed) - _minutes(held))
    # Less than an hour between two shifts is nobody's; what lies after the last day is another rota's.
    stretches = [list(one) for _, one in groupby(enumerate(lost), lambda at: at[1] - at[0])]
    assert all(len(one) < 60 or one[0][1] >= (last.toordinal() + 1) * DAY_MINUTES for one in stretches)
    assert all(left.person is None for left in set(held) - set(agreed) if left[:2] not in {one[:2] for one in computed})


def test_what_a_day_shift_leaves_of_a_longer_one_is_a_gap() -> None:
    rule = Rule(FIRST, (1, 2), shifts=("08.00-20.00", "malam"))
    held = laid_over(turns(rule, FIRST, FIRST), [Turn(FIRST, "harian", 9)])
    assert held == [Turn(FIRST, "harian", 9), Turn(FIRST, "16.00-20.00", None), Turn(FIRST, "malam", 2)]
    assert flaws(held, {}) == [Flaw("gap", FIRST, "16.00-20.00", None)]


def test_shifts_of_two_people_at_the_same_hours_are_flagged_unless_they_serve_together() -> None:
    day = date(2023, 11, 1)
    rota = [Turn(FIRST, "harian", 1), Turn(FIRST, "pagi", 2), Turn(day, "pagi", 1), Turn(day, "pagi petugas 2", 2)]
    assert flaws([*rota, Turn(day, "siang", 3), Turn(day, "12.30-17.00", None)], {}) == [
        Flaw("crowd", FIRST, "pagi", 2),
        Flaw("gap", day, "12.30-17.00", None),
    ]


def test_whoever_an_import_has_in_another_shift_at_once_is_stood_in_for_by_whom_it_set_free() -> None:
    day = FIRST
    # From 08.00 to 14.00, 12.00 to 18.00, 14.00 to 20.00.
    rule = Rule(day, (1, 2, 3), shifts=("pagi", "siang", "sore"))
    computed = turns(rule, day, day)
    assert [turn.person for turn in computed] == [1, 2, 3]
    # The second takes the morning, which overlaps with their own noon: the first, who is free now, takes that.
    assert [turn.person for turn in laid_over(computed, [Turn(day, "pagi", 2)])] == [2, 1, 3]
    # The third in the morning and in the evening serves one after the other, as was agreed.
    assert [turn.person for turn in laid_over(computed, [Turn(day, "pagi", 3)])] == [3, 2, 3]
    # Nobody was set free: it stays, and is pointed out.
    held = laid_over(computed, [Turn(day, "16.00-17.00", 2)])
    assert flaws(held, {}) == [Flaw("double", day, "16.00-17.00", 2)]


@pytest.mark.parametrize(
    ("shifts", "name", "covered"),
    [
        (["harian"], "harian", True),
        (["08.00-16.00"], "harian", True),
        (["harian"], "pagi", True),
        (["harian"], "sore", False),
        (["pagi", "sore"], "harian", True),
        (["sore", "pagi"], "harian", True),
        (["09.00-15.00"], "harian", True),
        (["13.00-21.00"], "harian", False),
        (["12.01-21.00"], "harian", False),
        (["12.00-16.00"], "harian", False),
        (["11.59-16.00"], "harian", True),
        (["malam"], "harian", False),
        (["24 jam"], "malam", True),
        (["malam"], "24 jam", False),
        (["malam", "sore"], "24 jam", True),
        ([], "harian", False),
    ],
)
def test_what_is_agreed_stands_for_shifts_of_which_it_leaves_little(
    shifts: list[str], name: str, *, covered: bool
) -> None:
    assert covers_most(shifts, name) is covered


def test_gaps_double_bookings_and_people_away_are_flagged() -> None:
    rota = [
        Turn(FIRST, "harian", 1),
        Turn(FIRST, "24 jam", 1),
        Turn(date(2023, 10, 31), "harian", None),
        Turn(date(2023, 11, 1), "harian", 2),
        Turn(date(2023, 11, 2), "pagi", 3),
        Turn(date(2023, 11, 2), "malam", 3),
    ]
    assert flaws(rota, {2: [Span(date(2023, 11, 1), date(2023, 11, 1))]}) == [
        Flaw("double", FIRST, "24 jam", 1),
        Flaw("gap", date(2023, 10, 31), "harian", None),
        Flaw("away", date(2023, 11, 1), "harian", 2),
    ]
    assert next_of(rota) == {1: rota[0], 2: rota[3], 3: rota[4]}


def test_nobody_left_is_a_gap_and_never_somebody_away() -> None:
    found = turns(Rule(FIRST, (1,)), FIRST, FIRST, away={1: [Span(FIRST, FIRST)]})
    assert found == [Turn(FIRST, "harian", None)]


def test_where_days_off_are_free_only_working_days_have_shifts() -> None:
    friday, saturday, holiday = date(2023, 11, 3), date(2023, 11, 4), date(2023, 11, 6)
    rule = Rule(friday, (1,), ("pagi", "sore"), days_off=False)
    assert rule.shifts_of(friday) == ("pagi", "sore")
    assert rule.shifts_of(saturday) == ()
    assert rule.shifts_of(holiday, [holiday]) == ()
    staffed = Rule(friday, (1,), ("pagi", "sore"))
    assert staffed.shifts_of(saturday) == staffed.shifts_of(holiday, [holiday]) == ("pagi", "sore")


def test_whoever_is_put_in_another_place_of_the_same_hours_changes_places() -> None:
    day, after = date(2023, 10, 3), date(2023, 10, 4)
    places = [
        Turn(day, "pagi", 1),
        Turn(day, "pagi petugas 2", 2),
        Turn(day, "malam", 3),
        Turn(day, "24 jam", None),
        Turn(after, "pagi", 2),
    ]

    def holders(*chosen: int | None) -> list[int | None]:
        return [turn.person for turn in seated(places, chosen)]

    assert holders() == holders(None, None) == holders(1, 2) == [1, 2, 3, None, 2]
    assert holders(2) == [2, 1, 3, None, 2]
    # Of other hours one may have two, and nobody leaves another day.
    assert holders(3) == [3, 2, 3, None, 2]
    assert holders(2, 4) == [2, 4, 3, None, 2]
    assert holders(None, None, None, 3) == [1, 2, None, 3, 2]
