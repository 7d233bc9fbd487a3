"""Waiting for what happens in real time: sockets, servers, other processes."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.app import Panwascam
    from bot.clock import VirtualClock


async def until(condition: Callable[[], object], *, moving: VirtualClock | None = None) -> None:
    """Wait until the condition holds, `moving` a virtual clock a little meanwhile: what comes through sockets holds none."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > PATIENCE:
            raise AssertionError(f"not within {PATIENCE} s: {condition}")
        if moving is not None:
            await moving.advance(timedelta(seconds=0.05))
        await asyncio.sleep(0.02)


def leads(bot: Panwascam) -> bool:
    """Whether it leads and its jobs run: the seat alone is taken sooner."""
    return bot.jobs is not None and bot.jobs.scheduler.running
