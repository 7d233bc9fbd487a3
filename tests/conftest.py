from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from bot.clock import VirtualClock
from tests.office import Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytest_plugins = ["tests.postgres"]

# How fast an example is drawn or run says how busy the machine is, not whether the code is right.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
# `--hypothesis-profile=ten-thousand`: for tests/histories, by hand.
settings.register_profile("ten-thousand", settings.get_profile("untimed"), max_examples=10_000)



def _refuse(value: date) -> str:
    raise TypeError(f"{value!r} was about to be stored as sqlite3 likes it: it has missed the column types")


# sqlite3 brings a way of its own to store these, deprecated since Python 3.12 and unlike that of `bot.storage.types`.
for kind in (date, datetime):
    sqlite3.register_adapter(kind, _refuse)

# Monday 2 October 2023, 08.00 WIB.
START = datetime(2023, 10, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
async def clock() -> VirtualClock:
    return VirtualClock(START)


@pytest.fixture
async def office(clock: VirtualClock, database_url: str) -> AsyncIterator[Office]:
    """The bot with the shipped calendar and sample roster, on both databases; nobody is registered yet."""
    opened = await Office.open(clock, database_url)
    try:
        yield opened
    finally:
        await opened.close()
