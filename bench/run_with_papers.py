"""The bot, making one attendance list after the other beside its work: `run_with_papers.py FILE papers|none`.

When it is told to stop it writes to FILE how many papers it made and the most memory (MiB) their process had.
"""

from __future__ import annotations

import asyncio
import itertools
import signal
import sys
from pathlib import Path

from bot.app import build
from bot.cli.run import settle_memory
from bot.config.settings import Settings
from bot.views.papers import attendance_lists
from tests.documents import samples


async def run(*, with_papers: bool) -> tuple[int, float]:
    bot = build(Settings())
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await bot.start()
    settle_memory()
    made, most = 0, 0.0
    people = samples.commissioners()
    stopping = asyncio.ensure_future(stop.wait())
    for number in itertools.count() if with_papers else ():
        held = samples.session(place=f"Aula {number}")
        paper = attendance_lists.attendance_list(samples.SENDER, held, samples.invitations(people, held))
        await bot.typesetter.make(paper)
        made += 1
        most = max(most, peak(bot.typesetter.process_id))
        if stop.is_set():
            break
    await stopping
    await bot.stop()
    return made, most


def peak(pid: int | str | None) -> float:
    """The most memory a process has had, in MiB; 0 where it has just ended."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if pid is not None and status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


if __name__ == "__main__":
    count, memory = asyncio.run(run(with_papers=sys.argv[2] == "papers"))
    Path(sys.argv[1]).write_text(f"{count} {memory:.1f}\n")
