"""A loop that no longer turns ends the process: whoever starts it again goes on."""

from __future__ import annotations

import subprocess
import sys

from tests.patience import PATIENCE

_PROGRAM = """
import asyncio, time
from bot.monitoring.watchdog import ended_when_hung

async def hang():
    async with ended_when_hung(0.4):
        await asyncio.sleep(0.8)
        print("turned", flush=True)
        {then}
    time.sleep(0.8)
    print("over", flush=True)

asyncio.run(hang())
"""


def _run(then: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(then=then)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_loop_that_stands_still_ends_the_process_and_says_where() -> None:
    code, said, trouble = _run("time.sleep(1_000)")
    assert (code, said) == (1, "turned\n")
    assert trouble.startswith("Timeout (0:00:00.4")
    assert "in hang" in trouble


def test_one_that_turns_goes_on_and_afterwards_nobody_watches() -> None:
    assert _run("pass") == (0, "turned\nover\n", "")
