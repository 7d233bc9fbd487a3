from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.demo.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path


async def test_whoever_is_told_to_die_and_live_in_one_breath_lives(tmp_path: Path) -> None:
    scene = await Scene.open(f"sqlite+aiosqlite:///{tmp_path / 'demo.db'}", seed=7)
    try:
        await asyncio.gather(scene.kill(), scene.revive(), scene.revive())
        assert scene.status()["alive"]
    finally:
        await scene.end()


async def test_who_cannot_reach_the_bot_at_the_beginning_registers_when_they_can(tmp_path: Path) -> None:
    """However long it took: a busy machine, or somebody who tries the faults first."""
    scene = await Scene.open(f"sqlite+aiosqlite:///{tmp_path / 'demo.db'}", seed=7)
    try:
        scene.begin()
        await scene.kill()
        await scene.leap("hour")
        await scene.revive()
        await scene.leap("hour")
        assert scene.status()["ready"]
    finally:
        await scene.end()
