"""The stage itself: what is held is not seen, and who waits for it goes on when it is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update

from bot.storage.models import Office as Row
from tests.interleavings.interleaving import interleaved

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy import Connection

    from bot.services.context import Context
    from tests.office import Office


def names(name: str) -> Callable[[Context], Awaitable[None]]:
    def _unit(connection: Connection) -> None:
        connection.execute(update(Row).values(name=name))

    return lambda ctx: ctx.db.transact(_unit)


async def reads(ctx: Context) -> Any:
    return await ctx.db.query(lambda connection: connection.scalar(select(Row.name)))


async def test_a_writer_of_the_same_row_waits_and_a_reader_sees_what_was(postgres_office: Office) -> None:
    ctx = postgres_office.bot.ctx
    both = await interleaved(ctx, names("Pertama"), names("Kedua"))
    assert both.waited
    assert await reads(ctx) == "Kedua"
    both = await interleaved(ctx, names("Ketiga"), reads)
    assert not both.waited
    assert both.second == "Kedua"
    assert await reads(ctx) == "Ketiga"


async def test_a_first_that_commits_nothing_is_said(postgres_office: Office) -> None:
    with pytest.raises(AssertionError, match="committed nothing"):
        await interleaved(postgres_office.bot.ctx, reads, reads)
