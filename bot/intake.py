"""What happens to an update whichever way it came: each person's in order, once, and remembered when it is done."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from enum import Enum
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import func, select
from telegram.ext import ApplicationHandlerStop

from bot.storage.away import is_away
from bot.storage.models import ProcessedUpdate
from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Update
    from telegram.ext import Application

    from bot.clock import Clock
    from bot.storage.database import Database

    App = Application[Any, Any, Any, Any, Any, Any]

log = structlog.get_logger(__name__)

_MOST_RECENT = 10_000
# A cancelled task puts its connection away; one to a database that is away may take its time.
_KILL_PATIENCE = 2.0
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 15.0
# Set while the handlers of an update run: what kept them from doing it, and the replies that they put in line.
_fault: ContextVar[list[BaseException]] = ContextVar("fault")
_standing: ContextVar[list[asyncio.Task[None]]] = ContextVar("standing")


def finishes_with(reply: asyncio.Task[None]) -> None:
    """The update under way, if any, is finished when this reply of it is; nobody's next one waits for that."""
    standing = _standing.get(None)
    if standing is not None:
        standing.append(reply)


class NotDone(Exception):
    """An update could not be done because the database is away or the bot is going: it must come again."""


class Taken(Enum):
    """When an update was done."""

    NOW = "now"
    BEFORE = "before"


class Intake:
    """Runs updates, concurrently over people and in order for each; `running` are those taken and not done.

    A person's next update follows when the effect of the one before is committed and its replies stand in line. Done it is
    when they are out.

    An update that meets a database that is away is not done. Pulled by us (polling), it is tried until the database
    answers, and those of the same person wait for it. Pushed to us (webhook), its task raises `NotDone`, and the
    sender brings it again, perhaps to another replica.
    """

    def __init__(self, app: App, db: Database, clock: Clock, concurrent: int, *, pushed: bool) -> None:
        self._app = app
        self._db = db
        self._clock = clock
        self._pushed = pushed
        # Others may have done what comes to us.
        self._shared = pushed and db.dialect != "sqlite"
        self._slots = asyncio.Semaphore(concurrent)
        self.running: dict[int, asyncio.Task[Taken]] = {}
        self._lanes: dict[int, asyncio.Future[None]] = {}
        self._done: list[int] = []
        self._remember = insert_into(db.dialect, ProcessedUpdate).on_conflict_do_nothing()
        self._recording: asyncio.Task[None] | None = None
        # Done by this process, oldest first; of those up to `_seen_before` the database has to be asked.
        self._recent: dict[int, None] = {}
        self._seen_before = 0
        # Told of each update that is done, with the seconds since it came.
        self.on_done: list[Callable[[Update, float], None]] = []
        app.add_error_handler(_note_fault)

    async def open(self) -> None:
        """Learn up to where repeats may come: call it before the first update."""
        latest = select(func.max(ProcessedUpdate.update_id))
        self._seen_before = await self._db.query(lambda connection: connection.execute(latest).scalar_one()) or 0

    def start(self, update: Update) -> asyncio.Task[Taken]:
        """Begin with an update, after those of the same person; one that is running already is not begun twice."""
        known = self.running.get(update.update_id)
        if known is not None:
            return known
        sender = update.effective_user or update.effective_chat
        lane = sender.id if sender else 0
        begun = self._clock.monotonic()
        effective: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(self._process(update, self._lanes.get(lane), effective))
        self.running[update.update_id] = task
        self._lanes[lane] = effective

        def _leave(_done: asyncio.Future[None]) -> None:
            if self._lanes.get(lane) is effective:
                del self._lanes[lane]

        def _finished(done: asyncio.Task[Taken]) -> None:
            self.running.pop(update.update_id, None)
            if not effective.done():
                effective.set_result(None)
            if not done.cancelled() and done.exception() is None:
                for listener in self.on_done:
                    listener(update, self._clock.monotonic() - begun)

        effective.add_done_callback(_leave)
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
            await self._db.transact(lambda connection: connection.execute(self._remember, rows).close())
        except Exception as error:
            self._done += done
            if not is_away(error):
                raise
            log.warning("updates not recorded", count=len(done), reason=str(error))

    async def drain(self) -> None:
        """Wait until everything taken is done and remembered."""
        while self.running:
            await asyncio.wait(list(self.running.values()))
        if self._recording is not None:
            await self._recording
        await self.record_done()

    async def kill(self) -> None:
        """Drop everything in mid-air."""
        under_way = [*self.running.values(), *([self._recording] if self._recording is not None else [])]
        for task in under_way:
            task.cancel()
        if under_way:
            await asyncio.wait(under_way, timeout=_KILL_PATIENCE)

    async def _process(
        self, update: Update, before: asyncio.Future[None] | None, effective: asyncio.Future[None]
    ) -> Taken:
        # Every line logged in this turn tells which.
        structlog.contextvars.bind_contextvars(update=update.update_id)
        if before is not None:
            await asyncio.wait({before})
        standing: list[asyncio.Task[None]] = []
        _standing.set(standing)
        wait = _FIRST_WAIT
        async with self._slots:
            while True:
                try:
                    taken = await self._run(update)
                    break
                except NotDone as away:
                    log.warning("update waits for the database", reason=str(away.__cause__))
                    if self._pushed:
                        raise
                await self._clock.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
        effective.set_result(None)
        if standing:
            await asyncio.wait(standing)
        if taken is Taken.NOW:
            self._note_done(update.update_id)
        return taken

    async def _run(self, update: Update) -> Taken:
        if await self._was_done(update.update_id):
            return Taken.BEFORE
        faults: list[BaseException] = []
        _fault.set(faults)
        await self._app.process_update(update)
        if faults:
            raise NotDone from faults[0]
        return Taken.NOW

    def _note_done(self, update_id: int) -> None:
        self._done.append(update_id)
        if not self._pushed:
            return
        self._recent[update_id] = None
        if len(self._recent) > _MOST_RECENT:
            forgotten = next(iter(self._recent))
            del self._recent[forgotten]
            self._seen_before = max(self._seen_before, forgotten)
        if self._recording is None or self._recording.done():
            # Nobody waits for it: a crash before it makes a repeat be worked on again, which changes nothing.
            self._recording = asyncio.create_task(self._record_all())

    async def _record_all(self) -> None:
        while self._done:
            before = len(self._done)
            await self.record_done()
            if len(self._done) >= before:
                return

    async def _was_done(self, update_id: int) -> bool:
        if update_id in self._recent:
            return True
        if update_id > self._seen_before and not self._shared:
            return False
        try:
            known = select(ProcessedUpdate.update_id).where(ProcessedUpdate.update_id == update_id)
            found = await self._db.query(lambda connection: connection.scalar(known))
        except Exception as error:
            if is_away(error):
                raise NotDone from error
            raise
        return found is not None


async def _note_fault(_update: object, context: Any) -> None:
    """The first error handler: a database that is away is not the handler's fault, and nobody's last word."""
    faults = _fault.get(None)
    if faults is not None and is_away(context.error):
        faults.append(context.error)
        raise ApplicationHandlerStop
