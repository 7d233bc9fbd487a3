"""What happens to an update whichever way it came: each person's in order, once, and remembered when it is done."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from telegram.ext import ApplicationHandlerStop

from bot.storage.away import is_away
from bot.storage.models import ProcessedUpdate

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Update
    from telegram.ext import Application

    from bot.clock import Clock
    from bot.storage.database import Database

    App = Application[Any, Any, Any, Any, Any, Any]

log = structlog.get_logger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
# Built once: this runs for every batch of updates.
_REMEMBER = {
    "postgresql": postgresql.insert(ProcessedUpdate).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(ProcessedUpdate).on_conflict_do_nothing(),
}
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 15.0
# Set while the handlers of an update run: what kept them from doing it.
_fault: ContextVar[list[BaseException]] = ContextVar("fault")


class DatabaseAway(Exception):
    """An update could not be done because the database does not answer: it must come again."""


class Intake:
    """Runs updates, concurrently over people and in order for each.

    `running` are those taken and not done. An update that meets a database that is away is not done: with `retries`
    it is tried until the database answers, and those of the same person wait for it; without, its task raises
    `DatabaseAway`, for a sender that brings it again.
    """

    def __init__(self, app: App, db: Database, clock: Clock, concurrent: int, *, retries: bool) -> None:
        self._app = app
        self._db = db
        self._clock = clock
        self._retries = retries
        self._slots = asyncio.Semaphore(concurrent)
        self.running: dict[int, asyncio.Task[None]] = {}
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._done: list[int] = []
        self._seen_before = 0
        # Told of each update that is done, with the seconds since it came.
        self.on_done: list[Callable[[Update, float], None]] = []
        app.add_error_handler(_note_fault)

    async def open(self) -> None:
        """Learn up to where repeats may come: call it before the first update."""
        latest = select(func.max(ProcessedUpdate.update_id))
        self._seen_before = await self._db.query(lambda connection: connection.execute(latest).scalar_one()) or 0

    def start(self, update: Update) -> asyncio.Task[None]:
        """Begin with an update, after those of the same person; one that is running already is not begun twice."""
        known = self.running.get(update.update_id)
        if known is not None:
            return known
        sender = update.effective_user or update.effective_chat
        lane = sender.id if sender else 0
        begun = self._clock.monotonic()
        task = asyncio.create_task(self._process(update, self._lanes.get(lane)))
        self.running[update.update_id] = task
        self._lanes[lane] = task

        def _finished(done: asyncio.Task[None]) -> None:
            self.running.pop(update.update_id, None)
            if self._lanes.get(lane) is done:
                del self._lanes[lane]
            if not done.cancelled() and done.exception() is None:
                for listener in self.on_done:
                    listener(update, self._clock.monotonic() - begun)

        task.add_done_callback(_finished)
        return task

    async def record_done(self) -> None:
        """Remember what is done, for repeats to cost one look-up; while the database is away that waits."""
        if not self._done:
            return
        done, self._done = self._done, []
        now = self._clock.now()
        rows = [{"update_id": update_id, "processed_at": now} for update_id in done]
        try:
            await self._db.transact(lambda connection: connection.execute(_REMEMBER[self._db.dialect], rows).close())
        except Exception as error:
            self._done += done
            if not is_away(error):
                raise
            log.warning("updates not recorded", count=len(done), reason=str(error))

    async def drain(self) -> None:
        """Wait until everything taken is done and remembered."""
        while self.running:
            await asyncio.wait(list(self.running.values()))
        await self.record_done()

    def kill(self) -> None:
        """Drop everything in mid-air."""
        for task in self.running.values():
            task.cancel()

    async def _process(self, update: Update, before: asyncio.Task[None] | None) -> None:
        # Every line logged in this turn tells which.
        structlog.contextvars.bind_contextvars(update=update.update_id)
        if before is not None:
            await asyncio.wait({before})
        wait = _FIRST_WAIT
        async with self._slots:
            while True:
                try:
                    await self._run(update)
                except DatabaseAway as away:
                    log.warning("update waits for the database", reason=str(away.__cause__))
                    if not self._retries:
                        raise
                else:
                    return
                await self._clock.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)

    async def _run(self, update: Update) -> None:
        if update.update_id <= self._seen_before and await self._was_processed(update.update_id):
            return
        faults: list[BaseException] = []
        _fault.set(faults)
        await self._app.process_update(update)
        if faults:
            raise DatabaseAway from faults[0]
        self._done.append(update.update_id)

    async def _was_processed(self, update_id: int) -> bool:
        try:
            known = select(ProcessedUpdate.update_id).where(ProcessedUpdate.update_id == update_id)
            return await self._db.query(lambda connection: connection.scalar(known)) is not None
        except Exception as error:
            if is_away(error):
                raise DatabaseAway from error
            raise


async def _note_fault(_update: object, context: Any) -> None:
    """The first error handler: a database that is away is not the handler's fault, and nobody's last word."""
    faults = _fault.get(None)
    if faults is not None and is_away(context.error):
        faults.append(context.error)
        raise ApplicationHandlerStop
