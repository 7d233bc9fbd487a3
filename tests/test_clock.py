"""The virtual clock: what was begun runs before time moves."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import VirtualClock

START = datetime(2023, 10, 2, tzinfo=UTC)


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
