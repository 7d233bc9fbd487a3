"""Random waits around each unit of the database: `./dev test --jitter 3 tests/scenarios`.

A pytest plugin, for use by hand. What a scenario says must not depend on how busy the machine is: here every unit begins late
or ends late, as on one that is, in an order drawn from the seed. Time stands still meanwhile, as it does for all work in progress.
"""

from __future__ import annotations

import asyncio
from functools import wraps
from random import Random
from typing import TYPE_CHECKING, Any

from bot.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import pytest

# Seconds at most, and how often: an exchange over HTTP takes some milliseconds.
_MOST, _OFTEN = 0.02, 0.3


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--jitter", type=int, metavar="SEED", help="let each unit of the database begin or end late, at random"
    )


def pytest_configure(config: pytest.Config) -> None:
    seed = config.getoption("jitter")
    if seed is None:
        return
    random = Random(seed)
    for name in ("transact", "query"):
        setattr(Database, name, _late(getattr(Database, name), random))


def _late(does: Callable[..., Awaitable[Any]], random: Random) -> Callable[..., Awaitable[Any]]:
    async def _wait() -> None:
        if random.random() < _OFTEN:
            await asyncio.sleep(random.random() * _MOST)

    @wraps(does)
    async def _does(db: Database, *args: Any, **kwargs: Any) -> Any:
        with db._clock.hold():
            await _wait()
            try:
                return await does(db, *args, **kwargs)
            finally:
                await _wait()

    return _does
