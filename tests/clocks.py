"""A virtual clock whose wall time can be set, as by NTP or by hand: monotonic time and timers know nothing of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import VirtualClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.clock import Timer


class JumpingClock(VirtualClock):
    """`jump` sets the wall clock; `advance` lets time pass."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._off = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self._off

    def jump(self, by: timedelta) -> None:
        self._off += by

    def call_at(self, when: datetime, callback: Callable[[], None]) -> Timer:
        return super().call_at(when - self._off, callback)

    async def sleep(self, seconds: float) -> None:
        await self.sleep_until(self.now() + timedelta(seconds=seconds))

    async def sleep_until(self, when: datetime) -> None:
        woken = asyncio.Event()
        timer = self.call_at(max(when, self.now()), woken.set)
        try:
            await woken.wait()
        finally:
            timer.cancel()
