"""The bot's own polling loop: an update is acknowledged when it is done, or kept in the inbox."""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING, Any

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError

from bot.clock import SystemClock
from bot.monitoring.events import Event
from bot.telegram.reading import number_of, read_update
from bot.updates.registering import ForeignWebhook

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Sequence

    from bot.delivery.token import Token
    from bot.telegram.reading import Receiver
    from bot.updates.intake import Intake
    from bot.updates.work import Handling

LONG_POLL_SECONDS = 50
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 30.0
# A poller that waits out an outage waits at least so long, also when others are answered again.
_SHORTEST_WAIT = 1.0
# A turn ends when nothing was finished for so long, or at last after about this.
_PATIENCE = 0.05
_LONGEST_TURN = 0.25
# While the database is away Telegram brings what is not acknowledged again with every poll: ask less and less often.
_LONGEST_PATIENCE = 1.0
# An answer takes its way to Telegram and back; what is not finished by then is kept. And when so many are unsettled:
# Telegram brings 100 at most.
_KEEP_AFTER = 0.5
_MOST_UNSETTLED = 50


class Poller:
    """Fetches updates for the `Intake`, which runs them."""

    def __init__(
        self, bot: Receiver, intake: Intake, token: Token, leave_webhook: Callable[[], Awaitable[None]]
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._token = token
        self._take_webhook_away = leave_webhook
        # Why updates go elsewhere.
        self.trouble = ""
        # Everything before it is acknowledged: done, or kept.
        self._offset: int | None = None
        # Brought and not acknowledged, in the order of their coming: since when (machine's seconds).
        self._brought: dict[int, float] = {}
        self._patience = _PATIENCE
        self._stopping = asyncio.Event()
        # When a poll last began or ended, and when Telegram last answered one. A connection is measured by the machine's
        # own time: a virtual clock does not wait for long polls.
        self.machine = SystemClock()
        self._recording: asyncio.Task[bool] | None = None
        self.last_poll: float | None = None
        self.last_answer: float | None = None

    async def run(self) -> None:
        """Poll until stopped; network trouble is waited out, and so is the time in which the token is not accepted."""
        await self._intake.open()
        wait = _FIRST_WAIT
        while not self._stopping.is_set():
            try:
                updates = await self._fetch()
            except InvalidToken as error:
                self._record()
                self._token.refuse(error.message)
                await self._token.until_works(self._stopping)
                continue
            except TelegramError as error:
                self._record()
                Event.POLL_FAILED.emit(reason=error.message, again_in=wait)
                if isinstance(error, Conflict) and "webhook" in error.message:
                    await self._leave_webhook()
                await self._wait_out(wait, error)
                wait = min(wait * 2, _LONGEST_WAIT)
                continue
            wait = _FIRST_WAIT
            self.last_answer = self.machine.monotonic()
            self.trouble = ""
            await self._take(updates)
        await self._drain()

    def stop(self) -> None:
        """Fetch no more; `run` returns once what was fetched is done and acknowledged."""
        self._stopping.set()

    async def kill(self) -> None:
        """Drop everything in mid-air."""
        self._stopping.set()
        if self._recording is not None:
            self._recording.cancel()
            await asyncio.gather(self._recording, return_exceptions=True)
        await self._intake.kill()

    async def _fetch(self) -> Sequence[Any]:
        self.last_poll = self.machine.monotonic()
        fetching = asyncio.ensure_future(self._bot.fetch_updates(self._offset, seconds=LONG_POLL_SECONDS))
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({fetching, stopping}, timeout=_PATIENCE, return_when=asyncio.FIRST_COMPLETED)
            if not fetching.done():
                # Nothing follows at once with whose commit it could go.
                self._record()
                await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return await fetching if fetching.done() else ()
        finally:
            stopping.cancel()
            if not fetching.done():
                fetching.cancel()
            self.last_poll = self.machine.monotonic()

    async def _take(self, updates: Sequence[Any]) -> None:
        # Repeats are known by their id, not by its place in an order: after a quiet week numbers start anew, anywhere
        # (https://core.telegram.org/bots/api#update).
        now = self.machine.monotonic()
        begun, past = [], None
        for data in updates:
            number = number_of(data)
            past = _past(data, past)
            if number is not None:
                if number in self._brought:
                    continue
                self._brought[number] = now
                if self._intake.knows(number):
                    continue
            update = read_update(data, self._bot)
            if update is not None:
                begun.append(self._intake.start(update, data))
        # What the turn before has done: in one commit with what this one does.
        self._record()
        await self._let_finish(begun)
        await self._settle(past)
        # All that a process before us had not acknowledged was in the first poll.
        self._intake.no_more_repeats()
        if updates and past is None:
            # None of them can be acknowledged: they come again at once.
            await self._pause(_FIRST_WAIT)

    def _record(self) -> None:
        """Write what is done, beside all else; should the next poll acknowledge it first, no repeat comes to be known.

        Until then a crash makes it be done again, which changes nothing.
        """
        if self._recording is not None:
            if not self._recording.done():
                return
            self._recording.result()
        self._recording = asyncio.create_task(self._intake.record_done())

    async def _settle(self, past: int | None) -> None:
        """Acknowledge what is finished or kept, keeping what takes its time; `past` is beyond all that was brought."""
        # In a queue of 100 a few that take their time leave the others room.
        many = len(self._brought) >= _MOST_UNSETTLED
        long_ago = self.machine.monotonic() - (0 if many else _KEEP_AFTER)
        slow = {number for number in self._intake.unsettled() if self._brought.get(number, math.inf) <= long_ago}
        if not await self._intake.keep(slow):
            self._patience = min(self._patience * 2, _LONGEST_PATIENCE)
        unsettled = self._intake.unsettled()
        first = next((number for number in self._brought if number in unsettled), None)
        if first is None:
            self._patience = _PATIENCE
            self._brought.clear()
            if past is not None:
                self._offset = past
            return
        # Acknowledged is all before the first of them.
        self._intake.end_of_turn()
        self._offset = first
        for number in list(self._brought):
            if number == first:
                break
            del self._brought[number]

    async def _let_finish(self, begun: Collection[asyncio.Task[Handling]]) -> None:
        """What is finished now need not be kept: wait as long as it goes on, but not for what is stuck."""
        left, until = set(begun), self.machine.monotonic() + _LONGEST_TURN
        if not left and (older := self._intake.unsettled()):
            # Telegram brings them again at once: ask when one is done, or after a while.
            await asyncio.wait(older.values(), timeout=self._patience, return_when=asyncio.FIRST_COMPLETED)
        # One wait for all: one that begins anew whenever something is finished costs as much as what it waits for.
        while left and self.machine.monotonic() < until:
            done, left = await asyncio.wait(left, timeout=_PATIENCE)
            if not done:
                return

    async def _leave_webhook(self) -> None:
        """The bot was run by webhook before; another's is waited for, as long as it lasts."""
        try:
            await self._take_webhook_away()
        except ForeignWebhook as error:
            self.trouble = f"updates go to a webhook at {error.host}, which is not ours"
            Event.FOREIGN_WEBHOOK.emit(host=error.host)
        except TelegramError as error:
            Event.WEBHOOK_NOT_DELETED.emit(reason=error.message)

    async def _drain(self) -> None:
        if self._recording is not None:
            await self._recording
        await self._intake.drain()
        if self._offset is not None:
            try:
                await self._bot.fetch_updates(self._offset, seconds=0, limit=1)
            except TelegramError as error:
                # Not acknowledged: they come again and are known as processed.
                Event.LAST_ACKNOWLEDGEMENT_FAILED.emit(reason=error.message)

    async def _wait_out(self, seconds: float, error: TelegramError) -> None:
        """Wait, but when Telegram answers somebody else meanwhile, that outage is over."""
        if isinstance(error, BadRequest) or not isinstance(error, NetworkError):
            await self._pause(seconds)
            return
        answered = asyncio.ensure_future(self._bot.next_answer())
        try:
            await self._pause(min(seconds, _SHORTEST_WAIT))
            await self._pause(seconds - _SHORTEST_WAIT, answered)
        finally:
            answered.cancel()

    async def _pause(self, seconds: float, *others: asyncio.Future[None]) -> None:
        """Wait so long, or until stopped, or for one of the others."""
        if seconds <= 0:
            return
        stopping = asyncio.ensure_future(self._stopping.wait())
        events: set[asyncio.Future[Any]] = {stopping, *others}
        try:
            await asyncio.wait(events, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()


def _past(data: Any, before: int | None) -> int | None:
    """What acknowledges an update, whatever stands in it; for one without a number, what did `before`."""
    number = data.get("update_id") if isinstance(data, dict) else None
    return number + 1 if type(number) is int and number >= 0 else before
