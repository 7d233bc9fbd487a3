"""What happens to an update whichever way it came: each person's in order, once, and remembered when it is done."""

from __future__ import annotations

import asyncio
import math
import secrets
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import func, select
from telegram.ext import ApplicationHandlerStop

from bot.storage import inbox
from bot.storage.away import is_away
from bot.storage.inbox import Kept
from bot.storage.models import ProcessedUpdate
from bot.updates import read_update

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterable

    from sqlalchemy import Connection
    from telegram import Update
    from telegram.ext import Application

    from bot.clock import Clock
    from bot.storage.database import Database

    App = Application[Any, Any, Any, Any, Any, Any]

log = structlog.get_logger(__name__)

_MOST_RECENT = 10_000
# A cancelled task puts its connection away; one to a database that is away may take its time.
_KILL_PATIENCE = 2.0
# So many of one person's updates wait for the one before; so many more, for their replies are not out.
_MOST_WAITING = 20
_MOST_UNFINISHED = 100
# Seconds of the machine: whatever a handler waits for has given up before.
_HANGS_AFTER = 300.0
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 15.0
# How often a replica looks whether another is through with the same person.
_LOOK_EVERY = 0.25
# After a process has died, what Telegram brings again may be what it died of. With a webhook that takes it a while.
_CAREFUL_FOR = 120.0
# One that may have killed a process runs alone, but not for longer (seconds of the machine) if it takes its time.
_ALONE_FOR = 1.0
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


class _NotYet(Exception):
    """Another process works on an update of the same person that came before."""


class Taken(Enum):
    """When an update was done."""

    NOW = "now"
    BEFORE = "before"
    # Too many of one person's at once.
    DROPPED = "dropped"


@dataclass(slots=True, eq=False)
class _Lane:
    """The updates of one person: those that wait for the one before, and all that are not finished."""

    waiting: int = 0
    unfinished: int = 0
    latest: Work | None = None
    # Whether the person knows that some were dropped.
    told: bool = False


@dataclass(slots=True, eq=False)
class Work:
    """An update that was taken; `body` is as Telegram wrote it, `kept` that it stands in the inbox.

    `deaths` counts the processes that died (perhaps of it) while its handler was under way.
    """

    update: Update
    body: dict[str, Any]
    lane: int
    kept: bool
    deaths: int
    # Whether a process may have died of it.
    suspect: bool
    # Whether it may have been done before.
    repeats: bool
    effective: asyncio.Future[None]
    # Whether it is to be recorded as soon as it is done: nobody does that for all that came together.
    late: bool
    begun: bool = False
    task: asyncio.Task[Taken] = field(init=False)

    @property
    def id(self) -> int:
        return self.update.update_id

    def row(self) -> Kept:
        """What the inbox is to hold of it."""
        effective = self.effective.done()
        return Kept(self.id, self.body, self.lane, 0 if effective else self.deaths + int(self.begun), effective)


