"""Time, injected: the one place that reads the wall clock, and a virtual clock that moves only when told.

Every wait in the bot goes through a `Clock`, so tests and `simulate` can replay three months in a
minute with the very jobs that run live.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager


class Timer(Protocol):
    """A callback that waits for its instant; `cancel` is harmless after it has run."""

    def cancel(self) -> None: ...


class Clock(Protocol):
    """What the bot may know of time. Instants are aware and in UTC."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float:
        """Seconds since an arbitrary start, never running backwards."""

    def call_at(self, when: datetime, callback: Callable[[], None]) -> Timer: ...

    async def sleep_until(self, when: datetime) -> None: ...

    async def sleep(self, seconds: float) -> None: ...

    def hold(self) -> AbstractContextManager[None]:
        """Mark work in progress: a virtual clock stands still while anything is held."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def call_at(self, when: datetime, callback: Callable[[], None]) -> Timer:
        delay = max(0.0, (when - self.now()).total_seconds())
        return asyncio.get_running_loop().call_later(delay, callback)

    async def sleep_until(self, when: datetime) -> None:
        await asyncio.sleep(max(0.0, (when - self.now()).total_seconds()))

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))

    def hold(self) -> AbstractContextManager[None]:
        return nullcontext()


def surely_after(now: datetime, seconds: float) -> datetime:
    """When so many seconds have surely passed: instants have microseconds, and a wait that rounds to none never ends."""
    return now + timedelta(seconds=seconds, microseconds=1)


class _VirtualTimer:
    __slots__ = ("callback", "cancelled")

    def __init__(self, callback: Callable[[], None]) -> None:
        self.callback = callback
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class VirtualClock:
    """A clock that jumps from timer to timer once all work in progress has come to rest.

    `advance_to` runs every timer due on the way, in order, and lets the work each one starts finish
    (everything inside `hold()`) before time moves on.
    """

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a virtual clock needs an aware start")
        self._now = start.astimezone(UTC)
        self._start = self._now
        self._timers: list[tuple[datetime, int, _VirtualTimer]] = []
        self._order = itertools.count()
        self._held = 0
        self._at_rest = asyncio.Event()
        self._at_rest.set()
        # Whether anything has happened since the last time all was at rest.
        self._stirred = True

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return (self._now - self._start).total_seconds()

    def call_at(self, when: datetime, callback: Callable[[], None]) -> Timer:
        timer = _VirtualTimer(callback)
        heapq.heappush(self._timers, (when, next(self._order), timer))
        return timer

    async def sleep_until(self, when: datetime) -> None:
        if when <= self._now:
            await asyncio.sleep(0)
            return
        woken = asyncio.Event()
        # The sleeper's work goes on the moment it wakes: time stands still until it holds or sleeps again.
        timer = self.call_at(when, woken.set)
        try:
            await woken.wait()
        finally:
            timer.cancel()

    async def sleep(self, seconds: float) -> None:
        await self.sleep_until(self._now + timedelta(seconds=seconds))

    @contextmanager
    def hold(self) -> Iterator[None]:
        self._held += 1
        self._stirred = True
        self._at_rest.clear()
        try:
            yield
        finally:
            self._held -= 1
            if not self._held:
                self._at_rest.set()

    async def settle(self) -> None:
        """Wait, without moving time, until no work is in progress; a task that was only just created is work."""
        self._stirred = True
        await self._rest()

    async def advance_to(self, when: datetime, *, idle: bool = False) -> None:
        """Move to `when`, running every timer due until then; work started on the way may add more.

        With `idle` the caller vouches that it has started nothing since time last stood still.
        """
        # The caller may have created tasks that have not run yet: they run before time moves. It also lets others
        # run where somebody only ever advances and nothing is due.
        self._stirred = self._stirred or not idle
        while True:
            await self._rest()
            due = self._next_due(when)
            if due is None:
                break
            self._now = max(self._now, due[0])
            self._stirred = True
            due[1].callback()
        self._now = max(self._now, when)

    async def _rest(self) -> None:
        quiet = 0
        while self._stirred and quiet < _QUIET_PASSES:
            await self._at_rest.wait()
            await asyncio.sleep(0)
            quiet = quiet + 1 if not self._held else 0
        self._stirred = False

    async def advance(self, delta: timedelta) -> None:
        """Move forward by `delta`."""
        await self.advance_to(self._now + delta)

    def _next_due(self, until: datetime) -> tuple[datetime, _VirtualTimer] | None:
        while self._timers and self._timers[0][0] <= until:
            when, _, timer = heapq.heappop(self._timers)
            if not timer.cancelled:
                return when, timer
        return None


# Passes through the event loop in which nothing was held before the clock believes in rest: a callback that
# wakes a task which then takes a hold needs a few of them.
_QUIET_PASSES = 5
