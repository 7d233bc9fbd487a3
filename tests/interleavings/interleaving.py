"""Two transactions of two processes on one PostgreSQL, the first held just before its commit while the second runs.

On SQLite writers take turns as a whole: there is nothing to interleave.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, text
from sqlalchemy.util import await_only

from bot.storage.database import Database
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from sqlalchemy import Connection

    from bot.services.context import Context

    Work = Callable[[Context], Awaitable[Any]]

_WAITS_FOR_LOCK = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@dataclass(frozen=True, slots=True)
class Both:
    """What came of them: results, or what they raised; `waited`: the second stood still until the first committed."""

    first: Any
    second: Any
    waited: bool


async def interleaved(ctx: Context, first: Work, second: Work) -> Both:
    """Run `first` up to its commit, then `second` until it is done or waits for a lock of the first; then commit both."""
    if ctx.db.dialect != "postgresql":
        raise ValueError("SQLite has one writer")
    async with _process_of(ctx) as one, _process_of(ctx) as other:
        reached, go = asyncio.Event(), asyncio.Event()

        def _hold(_connection: Connection) -> None:
            reached.set()
            await_only(go.wait())

        event.listen(one.db.engine.sync_engine, "commit", _hold)
        opening = asyncio.ensure_future(first(one))
        following: asyncio.Future[Any] | None = None
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.wait(
                    {opening, held := asyncio.ensure_future(reached.wait())}, return_when="FIRST_COMPLETED"
                )
                if not held.done():
                    held.cancel()
                    await opening
                    raise AssertionError("the first committed nothing")
                following = asyncio.ensure_future(second(other))
                while not following.done():
                    if await somebody_waits(ctx.db):
                        break
        finally:
            waited = following is not None and not following.done()
            go.set()
            done = await asyncio.gather(opening, *([] if following is None else [following]), return_exceptions=True)
        return Both(done[0], done[1], waited)


@asynccontextmanager
async def _process_of(ctx: Context) -> AsyncIterator[Context]:
    db = Database(ctx.db.url, ctx.clock)
    try:
        yield replace(ctx, db=db)
    finally:
        await db.close()


async def somebody_waits(db: Database) -> bool:
    async with db.engine.connect() as connection:
        return bool((await connection.execute(_WAITS_FOR_LOCK)).scalar_one())
