"""The bot, making one report after the other beside its work: `run_with_recaps.py FILE REPORT|none`.

It makes a file beside it (`.begun`) when it begins with the reports. When it is told to stop it writes to FILE how many it made, how much memory (MiB) it took at most beyond what it held
before the first, and the most that the process of the papers had.
"""

from __future__ import annotations

import asyncio
import itertools
import signal
import sys
from pathlib import Path

from recap_reports import Reports
from run_with_papers import peak

from bot.app import build
from bot.cli.run import settle_memory
from bot.config.settings import Settings

# Somebody always asks; nobody reads a recap in less.
_PAUSE = 0.05


async def run(kind: str, begun: Path) -> tuple[int, float, float]:
    bot = build(Settings())
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    reports = await Reports.open(bot.ctx, bot.typesetter)
    await bot.start()
    settle_memory()
    before = _begin(begun)
    made, most = 0, 0.0
    make = reports.kinds().get(kind)
    for number in itertools.count() if make is not None else ():
        await make(number)  # type: ignore[misc]
        made += 1
        most = max(most, peak(bot.typesetter.process_id))
        await asyncio.sleep(_PAUSE)
        if stop.is_set():
            break
    await stop.wait()
    grown = peak("self") - before
    await bot.stop()
    return made, grown, most


def _begin(begun: Path) -> float:
    """What this process holds now (MiB), from which its peak is counted from here on."""
    begun.touch()
    Path("/proc/self/clear_refs").write_text("5")
    return peak("self")


if __name__ == "__main__":
    figures = asyncio.run(run(sys.argv[2], Path(sys.argv[1]).with_suffix(".begun")))
    Path(sys.argv[1]).write_text(" ".join(f"{figure:.1f}" for figure in figures))
