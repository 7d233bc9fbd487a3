"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from processes import PEERS

_PEERS = ("python-telegram-bot", "aiogram", "httpx", "aiohttp", "aiolimiter", "uvloop")
_ASK = "import importlib.metadata as m, sys; print(*(f'{n} {m.version(n)}' for n in sys.argv[1:]), sep=', ')"


def machine() -> dict[str, str]:
    """Processor, system and versions, each in words."""
    cpu = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "?")
    memory = next((int(line.split()[1]) // 1024 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    asked = subprocess.run([PEERS, "-c", _ASK, *_PEERS], check=True, capture_output=True, text=True)  # noqa: S603
    ours = ("python-telegram-bot", "aiohttp", "SQLAlchemy", "aiosqlite", "APScheduler")
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": f"{cpu}, {os.cpu_count()} cores, {memory} MiB",
        "system": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        "load": " ".join(f"{load:.1f}" for load in os.getloadavg()),
        "ours": ", ".join(f"{name} {version(name)}" for name in ours) + f", SQLite {sqlite3.sqlite_version}",
        "peers": asked.stdout.strip(),
    }


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []
