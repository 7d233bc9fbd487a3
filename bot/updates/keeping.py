"""What of the updates under way is on disk: those that are kept before they are done, and that others are done."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.monitoring.events import Event
from bot.storage import inbox
from bot.storage.models import ProcessedUpdate
from bot.storage.outage import is_away
from bot.storage.sources import SAME_UPDATE

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.storage.database import Database
    from bot.storage.inbox import Found, KnownUpdate
    from bot.updates.work import Work

_MOST_RECENT = 10_000


class Recent:
    """What this process has done lately, oldest first; of older updates, up to `asked_up_to`, the database must be asked."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers: dict[int, None] = {}
        self._latest = clock.now()
        self.asked_up_to = 0

    def __contains__(self, number: int) -> bool:
        # After so long a silence the same number is another update.
        return number in self._numbers and self._clock.now() - self._latest < SAME_UPDATE

    def add(self, number: int, *, comes_again: bool) -> None:
        """It was done; `comes_again`: also what is no longer remembered here may come again."""
        now = self._clock.now()
        if now - self._latest >= SAME_UPDATE:
            self._numbers.clear()
        self._latest = now
        self._numbers[number] = None
        if len(self._numbers) > _MOST_RECENT:
            forgotten = next(iter(self._numbers))
            del self._numbers[forgotten]
            if comes_again:
                self.asked_up_to = max(self.asked_up_to, forgotten)


class Keeping:
    """What a process has to do with the inbox; `shared` where other processes take updates at the same time.

    What is done is gathered and written together (`record`). While the database is away that waits: a crash before it makes a
    repeat be worked on again, which changes nothing.
    """

    def __init__(self, db: Database, clock: Clock, *, shared: bool) -> None:
        self._db = db
        self._clock = clock
        self._shared = shared
        self._owner = secrets.token_hex(8)
        # Not written yet: what is done, and what of the inbox has had its effect.
        self._done: list[Work] = []
        self._effective: list[Work] = []
        self._recording: asyncio.Task[None] | None = None

    @property
    def unrecorded(self) -> bool:
        """Whether anything is still to be written."""
        return bool(self._done or self._effective)

    async def take_up(self, *, begins: bool = False) -> Found:
        """What of the inbox nobody works on is ours from now on."""
        now = self._clock.now()
        return await self._db.transact(
            lambda connection: inbox.take(connection, self._owner, now, alone=not self._shared, begins=begins)
        )

    async def highest_done(self) -> int:
        """Up to where repeats may come."""
        latest = select(func.max(ProcessedUpdate.update_id))
        return await self._db.query(lambda connection: connection.execute(latest).scalar_one()) or 0

    async def known(self, work: Work) -> KnownUpdate:
        """What was known of it before it came here."""
        return await self._db.query(
            lambda connection: inbox.known(connection, work.id, work.lane, self._owner, shared=self._shared)
        )

    async def keep(self, works: Collection[Work]) -> None:
        """Write them to the inbox: from now on they may be acknowledged. Raises while the database is away."""
        rows, now = [work.row() for work in works], self._clock.now()
        await self._db.transact(lambda connection: inbox.keep(connection, rows, self._owner, now))
        for work in works:
            work.kept = work.late = True
            # Meanwhile:
            if work.task.done():
                self._done.append(work)
            elif work.effective.done():
                self._effective.append(work)
        self.record_soon()

    async def note_begun(self, work: Work) -> None:
        """Its handler is about to run: should the process die of it, that is known."""
        work.begun = True
        if work.kept:
            times = work.deaths + 1
            await self._db.transact(lambda connection: inbox.note_begun(connection, work.id, times))
        else:
            await self.keep([work])

    def note_effective(self, work: Work) -> None:
        """Its effect is committed, and its replies take their time."""
        if work.kept:
            self._effective.append(work)
            self.record_soon()

    def note_done(self, work: Work) -> None:
        """It is finished."""
        self._done.append(work)
        if work.late:
            self.record_soon()

    def record_soon(self) -> None:
        """Write what is done, beside all else."""
        if self._recording is None or self._recording.done():
            self._recording = asyncio.create_task(self._record_all())

    async def record(self) -> bool:
        """Write what is done; False: the database is away."""
        if not self.unrecorded:
            return True
        done, self._done = self._done, []
        effective, self._effective = self._effective, []
        now = self._clock.now()

        def _unit(connection: Connection) -> None:
            inbox.remember(connection, [work.id for work in done], now)
            inbox.note_effective(connection, [work.id for work in effective])
            inbox.discard(connection, [work.id for work in done if work.kept])
            if self._shared:
                inbox.supersede(connection, [work.lane for work in done], self._owner, now)

        try:
            await self._db.transact(_unit)
        except Exception as error:
            self._done += done
            self._effective += effective
            if not is_away(error):
                raise
            Event.UPDATES_NOT_RECORDED.emit(count=len(done), reason=str(error))
            return False
        return True

    async def leave(self) -> None:
        """Write what is left, and go in good order."""
        # Cancelled where the lead was lost in between: what it had not written is written now.
        if self._recording is not None and not self._recording.cancelled():
            await self._recording
        await self.record()
        try:
            await self._db.transact(lambda connection: inbox.leave(connection, self._owner))
        except Exception as error:
            if not is_away(error):
                raise
            Event.GONE_WITHOUT_A_WORD.emit(reason=str(error))

    def tasks(self) -> list[asyncio.Task[None]]:
        """What runs beside, to be cancelled by whoever drops everything."""
        return [] if self._recording is None else [self._recording]

    async def _record_all(self) -> None:
        while self.unrecorded:
            if not await self.record():
                return
