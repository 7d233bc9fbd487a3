"""What a start of the bot loads, and what it leaves until somebody asks for it: a start must be fast and lean."""

from __future__ import annotations

import subprocess
import sys

LATE = {"alembic", "openpyxl", "asyncpg", "bot.simulator", "bot.replay"}


def test_a_start_leaves_heavy_libraries_until_somebody_asks_for_what_they_do() -> None:
    program = "import sys, bot.app, bot.seed, bot.cli.run, bot.cli.work; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert "bot.handlers.recap" in loaded
    assert LATE & set(loaded) == set()
