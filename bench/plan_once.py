"""Plan one session for everybody of a database, and print the seconds and the memory it took: `plan_once.py URL PEOPLE`."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from office import date_activity, daytime_zone, planned_messages

from bot.app import connect
from bot.config.settings import Settings


async def plan(url: str, people: int) -> None:
    ctx = connect(Settings.model_validate({"database_url": url, "bot_timezone": daytime_zone(datetime.now(UTC))}))
    try:
        # The driver's and the ORM's own start is not planning.
        assert await planned_messages(ctx) == 0
        _forget_peak()
        before = _memory("VmRSS")
        started, used = time.perf_counter(), time.process_time()
        await date_activity(ctx)
        seconds = time.perf_counter() - started
        cpu = time.process_time() - used
        peak = _memory("VmHWM") - before
        owed = await planned_messages(ctx)
        assert owed >= 2 * people, owed
        print(json.dumps({"seconds": round(seconds, 3), "cpu": round(cpu, 3), "mib": round(peak, 1), "owed": owed}))
    finally:
        await ctx.db.close()


def _forget_peak() -> None:
    """Peak memory counts from here on (proc_pid_clear_refs(5))."""
    Path("/proc/self/clear_refs").write_text("5")


def _memory(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))


if __name__ == "__main__":
    asyncio.run(plan(sys.argv[1], int(sys.argv[2])))
