"""Waiting for what happens in real time: sockets, servers, other processes."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.storage.models import ProcessedUpdate
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.app import Panwascam
    from bot.clock import VirtualClock
    from tests.office import Office


async def until(condition: Callable[[], object], *, moving: VirtualClock | None = None) -> None:
    """Wait until the condition holds, `moving` a virtual clock a little meanwhile: what comes through sockets holds none."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > PATIENCE:
            raise AssertionError(f"not within {PATIENCE} s: {condition}")
        if moving is not None:
            await moving.advance(timedelta(seconds=0.05))
        await asyncio.sleep(0.02)


async def until_recorded(office: Office) -> None:
    """Wait until the last update is remembered as done: that goes with the next commit, or follows within a moment."""
    done = select(ProcessedUpdate).where(ProcessedUpdate.update_id == office.sim.updates.last["update_id"])
    began = time.monotonic()
    while await office.outside.query(lambda connection: connection.execute(done).first()) is None:
        if time.monotonic() - began > PATIENCE:
            raise AssertionError(f"not within {PATIENCE} s: the last update is not remembered")
        await asyncio.sleep(0.02)


def leads(bot: Panwascam) -> bool:
    """Whether it leads and its jobs run: the seat alone is taken sooner."""
    return bot.jobs is not None and bot.jobs.scheduler.running
