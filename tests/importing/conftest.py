from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing.desk import Desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.clock import VirtualClock


@pytest.fixture
async def desk(clock: VirtualClock, database_url: str) -> AsyncIterator[Desk]:
    opened = await Desk.open(clock, database_url)
    yield opened
    await opened.ctx.db.close()
