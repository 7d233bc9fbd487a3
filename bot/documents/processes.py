"""Helpers of the bot that work in a process of their own: what costs memory or may hang can be ended."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio.subprocess import Process

# The child needs none of the bot's secrets.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMPDIR")
_ROOT = Path(__file__).parents[2]
# Replies to people come first.
_NICENESS = 10


async def start(module: str) -> Process:
    """Start `python -m module` with pipes for its orders and replies."""
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        module,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=environment | {"PYTHONPATH": str(_ROOT)},
        # Ctrl-C at a terminal is for the bot, which then ends its helpers.
        start_new_session=True,
    )


def give_way() -> None:
    """In the child: whatever answers people goes before."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