class Intake:
    """Runs updates, concurrently over people and in order for each; `running` are those taken and not finished.

    A person's next update follows when the effect of the one before is committed and its replies stand in line. Finished it
    is when they are out, and those before it are finished: done again after a kill, an older one would undo its effect. What is not finished soon after it came is written to the inbox (`keep`): from then on it is
    acknowledged, and it is this bot that sees it through, also after a kill.

    One person's updates are bounded: what comes beyond is dropped and counted, and the person told once.

    What was under way when a process died runs alone the next time, and is counted before: what kills twice is set aside,
    and nothing that only ran beside it.

    An update that meets a database that is away is not done. It is tried until the database answers, and those of the
    same person wait for it; where it was pushed to us and is not kept, its task raises `NotDone` instead, and the sender
    brings it again, perhaps to another replica.
    """

    def __init__(self, app: App, db: Database, clock: Clock, concurrent: int, *, pushed: bool) -> None:
        self._app = app
        self._db = db
        self._clock = clock
        self._pushed = pushed
        # Others may have done what comes to us.
        self._shared = pushed and db.dialect != "sqlite"
        self._slots = asyncio.Semaphore(concurrent)
        self._alone = asyncio.Lock()
        self._careful_until = -math.inf
        self._owner = secrets.token_hex(8)
        self.running: dict[int, Work] = {}
        self._lanes: dict[int, _Lane] = {}
        # Done and not remembered; in the inbox, and their effect stands.
        self._done: list[Work] = []
        self._effective: list[Work] = []
        self._recording: asyncio.Task[None] | None = None
        self._renewing: asyncio.Task[None] | None = None
        # Done by this process, oldest first; of those up to `_seen_before` the database has to be asked.
        self._recent: dict[int, None] = {}
        self._seen_before = 0
        # Told of each update that is done, with the seconds since it came.
        self.on_done: list[Callable[[Update, float], None]] = []
        # Told of each update that is dropped, and of the first of a person's for a while.
        self.on_dropped: list[Callable[[Update], None]] = []
        self.on_flood: list[Callable[[Update], Coroutine[Any, Any, None]]] = []
        self._telling: set[asyncio.Task[None]] = set()
        self.hung = 0
        app.add_error_handler(_note_fault)

    async def open(self) -> None:
        """Take up what is in the inbox, and learn up to where repeats may come: call it before the first update."""
        if await self._take_up(begins=True):
            self._careful_until = self._clock.monotonic() + _CAREFUL_FOR if self._pushed else math.inf
        latest = select(func.max(ProcessedUpdate.update_id))
        self._seen_before = await self._db.query(lambda connection: connection.execute(latest).scalar_one()) or 0
        if self._shared and self._renewing is None:
            self._renewing = asyncio.create_task(self._renew())

    def no_more_repeats(self) -> None:
        """What Telegram brings from now on was acknowledged by nobody before, and nobody died of it."""
        self._seen_before = 0
        self._careful_until = -math.inf

    def knows(self, update_id: int) -> bool:
        """Whether this process has it under way, or has done it just now."""
        return update_id in self.running or update_id in self._recent

    def unsettled(self, update_id: int) -> bool:
        """Whether it may not be acknowledged yet: neither finished nor kept."""
        work = self.running.get(update_id)
        return work is not None and not work.kept

    def unsettled_tasks(self) -> set[asyncio.Task[Taken]]:
        """All that may not be acknowledged yet."""
        return {work.task for work in self.running.values() if not work.kept}

    def end_of_turn(self) -> None:
        """Nobody waits any longer to record together what is not finished now."""
        for work in self.running.values():
            work.late = True

    def start(self, update: Update, body: dict[str, Any], kept: Kept | None = None) -> asyncio.Task[Taken]:
        """Begin with an update, after those of the same person; one that is running already is not begun twice."""
        known = self.running.get(update.update_id)
        if known is not None:
            return known.task
        # Whoever speaks for a group or a channel: to Telegram all of them are one account.
        sender = update.effective_sender or update.effective_chat
        key = sender.id if sender else 0
        lane = self._lanes.setdefault(key, _Lane())
        if kept is None and (lane.waiting >= _MOST_WAITING or lane.unfinished >= _MOST_UNFINISHED):
            return self._drop(update, lane)
        begun = self._clock.monotonic()
        careful = kept is None and begun < self._careful_until
        # By polling the dead process had been brought the same ones; a webhook brings fresh ones too.
        deaths = kept.begun if kept is not None else int(careful and not self._pushed)
        # One that was kept may have been done between its being kept and the death of who kept it.
        repeats = self._shared or kept is not None or update.update_id <= self._seen_before
        effective: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        late = self._pushed or kept is not None
        work = Work(update, body, key, kept is not None, deaths, careful or deaths > 0, repeats, effective, late)
        before, lane.latest = lane.latest, work
        lane.waiting += 1
        lane.unfinished += 1
        work.task = asyncio.create_task(self._process(work, before, lane))
        self.running[update.update_id] = work

        def _finished(done: asyncio.Task[Taken]) -> None:
            del self.running[update.update_id]
            if not work.effective.done():
                work.effective.set_result(None)
            lane.unfinished -= 1
            if not lane.unfinished:
                del self._lanes[key]
            if not done.cancelled() and done.exception() is None:
                for listener in self.on_done:
                    listener(update, self._clock.monotonic() - begun)

        work.task.add_done_callback(_finished)
        return work.task

    async def keep(self, only: int | None = None) -> bool:
        """Write what is not finished to the inbox (`only` that update): then it may be acknowledged.

        False: the database is away.
        """
        works = [work for work in self.running.values() if not work.kept and (only is None or work.id == only)]
        if not works:
            return True
        try:
            await self._write(works)
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("updates not kept", count=len(works), reason=str(error))
            return False
        return True

    async def record_done(self) -> bool:
        """Remember what is done, for repeats to cost one look-up; while the database is away that waits (False)."""
        if not (self._done or self._effective):
            return True
        done, self._done = self._done, []
        effective, self._effective = self._effective, []
        kept = [work.id for work in done if work.kept]
        now = self._clock.now()

        def _unit(connection: Connection) -> None:
            if done:
                inbox.remember(connection, [work.id for work in done], now)
            if effective:
                inbox.note_effective(connection, [work.id for work in effective])
            if kept:
                inbox.discard(connection, kept)
            if done and self._shared:
                inbox.supersede(connection, [work.lane for work in done], self._owner)

        try:
            await self._db.transact(_unit)
        except Exception as error:
            self._done += done
            self._effective += effective
            if not is_away(error):
                raise
            log.warning("updates not recorded", count=len(done), reason=str(error))
            return False
        return True

    async def drain(self) -> None:
        """Wait until everything taken is done and remembered, and go in good order."""
        while self.running:
            await asyncio.wait([work.task for work in self.running.values()])
        await self._stop_renewing()
        if self._recording is not None:
            await self._recording
        await self.record_done()
        try:
            await self._db.transact(lambda connection: inbox.leave(connection, self._owner))
        except Exception as error:
            if not is_away(error):
                raise
            log.info("gone without a word", reason=str(error))

    async def kill(self) -> None:
        """Drop everything in mid-air."""
        await self._stop_renewing()
        under_way: list[asyncio.Task[Any]] = [work.task for work in self.running.values()]
        under_way += [*self._telling, *([self._recording] if self._recording is not None else [])]
        for task in under_way:
            task.cancel()
        if under_way:
            await asyncio.wait(under_way, timeout=_KILL_PATIENCE)

    async def _take_up(self, *, begins: bool = False) -> bool:
        """Go on with what nobody works on; says whether it is there because somebody died."""
        now = self._clock.now()
        found = await self._db.transact(
            lambda connection: inbox.take(connection, self._owner, now, alone=not self._shared, begins=begins)
        )
        for row in found.rows:
            update = read_update(row.body, self._app.bot)
            # It was read before it was kept: only another version does not understand it, and the next one may.
            if update is not None and row.update_id not in self.running:
                self.start(update, row.body, row)
        if found.rows:
            log.info("updates taken up from the inbox", count=len(found.rows))
        for update_id in found.set_aside:
            log.error("update set aside: processes died while it was under way", update=update_id)
        return found.died

    async def _renew(self) -> None:
        """Say that this process lives, and take up what somebody left who died."""
        while True:
            await self._clock.sleep(inbox.LEASE.total_seconds() / 3)
            try:
                await self._take_up()
            except Exception as error:
                if not is_away(error):
                    raise
                log.warning("inbox not looked at", reason=str(error))

    async def _stop_renewing(self) -> None:
        renewing, self._renewing = self._renewing, None
        if renewing is not None:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)

    def _drop(self, update: Update, lane: _Lane) -> asyncio.Task[Taken]:
        for listener in self.on_dropped:
            listener(update)
        if not lane.told:
            lane.told = True
            log.warning("updates of one person dropped", waiting=lane.waiting, unfinished=lane.unfinished)
            for tell in self.on_flood:
                task = asyncio.create_task(tell(update))
                self._telling.add(task)
                task.add_done_callback(self._telling.discard)
        return asyncio.create_task(_dropped())

    async def _process(self, work: Work, before: Work | None, lane: _Lane) -> Taken:
        # Every line logged in this turn tells which.
        structlog.contextvars.bind_contextvars(update=work.id)
        try:
            if before is not None:
                await asyncio.wait({before.effective})
        finally:
            lane.waiting -= 1
        standing: list[asyncio.Task[None]] = []
        _standing.set(standing)
        taken = await self._handle(work)
        work.effective.set_result(None)
        unfinished = before is not None and not before.task.done()
        if standing or unfinished:
            if work.kept:
                self._effective.append(work)
                self._record_soon()
            await _until_out(standing)
            if before is not None:
                await asyncio.wait({before.task})
        self._note_done(work)
        return taken

    async def _handle(self, work: Work) -> Taken:
        """Run its handlers, as often as it takes for the database to be there. Raises `NotDone`."""
        wait = _FIRST_WAIT
        while True:
            try:
                async with self._turn(work):
                    return await self._run(work)
            except _NotYet:
                await self._clock.sleep(_LOOK_EVERY)
                continue
            except NotDone as away:
                log.warning("update waits for the database", reason=str(away.__cause__))
                if self._pushed and not work.kept:
                    raise
            await self._clock.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)

    @asynccontextmanager
    async def _turn(self, work: Work) -> AsyncIterator[None]:
        """A place among those that run at once; one that may have killed a process has a turn of its own."""
        if not work.suspect:
            async with self._slots:
                yield
            return
        await self._alone.acquire()
        held = [self._alone]

        def _release() -> None:
            if held:
                held.pop().release()

        timer = asyncio.get_running_loop().call_later(_ALONE_FOR, _release)
        try:
            yield
            # Before the next one: should the process die of that, this one is not counted.
            self._effective.append(work)
            await self.record_done()
        finally:
            timer.cancel()
            _release()

    async def _run(self, work: Work) -> Taken:
        if await self._was_done(work):
            return Taken.BEFORE
        faults: list[BaseException] = []
        _fault.set(faults)
        work.begun = True
        try:
            async with asyncio.timeout(_HANGS_AFTER):
                await self._app.process_update(work.update)
        except TimeoutError:
            self.hung += 1
            log.exception("handler hangs: given up")
        if faults:
            raise NotDone from faults[0]
        return Taken.NOW

    def _note_done(self, work: Work) -> None:
        self._done.append(work)
        self._recent[work.id] = None
        if len(self._recent) > _MOST_RECENT:
            forgotten = next(iter(self._recent))
            del self._recent[forgotten]
            if self._pushed:
                self._seen_before = max(self._seen_before, forgotten)
        if work.late:
            self._record_soon()

    def _record_soon(self) -> None:
        if self._recording is None or self._recording.done():
            # Nobody waits for it: a crash before it makes a repeat be worked on again, which changes nothing.
            self._recording = asyncio.create_task(self._record_all())

    async def _record_all(self) -> None:
        while self._done or self._effective:
            if not await self.record_done():
                return

    async def _was_done(self, work: Work) -> bool:
        """Whether there is nothing to do; otherwise its beginning is written where that matters.

        Raises `_NotYet` while another process works on an update of the same person.
        """
        if work.id in self._recent:
            return True
        try:
            if work.repeats and await self._db.query(lambda connection: self._ask(connection, work)):
                return True
            if work.kept and not work.begun:
                times = work.deaths + 1
                await self._db.transact(lambda connection: inbox.note_begun(connection, work.id, times))
            elif work.suspect and not work.kept:
                work.begun = True
                await self._write([work])
        except Exception as error:
            if is_away(error):
                raise NotDone from error
            raise
        return False

    def _ask(self, connection: Connection, work: Work) -> bool:
        if not self._shared:
            return inbox.known(connection, work.id)
        known = inbox.known_among_many(connection, work.id, work.lane, self._owner)
        if known.blocked and not known.done:
            raise _NotYet
        return known.done

    async def _write(self, works: Iterable[Work]) -> None:
        """Write them to the inbox."""
        rows, now = [work.row() for work in works], self._clock.now()
        await self._db.transact(lambda connection: inbox.keep(connection, rows, self._owner, now))
        for work in works:
            work.kept = work.late = True
            if work.task.done():
                self._done.append(work)
            elif work.effective.done():
                self._effective.append(work)
        self._record_soon()


async def _until_out(standing: list[asyncio.Task[None]]) -> None:
    """Return when all replies are out; what is dropped in mid-air takes them along, and they it."""
    if not standing:
        return
    try:
        await asyncio.wait(standing)
    except asyncio.CancelledError:
        for reply in standing:
            reply.cancel()
        raise
    if any(reply.cancelled() for reply in standing):
        raise asyncio.CancelledError


async def _dropped() -> Taken:
    return Taken.DROPPED


async def _note_fault(_update: object, context: Any) -> None:
    """The first error handler: a database that is away is not the handler's fault, and nobody's last word."""
    faults = _fault.get(None)
    if faults is not None and is_away(context.error):
        faults.append(context.error)
        raise ApplicationHandlerStop
