"""What happens to an update whichever way it came: each person's in order, once, and remembered when it is done."""

from __future__ import annotations

import asyncio
import math
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from telegram.ext import ApplicationHandlerStop

from bot.monitoring.events import Event
from bot.storage.inbox import LEASE
from bot.storage.outage import is_away
from bot.telegram.reading import read_update
from bot.updates.keeping import Keeping, Recent
from bot.updates.work import Handling, Work, wish_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Iterable

    from telegram import Update
    from telegram.ext import Application

    from bot.clock import Clock
    from bot.storage.database import Database
    from bot.storage.inbox import Kept

    App = Application[Any, Any, Any, Any, Any, Any]
    Tell = Callable[[Update], Coroutine[Any, Any, None]]

T = TypeVar("T")

# A cancelled task puts its connection away; one to a database that is away may take its time.
_KILL_PATIENCE = 2.0
# So many of one person's updates wait for the one before; so many may be unfinished, for their replies are not out.
_MOST_WAITING = 20
_MOST_UNFINISHED = 100
# A thumb that hits a button twice; for more no call is made.
_MOST_MERGED_ANSWERED = 5
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


class Hung(Exception):
    """A handler did not come back in all the time that it may take."""


class _NotYet(Exception):
    """It is another process' work, or one of the same person that came before is, or was taken up from one that died."""


@dataclass(slots=True, eq=False)
class _Lane:
    """The updates of one person: how many wait for the one before, how many are not finished, and the latest.

    Those taken up from the inbox came before all that came here: `older` is the latest of them.
    """

    waiting: int = 0
    unfinished: int = 0
    latest: Work | None = None
    older: Work | None = None
    # Whether the person knows that some were dropped.
    told: bool = False
    # Presses that were answered with those they repeat.
    merged: int = 0

    @property
    def full(self) -> bool:
        return self.waiting >= _MOST_WAITING or self.unfinished >= _MOST_UNFINISHED

    def repeats(self, wish: object, *, shared: bool) -> bool:
        """Whether the last that was wanted is the same, and has not had its effect yet.

        Once it is kept, Telegram sends what the person wants next, and where the inbox is `shared` perhaps to another replica:
        then nobody here knows what was wanted last.
        """
        latest = self.latest
        return (
            latest is not None and latest.wish == wish and not latest.effective.done() and not (shared and latest.kept)
        )

    def enter(self, work: Work) -> Work | None:
        """Put it in line; returns the one before it."""
        self.waiting += 1
        self.unfinished += 1
        before = self.older if work.kept else self.latest
        if work.kept:
            self.older = work
        if not work.kept or self.latest is before:
            self.latest = work
        return before


