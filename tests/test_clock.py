"""The virtual clock: timers in order, nothing moves while work is in progress, and what was begun runs before time moves."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SystemClock, VirtualClock, surely_after
from tests.patience import PATIENCE

START = datetime(2023, 10, 2, tzinfo=UTC)


@given(st.integers(0, 10**13), st.floats(0, 10_000))
async def test_a_wait_is_over_when_its_instant_is_there_however_it_rounds(since: int, seconds: float) -> None:
    clock = VirtualClock(START)
    await clock.advance_to(START + timedelta(microseconds=since))
    over = clock.monotonic() + seconds
    until = surely_after(clock.now(), over - clock.monotonic())
    assert until > clock.now()
    await clock.advance_to(until)
    assert clock.monotonic() >= over


class Work:
    """A task that passes through the loop a few times before it says that it is busy, then sleeps and ends."""

    def __init__(self, clock: VirtualClock, passes: int, sleeps: float = 1.0) -> None:
        self.begun: datetime | None = None
        self.ended: datetime | None = None
        self._task = asyncio.create_task(self._run(clock, passes, sleeps))

    async def _run(self, clock: VirtualClock, passes: int, sleeps: float) -> None:
        for _ in range(passes):
            await asyncio.sleep(0)
        with clock.hold():
            await asyncio.sleep(0)
            self.begun = clock.now()
        await clock.sleep(sleeps)
        self.ended = clock.now()


@pytest.mark.parametrize("passes", range(4))
@pytest.mark.parametrize("rested", [False, True], ids=["at the start", "after a rest"])
async def test_a_task_created_but_not_yet_run_runs_before_time_moves(passes: int, rested: bool) -> None:
    clock = VirtualClock(START)
    if rested:
        await clock.settle()
    work = Work(clock, passes)
    await clock.advance(timedelta(hours=1))
    assert (work.begun, work.ended) == (START, START + timedelta(seconds=1))


@pytest.mark.parametrize("passes", range(4))
async def test_settling_twice_runs_what_was_created_in_between(passes: int) -> None:
    clock = VirtualClock(START)
    await clock.settle()
    work = Work(clock, passes)
    await clock.settle()
    assert (work.begun, work.ended) == (START, None)
    assert clock.now() == START


async def test_work_begun_by_a_timer_is_done_before_the_next_timer() -> None:
    clock = VirtualClock(START)
    works: list[Work] = []
    for seconds in (1, 2):
        clock.call_at(START + timedelta(seconds=seconds), lambda: works.append(Work(clock, 3, 0.5)))
    await clock.advance(timedelta(seconds=10))
    assert [work.begun for work in works] == [START + timedelta(seconds=seconds) for seconds in (1, 2)]
    assert [work.ended for work in works] == [START + timedelta(seconds=seconds) for seconds in (1.5, 2.5)]


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


@given(st.lists(st.integers(-3, 10), max_size=12), st.integers(0, 10))
def test_timers_run_in_order_of_time_then_of_call_each_at_its_instant(delays: list[int], until: int) -> None:
    async def _play() -> list[tuple[int, int, datetime]]:
        clock = VirtualClock(START)
        ran: list[tuple[int, int, datetime]] = []

        def note(delay: int, number: int) -> None:
            ran.append((delay, number, clock.now()))

        for number, delay in enumerate(delays):
            clock.call_at(after(delay), partial(note, delay, number))
        await clock.advance(timedelta(seconds=until))
        assert clock.now() == after(until)
        return ran

    due = sorted((delay, number) for number, delay in enumerate(delays) if delay <= until)
    # What was due before the start is late, and runs at once.
    assert asyncio.run(_play()) == [(delay, number, after(max(delay, 0))) for delay, number in due]


async def test_a_timer_set_by_a_timer_runs_on_the_way() -> None:
    clock = VirtualClock(START)
    ran: list[datetime] = []

    def _again() -> None:
        ran.append(clock.now())
        clock.call_at(clock.now() + timedelta(seconds=2), _again)

    clock.call_at(after(1), _again)
    await clock.advance_to(after(6))
    assert ran == [after(1), after(3), after(5)]


async def test_a_cancelled_timer_does_not_run_and_cancelling_late_is_harmless() -> None:
    clock = VirtualClock(START)
    ran: list[str] = []
    kept = clock.call_at(after(1), lambda: ran.append("kept"))
    clock.call_at(after(1), lambda: ran.append("cancelled")).cancel()
    second = clock.call_at(after(2), lambda: ran.append("cancelled by the one before"))
    clock.call_at(after(1.5), second.cancel)
    await clock.advance_to(after(3))
    kept.cancel()
    assert ran == ["kept"]


async def test_time_stands_still_while_anything_is_held() -> None:
    clock = VirtualClock(START)
    with clock.hold():
        with clock.hold():
            moving = asyncio.create_task(clock.advance(timedelta(hours=1)))
            for _ in range(50):
                await asyncio.sleep(0)
        for _ in range(50):
            await asyncio.sleep(0)
        assert (clock.now(), moving.done()) == (START, False)
    await moving
    assert clock.now() == START + timedelta(hours=1)


async def test_a_hold_ends_when_its_work_fails() -> None:
    clock = VirtualClock(START)

    def _fail() -> None:
        with clock.hold():
            raise LookupError

    with pytest.raises(LookupError):
        _fail()
    await clock.advance(timedelta(seconds=1))
    assert clock.now() == after(1)


async def test_sleepers_wake_at_their_instant_and_one_that_is_cancelled_does_not() -> None:
    clock = VirtualClock(START)
    woken: list[tuple[float, datetime]] = []

    async def _sleep(seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append((seconds, clock.now()))

    tasks = [asyncio.create_task(_sleep(seconds)) for seconds in (3, 1, 2, 0, -1)]
    await clock.settle()
    assert woken == [(0, START), (-1, START)]
    tasks[2].cancel()
    await clock.advance_to(after(10))
    assert woken[2:] == [(1, after(1)), (3, after(3))]


async def test_whoever_only_advances_does_not_starve_others() -> None:
    clock = VirtualClock(START)
    passes = 0

    async def _count() -> None:
        nonlocal passes
        while True:
            passes += 1
            await asyncio.sleep(0)

    counting = asyncio.create_task(_count())
    for _ in range(10):
        await clock.advance(timedelta(seconds=1))
    counting.cancel()
    assert passes >= 10


async def test_time_never_runs_backwards() -> None:
    clock = VirtualClock(START)
    await clock.advance_to(after(10))
    await clock.advance_to(after(5))
    assert (clock.now(), clock.monotonic()) == (after(10), 10.0)


def test_a_clock_starts_at_an_aware_instant() -> None:
    with pytest.raises(ValueError, match="aware"):
        VirtualClock(datetime(2023, 10, 2))  # noqa: DTZ001 (what is refused)
    wib = timezone(timedelta(hours=7))
    assert VirtualClock(datetime(2023, 10, 2, 7, tzinfo=wib)).now() == START


async def test_the_machines_clock_is_aware_and_what_is_past_is_at_once() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    before = clock.monotonic()
    async with asyncio.timeout(PATIENCE):
        await clock.sleep_until(clock.now() - timedelta(hours=1))
        await clock.sleep(-1)
        rung = asyncio.Event()
        clock.call_at(clock.now() - timedelta(hours=1), rung.set)
        clock.call_at(clock.now(), rung.clear).cancel()
        await rung.wait()
    assert clock.monotonic() >= before
    with clock.hold():
        assert rung.is_set()
