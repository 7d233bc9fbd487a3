"""Slots for an activity and for a month at once: reasons, order, and that nobody is wanted twice where it can be helped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.meetings.clashes import Clash, clash
from bot.domain.meetings.periods.window import PeriodWindow
from bot.domain.meetings.proposals.best import best
from bot.domain.meetings.proposals.booked import Booked
from bot.domain.meetings.proposals.month import plan_month
from bot.domain.meetings.proposals.proposal import Proposal
from bot.domain.meetings.proposals.slots import Slot, Wish, engagement, slots
from bot.domain.vocabulary import Division

WIB = ZoneInfo("Asia/Jakarta")
TODAY = date(2023, 11, 1)
SDMO, HPS = Division.SDMO, Division.HPS
FULL, NOON = Slot(date(2023, 11, 13), time(9), time(12)), Slot(date(2023, 11, 13), time(13), time(16))


def wish(
    code: str, first: int, last: int, people: tuple[int, ...] = (1, 2), place: str = "", division: Division = SDMO
) -> Wish:
    windows = (PeriodWindow(date(2023, 11, first), date(2023, 11, last)),)
    return Wish(code, windows, place or f"Ruang {code}", division, frozenset(people))


def test_hours_of_work_on_working_days_that_are_not_closed_after_today() -> None:
    found = slots(wish("A", 1, 7), {date(2023, 11, 6)}, TODAY)
    assert found == [
        Slot(date(2023, 11, 2), time(9), time(12)),
        Slot(date(2023, 11, 2), time(13), time(16)),
        # Between 11.30 and 13.00 is the Friday prayer.
        Slot(date(2023, 11, 3), time(8), time(11)),
        Slot(date(2023, 11, 3), time(13, 30), time(15, 30)),
        Slot(date(2023, 11, 7), time(9), time(12)),
        Slot(date(2023, 11, 7), time(13), time(16)),
    ]


def test_the_best_are_free_on_other_days_and_spread_over_weeks() -> None:
    booked = Booked(WIB)
    for number, day in enumerate((13, 14, 15)):
        booked.add(engagement(wish("T", day, day, (1,)), Slot(date(2023, 11, day), time(9), time(12)), WIB))
        assert len(booked.on(date(2023, 11, 13 + number))) == 1
    found = best(wish("A", 8, 23, (1, 3), division=HPS), booked, (), TODAY)
    assert [one.slot.day.day for one in found] == [8, 9, 10]
    assert all(one.is_free and one.same_week == 0 for one in found)
    crowded = best(wish("B", 13, 14, (1,)), booked, (), TODAY)
    # The afternoon, where the morning is taken.
    assert [(one.slot.day.day, one.slot.begin, one.same_day, one.same_week) for one in crowded] == [
        (13, time(13), 1, 3),
        (14, time(13), 1, 3),
    ]


def test_what_clashes_is_offered_only_where_nothing_is_free_and_says_of_what() -> None:
    booked = Booked(WIB)
    booked.add(engagement(wish("T", 13, 13, (1, 9), "Aula"), FULL, WIB))
    booked.add(engagement(wish("U", 13, 13, (2,), "Hotel", HPS), NOON, WIB))
    (only,) = best(wish("A", 13, 13, (1, 2, 3), "aula", HPS), booked, (), TODAY)
    assert (only.slot.begin, only.clash) == (time(13), Clash(frozenset({2}), head=True)) or only.clash == Clash(
        frozenset({1}), room=True
    )
    assert not only.is_free
    assert only.ahead == 12


@pytest.mark.parametrize(
    ("people", "division", "alike"),
    [((1, 9), HPS, 1), ((9,), SDMO, 1), ((1, 2), SDMO, 1), ((9,), HPS, 0)],
)
def test_alike_is_what_wants_the_same_people_or_is_of_the_same_division(
    people: tuple[int, ...], division: Division, alike: int
) -> None:
    booked = Booked(WIB)
    booked.add(engagement(wish("T", 13, 13, people, division=division), FULL, WIB))
    (only,) = best(wish("A", 13, 13, (1, 2)), booked, (), TODAY)
    assert (only.slot, only.same_day, only.same_week) == (NOON if alike else FULL, alike, alike)


def test_a_room_and_a_head_that_are_wanted_twice_weigh_alike_and_less_than_one_person() -> None:
    clashes = [Clash(), Clash(room=True), Clash(head=True), Clash(room=True, head=True), Clash(frozenset({1}))]
    start = datetime(2023, 11, 13, 2, tzinfo=UTC)
    found = [Proposal(wish("A", 13, 13), FULL, start, start, one, 0, 0, 12).cost[:2] for one in clashes]
    assert found == [(0, 0), (0, 1), (0, 1), (0, 2), (1, 0)]


def test_somebody_goes_elsewhere_where_a_place_is_left_for_one_alone() -> None:
    """B can only be on the 13th in the morning, where A would be first."""
    booked = Booked(WIB)
    booked.add(engagement(wish("T", 13, 13, (1,)), NOON, WIB))
    narrow, wide, third = wish("C", 13, 13, (1,)), wish("B", 13, 14, (1,)), wish("A", 13, 14, (1,))
    plan = plan_month([third, wide, narrow], booked, (), TODAY)
    assert not plan.crowded
    assert {one.wish.code: one.slot.day.day for one in plan.solved} == {"C": 13, "A": 14, "B": 14}


def test_who_finds_nothing_takes_the_place_of_one_that_can_go_elsewhere() -> None:
    def on(code: str, *days: int) -> Wish:
        windows = tuple(PeriodWindow(date(2023, 11, day), date(2023, 11, day)) for day in days)
        return replace(wish(code, 13, 13), windows=windows, hours=((time(9), time(12)),))

    booked = Booked(WIB)
    plan = plan_month([on("A", 13, 14), on("B", 13, 15), on("C", 13, 15)], booked, (), TODAY)
    assert [(one.wish.code, one.slot.day.day) for one in plan.solved] == [("C", 13), ("A", 14), ("B", 15)]
    assert (plan.crowded, plan.without) == ((), ())
    assert [len(booked.on(date(2023, 11, day))) for day in (13, 14, 15)] == [1, 1, 1]
    # Nobody goes where there is nothing else: all stay where they were.
    plan = plan_month([on("A", 13), on("B", 15), on("C", 13, 15)], Booked(WIB), (), TODAY)
    assert [(one.wish.code, one.slot.day.day) for one in plan.solved] == [("A", 13), ("B", 15)]
    assert [one.wish.code for one in plan.crowded] == ["C"]


def test_what_cannot_be_is_said() -> None:
    plan = plan_month(
        [wish("A", 13, 13), wish("B", 13, 13), wish("C", 13, 13), wish("D", 18, 19)], Booked(WIB), (), TODAY
    )
    assert [one.wish.code for one in plan.solved] == ["A", "B"]
    assert [(one.wish.code, len(one.clash.people)) for one in plan.crowded] == [("C", 2)]
    assert [one.code for one in plan.without] == ["D"]


WISHES = st.lists(
    st.builds(
        lambda first, length, people, place, division: (first, min(first + length, 30), tuple(people), place, division),
        st.integers(2, 30),
        st.integers(0, 9),
        st.sets(st.integers(1, 6), max_size=4),
        st.sampled_from(["Aula", "Hotel"]),
        st.sampled_from(list(Division)),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=40)
@given(WISHES, WISHES)
def test_a_month_that_is_accepted_wants_nobody_no_room_and_no_head_twice(
    asked: list[tuple[int, int, tuple[int, ...], str, Division]],
    held: list[tuple[int, int, tuple[int, ...], str, Division]],
) -> None:
    wishes = [wish(f"W{number}", *one) for number, one in enumerate(asked)]
    booked = Booked(WIB)
    before = []
    for number, one in enumerate(held):
        other = wish(f"H{number}", *one)
        for slot in slots(other, (), TODAY)[:1]:
            before.append(engagement(other, slot, WIB))
            booked.add(before[-1])
    plan = plan_month(wishes, booked, {date(2023, 11, 28)}, TODAY)
    placed = [engagement(one.wish, one.slot, WIB) for one in plan.solved]
    assert not any(clash(one, other) for one, other in combinations(placed, 2))
    assert not any(clash(one, other) for one in placed for other in before)
    assert sorted(one.wish.code for one in (*plan.solved, *plan.crowded)) == sorted(
        one.code for one in wishes if one not in plan.without
    )
    for found in (*plan.solved, *plan.crowded):
        assert found.slot in slots(found.wish, {date(2023, 11, 28)}, TODAY)
    # `booked` says the same as the plan.
    for day in range(1, 31):
        on = date(2023, 11, day)
        assert len(booked.on(on)) == sum(one.days[0].day == on for one in (*placed, *before))


@pytest.mark.parametrize("count", [2, 3, 4])
def test_as_many_as_there_are_slots_all_find_one(count: int) -> None:
    wishes = [wish(f"W{number}", 13, 14) for number in range(count)]
    assert len(plan_month(wishes, Booked(WIB), (), TODAY).solved) == count


def test_the_plans_own_hours_stand_in_place_of_the_usual_ones() -> None:
    evening = replace(wish("A", 2, 3), hours=((time(19), time(21)),))
    assert slots(evening, set(), TODAY) == [
        Slot(date(2023, 11, 2), time(19), time(21)),
        Slot(date(2023, 11, 3), time(19), time(21)),
    ]


def test_a_wish_is_the_first_of_its_activity_unless_it_is_another() -> None:
    first = wish("SDMO-02", 13, 14)
    assert (first.key, replace(first, turn=2).key) == (("SDMO-02", 1), ("SDMO-02", 2))
