"""The sliding window: never more than its count in any span, and never idle while there is room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.buckets import Quickest, Spread, Window
from bot.delivery.flood import FloodLessons

# In 1/64ths, which floats hold exactly: what is tested is the rule, not rounding.
instants = st.integers(0, 64 * 20).map(lambda n: n / 64)
gaps = st.lists(st.integers(0, 32).map(lambda n: n / 64), min_size=1, max_size=80)
limits = st.integers(1, 6)
spans = st.integers(1, 4 * 64).map(lambda n: n / 64)


def most_within(events: list[float], span: float) -> int:
    """The most events in any half-open window of `span`."""
    return max(sum(start <= event < start + span for event in events) for start in events)


@given(most=limits, span=spans, gaps=gaps)
def test_no_window_ever_holds_more_than_its_count(most: int, span: float, gaps: list[float]) -> None:
    window, now, taken = Window(most, span), 0.0, []
    for gap in gaps:
        now = window.free_at(now + gap)
        window.take(now)
        taken.append(now)
    assert most_within(taken, span) <= most


@given(
    most=limits,
    span=spans,
    calls=st.lists(st.tuples(st.integers(0, 32), st.integers(0, 64), st.integers(0, 64)), min_size=1, max_size=80),
)
def test_nor_does_the_other_side_whenever_it_counts(most: int, span: float, calls: list[tuple[int, int, int]]) -> None:
    """The other side counts a call anywhere between its beginning and its answer, which comes within the lag."""
    window, now = Window(most, span, lag=1.0), 0.0
    under_way: list[tuple[float, float]] = []
    counted: list[float] = []
    for gap, latency, until_counted in calls:
        now += gap / 64
        while True:
            for answered, ticket in sorted(under_way):
                if answered <= now:
                    window.answered(ticket, answered)
                    under_way.remove((answered, ticket))
            if (free := window.free_at(now)) <= now:
                break
            now = min([free, *(answered for answered, _ in under_way)])
        under_way.append((now + latency / 64, window.take(now)))
        counted.append(now + min(latency, until_counted) / 64)
    assert most_within(counted, span) <= most


@given(
    most=limits,
    span=spans,
    steady=st.integers(0, 64).map(lambda n: n / 64),
    calls=st.lists(st.tuples(st.integers(0, 32), st.integers(0, 32)), min_size=1, max_size=80),
)
def test_nor_where_every_call_takes_the_same_and_some_longer(
    most: int, span: float, steady: float, calls: list[tuple[int, int]]
) -> None:
    """What every call takes is taken off; what one takes beyond it, it may have taken after it was counted."""
    window, now, counted = Window(most, span, lag=4.0), 0.0, []
    under_way: list[tuple[float, float]] = []
    for gap, extra in calls:
        now += gap / 64
        while True:
            for answered, ticket in sorted(under_way):
                if answered <= now:
                    window.answered(ticket, answered, steady)
                    under_way.remove((answered, ticket))
            if (free := window.free_at(now)) <= now:
                break
            now = min([free, *(answered for answered, _ in under_way)])
        under_way.append((now + steady + extra / 64, window.take(now)))
        # Counted half-way of the steady part, before or after the rest.
        counted.append(now + steady / 2 + (extra / 64 if extra % 2 else 0.0))
    assert most_within(sorted(counted), span) <= most


@given(rate=st.integers(1, 40), gaps=gaps)
def test_a_spread_is_even_whatever_came_before(rate: int, gaps: list[float]) -> None:
    spread, now, taken = Spread(rate, 0.1), 0.0, []
    for gap in gaps:
        now = spread.free_at(now + gap)
        spread.take(now)
        taken.append(now)
    assert all(later - sooner >= 1 / rate - 0.1 - 1e-9 for sooner, later in pairwise(taken))
    for first in range(len(taken)):
        for last in range(first, len(taken)):
            assert last - first <= (taken[last] - taken[first] + 0.1) * rate + 1e-6


def test_lateness_is_made_up_for_and_idleness_is_not() -> None:
    spread, now, taken = Spread(10, 0.1), 0.0, []
    for lateness in (0.0, 0.02, 0.01, 0.02, 0.05, 0.0):
        now = spread.free_at(now) + lateness
        spread.take(now)
        taken.append(round(now, 3))
    assert taken == [0.0, 0.12, 0.21, 0.32, 0.45, 0.5]
    spread.take(9.0)
    assert spread.free_at(9.0) == 9.1


def test_the_quickest_of_lately_forgets() -> None:
    quickest = Quickest(count=3, enough=2)
    assert [quickest.see(value) for value in (5, 2, 4, 6, 7, 6, 8, 9, 9, 9)] == [0, 2, 2, 2, 2, 2, 6, 6, 6, 8]


@given(most=limits, span=spans, gaps=gaps)
def test_there_is_room_whenever_the_last_span_holds_fewer(most: int, span: float, gaps: list[float]) -> None:
    taken: list[float] = []
    window, now = Window(most, span), 0.0
    for gap in gaps:
        now += gap
        room = sum(event > now - span for event in taken) < most
        assert (window.free_at(now) == now) is room
        if room:
            window.take(now)
            taken.append(now)


@given(most=limits, span=spans, count=st.integers(2, 40))
def test_a_constant_stream_uses_the_whole_limit(most: int, span: float, count: int) -> None:
    window, now, taken = Window(most, span), 0.0, []
    for _ in range(count):
        now = window.free_at(now)
        window.take(now)
        taken.append(now)
    assert taken == [(n // most) * span for n in range(count)]
    assert all(first <= second for first, second in pairwise(taken))


def test_an_answer_frees_the_place_a_span_later_and_silence_after_the_lag() -> None:
    window = Window(1, 1.0, lag=3.0)
    ticket = window.take(0.0)
    assert window.free_at(0.5) == 4.0
    window.answered(ticket, 0.5)
    assert window.free_at(0.5) == 1.5
    late = window.take(2.0)
    assert window.free_at(2.0) == 6.0
    window.answered(late, 5.5)
    assert window.free_at(2.0) == 6.0
    assert not window.idle(5.9)
    assert window.idle(6.0)


def test_a_smaller_count_holds_at_once() -> None:
    window = Window(4, 1.0)
    for at in (0.0, 0.1, 0.2, 0.3):
        window.take(at)
    window.most = 2
    assert window.free_at(0.4) == 1.2


@pytest.mark.parametrize(("rate", "slack"), [(0, 0.1), (-1, 0.1), (1, -0.1)])
def test_a_spread_that_cannot_be_is_refused(rate: float, slack: float) -> None:
    with pytest.raises(ValueError, match="spread"):
        Spread(rate, slack)


@pytest.mark.parametrize(("most", "span", "lag"), [(0, 1, 0), (1, 0, 0), (1, 1, -1)])
def test_a_window_that_cannot_be_is_refused(most: int, span: float, lag: float) -> None:
    with pytest.raises(ValueError, match="window"):
        Window(most, span, lag)


def test_429s_of_one_chat_teach_nothing_about_the_whole() -> None:
    lessons = FloodLessons(30)
    assert [lessons.learn(7, now, 5) for now in (0.0, 1.0, 2.0, 3.0)] == [False] * 4
    assert (lessons.rate(3.0), lessons.bulk_paused_until, lessons.floods) == (30, 0.0, 4)


def test_429s_of_three_chats_slow_the_whole_down_and_it_recovers() -> None:
    lessons = FloodLessons(30)
    assert [lessons.learn(chat, 100.0, 4) for chat in (1, 2, 3)] == [False, False, True]
    assert lessons.bulk_paused_until == 104.0
    assert [lessons.rate(at) for at in (100.0, 110.0, 125.0, 160.0, 1000.0)] == [24, 25, 26, 30, 30]


def test_429s_far_apart_are_not_one_flood() -> None:
    lessons = FloodLessons(30)
    assert [lessons.learn(chat, now, 1) for chat, now in ((1, 0.0), (2, 4.0), (3, 8.0))] == [False, False, False]


def test_the_rate_never_falls_to_nothing() -> None:
    lessons = FloodLessons(30)
    for chat in range(300):
        lessons.learn(chat, 1.0, 1)
    assert lessons.rate(1.0) == 5
