"""Waiting for what happens in real time: sockets, servers, other processes."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


async def until(condition: Callable[[], object], *, within: float = 20.0) -> float:
    """Wait until the condition holds; returns how many seconds that took. The machine may be busy, so be generous."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > within:
            raise AssertionError(f"not within {within} s: {condition}")
        await asyncio.sleep(0.02)
    return time.monotonic() - began
