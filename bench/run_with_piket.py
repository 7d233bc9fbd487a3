"""The bot, opening and closing every secretariat's day over and over beside its work: `run_with_piket.py FILE`.

It does so from SIGUSR1 on. When it is told to stop it writes to FILE how many days it did.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from national import ZONE

from bot.app import build
from bot.clock import VirtualClock
from bot.config.settings import Settings
from bot.services.context import Context
from bot.services.duty import escalating, rota

_PAUSE = 0.05


async def run() -> int:
    bot = build(Settings())
    go, stop = asyncio.Event(), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, go.set)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await bot.start()
    days: list[int] = []
    under_way = asyncio.create_task(_open_and_close(bot.ctx, go, days))
    await stop.wait()
    under_way.cancel()
    with suppress(asyncio.CancelledError):
        await under_way
    await bot.stop()
    return len(days)


async def _open_and_close(ctx: Context, go: asyncio.Event, days: list[int]) -> None:
    await go.wait()
    # Days far from today: what they owe is not due, so that it is opening and closing that is measured.
    clock = VirtualClock(ctx.clock.now() + timedelta(days=400))
    beside = Context(ctx.db, clock, ctx.zone)
    while True:
        await rota.open_days(beside, ZONE)
        await clock.advance(timedelta(hours=18))
        await escalating.escalate(beside)
        await clock.advance(timedelta(hours=6))
        days.append(1)
        await asyncio.sleep(_PAUSE)


if __name__ == "__main__":
    days = asyncio.run(run())
    Path(sys.argv[1]).write_text(str(days))