class Intake:
    """Runs updates, concurrently over people and in order for each; `running` are those taken and not finished.

    A person's next update follows when the effect of the one before is committed and its replies stand in line. Finished it
    is when they are out, and those before it are finished: done again after a kill, an older one would undo its effect.
    What is not finished soon after it came is written to the inbox (`keep`): from then on it is acknowledged, and it is
    this bot that sees it through, also after a kill.

    One person's updates are bounded: what repeats the last wish while that is under way is one with it (as far as this process
    can know), and what comes beyond is dropped and counted, and the person told once.

    What was under way when a process died runs alone from then on, and is counted before: what kills twice more is set aside,
    and nothing that only ran beside it.

    An update that meets a database that is away is not done. It is tried until the database answers, and those of the
    same person wait for it; where it was pushed to us and is not kept, its task raises `NotDone` instead, and the sender
    brings it again, perhaps to another replica.
    """

    def __init__(self, app: App, db: Database, clock: Clock, concurrent: int, *, pushed: bool) -> None:
        self._app = app
        self._clock = clock
        self._pushed = pushed
        # Others may have done what comes to us.
        self._shared = pushed and db.dialect != "sqlite"
        self._keeping = Keeping(db, clock, shared=self._shared)
        self._slots = asyncio.Semaphore(concurrent)
        self._alone = asyncio.Lock()
        self._careful_until = -math.inf
        self._leaving = False
        self.running: dict[int, Work] = {}
        self._lanes: dict[int, _Lane] = {}
        self._recent = Recent(clock)
        self._looking: asyncio.Task[None] | None = None
        self._telling: set[asyncio.Task[None]] = set()
        # Told of each update that is done, with the seconds since it came.
        self.on_done: list[Callable[[Update, float], None]] = []
        # `on_merged` is told of each update that repeats what is under way or was done elsewhere; `on_dropped` of these and of
        # each that is dropped; `on_flood` of the first that is dropped of a person.
        self.on_merged: list[Tell] = []
        self.on_dropped: list[Callable[[Update], None]] = []
        self.on_flood: list[Tell] = []
        # Told of each update that is tried no more.
        self.on_set_aside: list[Tell] = []
        # Told of each update whose handler did not come back.
        self.on_hung: list[Callable[[Update], None]] = []
        app.add_error_handler(_note_fault)

    async def open(self) -> None:
        """Take up what is in the inbox, and learn up to where repeats may come: call it before the first update."""
        self._leaving = False
        if await self._take_up(begins=True):
            self._careful_until = self._clock.monotonic() + _CAREFUL_FOR if self._pushed else math.inf
        self._recent.asked_up_to = await self._keeping.highest_done()
        if self._shared and self._looking is None:
            self._looking = asyncio.create_task(self._look_again())

    def no_more_repeats(self) -> None:
        """What Telegram brings from now on was acknowledged by nobody before, and nobody died of it."""
        self._recent.asked_up_to = 0
        self._careful_until = -math.inf

    def knows(self, update_id: int) -> bool:
        """Whether this process has it under way, or has done it just now."""
        return update_id in self.running or update_id in self._recent

    def unsettled(self) -> dict[int, asyncio.Task[Handling]]:
        """What may not be acknowledged yet, by number: neither finished nor kept."""
        return {number: work.task for number, work in self.running.items() if not work.kept}

    def start(self, update: Update, body: dict[str, Any], kept: Kept | None = None) -> asyncio.Task[Handling]:
        """Begin with an update, after those of the same person; one that is running already is not begun twice."""
        known = self.running.get(update.update_id)
        if known is not None:
            if kept is not None:
                # It came here as well, and waited for what becomes of it there.
                known.kept = known.late = True
                known.deaths = max(known.deaths, kept.begun)
            return known.task
        # Whoever speaks for a group or a channel: to Telegram all of them are one account.
        sender = update.effective_sender or update.effective_chat
        key = sender.id if sender else 0
        lane = self._lanes.setdefault(key, _Lane())
        wish = wish_of(update)
        if kept is None and wish is not None and lane.repeats(wish, shared=self._shared):
            return self._merge(update, lane)
        if kept is None and lane.full:
            return self._drop(update, lane)
        work = Work(update, body, key, asyncio.get_running_loop().create_future(), wish)
        if kept is not None:
            work.kept = work.taken_up = True
            work.deaths = kept.begun
        elif not self._pushed and self._careful:
            # The process that died had been brought the same ones; a webhook brings fresh ones too.
            work.deaths = 1
        work.late = self._pushed or work.kept
        work.task = asyncio.create_task(self._process(work, lane.enter(work), lane))
        self.running[work.id] = work
        work.task.add_done_callback(partial(self._end, work, lane, self._clock.monotonic()))
        return work.task

    async def keep(self, update_ids: Collection[int] | None = None) -> bool:
        """Write what is not finished to the inbox (only those): then it may be acknowledged.

        False: the database is away.
        """
        works = [
            work
            for number, work in self.running.items()
            if not work.kept and (update_ids is None or number in update_ids)
        ]
        if not works:
            return True
        try:
            await self._keeping.keep(works)
        except Exception as error:
            if not is_away(error):
                raise
            Event.UPDATES_NOT_KEPT.emit(count=len(works), reason=str(error))
            return False
        return True

    async def record_done(self) -> bool:
        """Remember what is done, for repeats to cost one look-up; while the database is away that waits (False)."""
        return await self._keeping.record()

    def end_of_turn(self) -> None:
        """Nobody waits any longer to record together what is not finished now."""
        for work in self.running.values():
            work.late = True

    async def drain(self) -> None:
        """Wait until everything taken is done and remembered, and go in good order; what waits for other processes is left."""
        self._leaving = True
        while under_way := [*(work.task for work in self.running.values()), *self._telling]:
            await asyncio.wait(under_way)
        await self._look_no_more()
        await self._keeping.leave()

    async def kill(self) -> None:
        """Drop everything in mid-air."""
        await self._look_no_more()
        under_way = [*(work.task for work in self.running.values()), *self._telling, *self._keeping.tasks()]
        for task in under_way:
            task.cancel()
        if under_way:
            await asyncio.wait(under_way, timeout=_KILL_PATIENCE)

    @property
    def _careful(self) -> bool:
        return self._clock.monotonic() < self._careful_until

    async def _take_up(self, *, begins: bool = False) -> bool:
        """Go on with what nobody works on; says whether it is there because somebody died."""
        found = await self._keeping.take_up(begins=begins)
        for row in found.rows:
            # It was read before it was kept: if this version cannot, another may.
            update = read_update(row.body, self._app.bot)
            if update is not None:
                self.start(update, row.body, row)
        if found.rows:
            Event.INBOX_TAKEN_UP.emit(count=len(found.rows))
        for row in found.set_aside:
            Event.UPDATE_SET_ASIDE.emit(update=row.update_id)
            update = read_update(row.body, self._app.bot)
            if update is not None:
                self._tell(self.on_set_aside, update)
        return found.died

    async def _look_again(self) -> None:
        """Say over and over that this process lives, and take up what somebody left who died."""
        while True:
            await self._clock.sleep(LEASE.total_seconds() / 3)
            try:
                await self._take_up()
            except Exception as error:  # noqa: BLE001 (whoever looks no more is taken for dead while it works)
                Event.INBOX_NOT_LOOKED_AT.emit(reason=f"{type(error).__name__}: {error}")

    async def _look_no_more(self) -> None:
        looking, self._looking = self._looking, None
        if looking is not None:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)

    def count_dropped(self, update: Update) -> None:
        """It is not taken up, here or by whoever reads it."""
        for listener in self.on_dropped:
            listener(update)

    def _drop(self, update: Update, lane: _Lane) -> asyncio.Task[Handling]:
        self.count_dropped(update)
        if not lane.told:
            lane.told = True
            Event.UPDATES_DROPPED.emit(waiting=lane.waiting, unfinished=lane.unfinished)
            self._tell(self.on_flood, update)
        return asyncio.create_task(_dropped())

    def _merge(self, update: Update, lane: _Lane) -> asyncio.Task[Handling]:
        """Its wish is under way; by webhook the press is answered in the response, else a few are: whoever floods is not."""
        lane.merged += 1
        if not self._pushed and lane.merged <= _MOST_MERGED_ANSWERED:
            self._tell(self.on_merged, update)
        for listener in self.on_dropped:
            listener(update)
        return asyncio.create_task(_merged())

    def _tell(self, listeners: Iterable[Tell], update: Update) -> list[asyncio.Task[None]]:
        begun = [asyncio.create_task(tell(update)) for tell in listeners]
        for task in begun:
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)
        return begun

    async def _process(self, work: Work, before: Work | None, lane: _Lane) -> Handling:
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
        if self._pushed and taken is Handling.BEFORE and work.kept:
            # It was acknowledged while others worked on it, who may have died before they answered the press.
            standing += self._tell(self.on_merged, work.update)
        older = [before.task] if before is not None and not before.task.done() else []
        if standing or older:
            self._keeping.note_effective(work)
            await _until_out(standing)
            if older:
                await asyncio.wait(older)
        self._recent.add(work.id, comes_again=self._pushed)
        self._keeping.note_done(work)
        return taken

    def _end(self, work: Work, lane: _Lane, began: float, done: asyncio.Task[Handling]) -> None:
        del self.running[work.id]
        if not work.effective.done():
            work.effective.set_result(None)
        lane.unfinished -= 1
        if not lane.unfinished:
            del self._lanes[work.lane]
        if not done.cancelled() and done.exception() is None:
            for listener in self.on_done:
                listener(work.update, self._clock.monotonic() - began)

    async def _handle(self, work: Work) -> Handling:
        """Run its handlers, as often as it takes for the database to be there. Raises `NotDone`."""
        wait = _FIRST_WAIT
        while True:
            try:
                if work.deaths or (self._careful and not work.kept):
                    async with self._turn_alone(work):
                        return await self._run(work, suspect=True)
                async with self._slots:
                    return await self._run(work)
            except _NotYet as others:
                if self._leaving:
                    # What is kept is for whoever comes, what is not comes again.
                    raise NotDone from others
                await self._clock.sleep(_LOOK_EVERY)
                continue
            except NotDone as away:
                Event.UPDATE_WAITS.emit(reason=str(away.__cause__))
                if self._pushed and not work.kept:
                    raise
            await self._clock.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)

    @asynccontextmanager
    async def _turn_alone(self, work: Work) -> AsyncIterator[None]:
        """A turn beside no other that may have killed a process."""
        await self._alone.acquire()
        held = [self._alone]

        def _release() -> None:
            if held:
                held.pop().release()

        timer = asyncio.get_running_loop().call_later(_ALONE_FOR, _release)
        try:
            yield
            # Before the next one begins: should the process die of that, this one is not counted.
            self._keeping.note_effective(work)
            await self._keeping.record()
        finally:
            timer.cancel()
            _release()

    async def _run(self, work: Work, *, suspect: bool = False) -> Handling:
        if await self._was_done(work):
            return Handling.BEFORE
        if (suspect or work.kept) and not work.begun:
            await _unless_away(self._keeping.note_begun(work))
        work.begun = True
        faults: list[BaseException] = []
        _fault.set(faults)
        try:
            async with asyncio.timeout(_HANGS_AFTER):
                await self._app.process_update(work.update)
        except TimeoutError:
            for listener in self.on_hung:
                listener(work.update)
            await self._app.process_error(work.update, Hung(f"no end within {_HANGS_AFTER:.0f} s"))
        if faults:
            raise NotDone from faults[0]
        return Handling.NOW

    async def _was_done(self, work: Work) -> bool:
        """Raises `_NotYet` while it, or an older one of the same person, waits for others, `NotDone` without a database."""
        if work.id in self._recent:
            return True
        # One that was kept may have been done between its being kept and the death of who kept it.
        if not (self._shared or work.kept or work.id <= self._recent.asked_up_to):
            return False
        known = await _unless_away(self._keeping.known(work))
        if known.elsewhere:
            # Whoever works on it may die, and then it is for us: until it is done there, nobody may say that it is.
            raise _NotYet
        for number in known.older:
            older = self.running.get(number)
            if older is not None and not older.taken_up:
                # It came here as well, so it waits for this one, or this one has waited for it.
                continue
            # Of those here some may be effective or finished, and that is not written yet.
            if number not in self._recent and (older is None or not older.effective.done()):
                raise _NotYet
        return known.done


async def _unless_away(asked: Coroutine[Any, Any, T]) -> T:
    """What the database answers. Raises `NotDone` where it is away."""
    try:
        return await asked
    except Exception as error:
        if is_away(error):
            raise NotDone from error
        raise


async def _until_out(standing: list[asyncio.Task[None]]) -> None:
    """Return when all replies are out; what is dropped in mid-air takes them along, and they it."""
    try:
        for reply in standing:
            await reply
    except asyncio.CancelledError:
        for reply in standing:
            reply.cancel()
        raise


async def _dropped() -> Handling:
    return Handling.DROPPED


async def _merged() -> Handling:
    return Handling.MERGED


async def _note_fault(_update: object, context: Any) -> None:
    """The first error handler: a database that is away is not the handler's fault, and nobody's last word."""
    faults = _fault.get(None)
    if faults is not None and is_away(context.error):
        faults.append(context.error)
        raise ApplicationHandlerStop
