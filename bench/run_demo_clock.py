"""A demo without a page whose clock goes in the steps it flows in: DATABASE_URL SECONDS; prints RSS in MiB before and after."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
from datetime import timedelta
from pathlib import Path

from bot.config.settings import Settings
from bot.demo.scene import Scene
from bot.monitoring import logs

# As often as the page's clock moves, but nobody waits in between.
STEP = timedelta(seconds=0.05)


async def main(url: str, seconds: int) -> None:
    """A member is dated and invited first, so that reminders and answers are on their way too."""
    logs.configure(Settings(log_level="ERROR"))
    scene = await Scene.open(url, seed=7)
    scene.begin()
    while not scene.cast.ready:  # noqa: ASYNC110 (told by nothing but the stage)
        await asyncio.sleep(0.1)
    scene.cast.head.phone.send("/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await scene.leap("hour")
    scene.cast.answer_all([])
    await scene.leap("hour")
    before = rss()
    until = scene.now + timedelta(seconds=seconds)
    while scene.now < until:
        await scene.stage.play_until(scene.now + STEP)
    print(before, rss())
    await scene.end()


def rss() -> float:
    """MiB after what is no longer used was given back."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Rss"))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
