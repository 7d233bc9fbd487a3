from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from telegram import Bot

from bot.simulator import Limits, Simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.clock import VirtualClock


@pytest.fixture
async def sim(clock: VirtualClock) -> AsyncIterator[Simulator]:
    simulator = Simulator(clock, limits=Limits.telegram())
    await simulator.start()
    yield simulator
    await simulator.stop()


@asynccontextmanager
async def plain_bot(sim: Simulator, token: str | None = None) -> AsyncIterator[Bot]:
    """python-telegram-bot as it comes, with its own transport: nothing of ours between it and the simulator."""
    bot = Bot(token or sim.token, base_url=f"{sim.url}/bot", base_file_url=f"{sim.url}/file/bot")
    async with bot:
        yield bot


@pytest.fixture
async def bot(sim: Simulator) -> AsyncIterator[Bot]:
    async with plain_bot(sim) as opened:
        yield opened
