"""The bot's own polling loop: an update is acknowledged only after its effect is committed and its reply sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.storage.models import ProcessedUpdate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Update
    from telegram.ext import Application

    from bot.clock import Clock
    from bot.storage.database import Database

log = structlog.get_logger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_POLL_SECONDS = 50
# Built once: this runs for every batch of updates.
_REMEMBER = {
    "postgresql": postgresql.insert(ProcessedUpdate).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(ProcessedUpdate).on_conflict_do_nothing(),
}
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 30.0
# How long a slow update may hold back the next poll, before the others are fetched past it.
_PATIENCE = 0.05
_LONGEST_PATIENCE = 1.0


class Poller:
    """Fetches updates and runs them, concurrently over people and in order for each."""

    def __init__(
        self, app: Application[Any, Any, Any, Any, Any, Any], db: Database, clock: Clock, concurrent: int
    ) -> None:
        self._app = app
        self._db = db
        self._clock = clock
        self._slots = asyncio.Semaphore(concurrent)
        self._running: dict[int, asyncio.Task[None]] = {}
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._done: list[int] = []
        self._next = 0
        self._patience = _PATIENCE
        self._seen_before = 0
        self._stopping = asyncio.Event()
        self.last_poll: float | None = None

    async def run(self) -> None:
        """Poll until stopped; network trouble is waited out, a refused token ends the loop."""
        self._seen_before = await self._highest_processed()
        wait = _FIRST_WAIT
        while not self._stopping.is_set():
            try:
                updates = await self._fetch()
            except InvalidToken:
                raise
            except (NetworkError, RetryAfter, Conflict, TelegramError) as error:
                log.warning("getting updates failed", reason=error.message, again_in=wait)
                await self._pause(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
                continue
            wait = _FIRST_WAIT
            await self._take(updates)
        await self._drain()

    def stop(self) -> None:
        """Fetch no more; `run` returns once what was fetched is done and acknowledged."""
        self._stopping.set()

    def kill(self) -> None:
        """Drop everything in mid-air."""
        self._stopping.set()
        for task in self._running.values():
            task.cancel()

    async def _fetch(self) -> tuple[Update, ...]:
        fetching = asyncio.ensure_future(
            self._app.bot.get_updates(offset=self._offset(), timeout=LONG_POLL_SECONDS, allowed_updates=ALLOWED_UPDATES)
        )
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return await fetching if fetching.done() else ()
        finally:
            stopping.cancel()
            if not fetching.done():
                fetching.cancel()
            self.last_poll = self._clock.monotonic()

    def _offset(self) -> int | None:
        """Everything below is acknowledged: never past an update that is still being worked on."""
        return (min(self._running) if self._running else self._next) or None

    async def _take(self, updates: Iterable[Update]) -> None:
        fresh = [update for update in updates if update.update_id >= self._next]
        for update in fresh:
            self._next = update.update_id + 1
            self._start(update)
        # Unacknowledged updates come back at once: with nothing new, ask less and less often.
        self._patience = _PATIENCE if fresh else min(self._patience * 2, _LONGEST_PATIENCE)
        if self._running:
            await asyncio.wait(self._running.values(), timeout=self._patience)
        await self._record_done()

    def _start(self, update: Update) -> None:
        sender = update.effective_user or update.effective_chat
        lane = sender.id if sender else 0
        before = self._lanes.get(lane)
        task = asyncio.create_task(self._process(update, before))
        self._running[update.update_id] = task
        self._lanes[lane] = task

        def _finished(done: asyncio.Task[None]) -> None:
            self._running.pop(update.update_id, None)
            if self._lanes.get(lane) is done:
                del self._lanes[lane]

        task.add_done_callback(_finished)

    async def _process(self, update: Update, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before})
        async with self._slots:
            if update.update_id <= self._seen_before and await self._was_processed(update.update_id):
                return
            await self._app.process_update(update)
        self._done.append(update.update_id)

    async def _record_done(self) -> None:
        """Remember what is done before the next poll acknowledges it: a repeat then costs one look-up."""
        if not self._done:
            return
        done, self._done = self._done, []
        now = self._clock.now()
        async with self._db.write() as session:
            connection = await session.connection()
            await connection.execute(
                _REMEMBER[self._db.dialect], [{"update_id": update_id, "processed_at": now} for update_id in done]
            )

    async def _drain(self) -> None:
        while self._running:
            await asyncio.wait(list(self._running.values()))
        await self._record_done()
        if self._next:
            try:
                await self._app.bot.get_updates(offset=self._next, timeout=0, limit=1)
            except TelegramError as error:
                # Not acknowledged: they come again and are known as processed.
                log.info("last acknowledgement failed", reason=error.message)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    async def _was_processed(self, update_id: int) -> bool:
        async with self._db.read() as session:
            return await session.get(ProcessedUpdate, update_id) is not None

    async def _highest_processed(self) -> int:
        async with self._db.read() as session:
            return (await session.execute(select(func.max(ProcessedUpdate.update_id)))).scalar_one() or 0
