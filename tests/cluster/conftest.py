from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cluster.wire import Wire, wire_to
from tests.office import Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.clock import VirtualClock


@pytest.fixture
async def wire(postgres_database: str) -> AsyncIterator[Wire]:
    """A wire to a fresh, migrated PostgreSQL database."""
    async with wire_to(postgres_database) as mended:
        yield mended


@pytest.fixture
async def wired(clock: VirtualClock, wire: Wire) -> AsyncIterator[Office]:
    """The bot, with its database at the end of the wire."""
    opened = await Office.open(clock, wire.url)
    try:
        yield opened
    finally:
        await opened.close()
