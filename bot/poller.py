"""The bot's own polling loop: an update is acknowledged only after its effect is committed and its reply sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.clock import SystemClock
from bot.registering import ForeignWebhook
from bot.updates import read_update

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.delivery.token import Token
    from bot.intake import Intake
    from bot.updates import Receiver

log = structlog.get_logger(__name__)

LONG_POLL_SECONDS = 50
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 30.0
# How long a slow update may hold back the next poll, before the others are fetched past it.
_PATIENCE = 0.05
_LONGEST_PATIENCE = 1.0
# More than can be unacknowledged: a poll brings 100.
_MOST_TAKEN = 10_000


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
        self._next = 0
        # What was taken lately, oldest first.
        self._taken: dict[int, None] = {}
        self._patience = _PATIENCE
        self._stopping = asyncio.Event()
        # When a poll last began or ended, and when Telegram last answered one. A connection is measured by the machine's
        # own time: a virtual clock does not wait for long polls.
        self.machine = SystemClock()
        self._recording: asyncio.Task[None] | None = None
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
                self._token.refuse(error.message)
                await self._token.until_works(self._stopping)
                continue
            except TelegramError as error:
                log.warning("getting updates failed", reason=error.message, again_in=wait)
                if isinstance(error, Conflict) and "webhook" in error.message:
                    await self._leave_webhook()
                await self._pause(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
                continue
            wait = _FIRST_WAIT
            self.last_answer = self.machine.monotonic()
            self.trouble = ""
            if self._recording is not None:
                await self._recording
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

    async def _fetch(self) -> Sequence[dict[str, Any]]:
        self.last_poll = self.machine.monotonic()
        fetching = asyncio.ensure_future(self._bot.fetch_updates(self._offset(), seconds=LONG_POLL_SECONDS))
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return await fetching if fetching.done() else ()
        finally:
            stopping.cancel()
            if not fetching.done():
                fetching.cancel()
            self.last_poll = self.machine.monotonic()

    def _offset(self) -> int | None:
        """Everything below is acknowledged: never past an update that is still being worked on."""
        return next(iter(self._intake.running), self._next) or None

    async def _take(self, updates: Sequence[dict[str, Any]]) -> None:
        # What is still being worked on comes with every poll until it is acknowledged.
        # It is known by its number, not by the number's place in an order: after a quiet week they start anew, anywhere
        # (https://core.telegram.org/bots/api#update).
        fresh = [update for update in updates if update["update_id"] not in self._taken]
        for data in fresh:
            self._next = data["update_id"] + 1
            self._taken[data["update_id"]] = None
            if len(self._taken) > _MOST_TAKEN:
                del self._taken[next(iter(self._taken))]
            update = read_update(data, self._bot)
            if update is not None:
                self._intake.start(update)
        # Unacknowledged updates come back at once: with nothing new, ask less and less often.
        self._patience = _PATIENCE if fresh else min(self._patience * 2, _LONGEST_PATIENCE)
        if self._intake.running:
            await asyncio.wait(self._intake.running.values(), timeout=self._patience)
        elif updates and not fresh:
            await self._pause(self._patience)
        # Beside the next poll: should it acknowledge first, no repeat comes that would have to be known.
        self._recording = asyncio.create_task(self._intake.record_done())

    async def _leave_webhook(self) -> None:
        """The bot was run by webhook before; another's is waited for, as long as it lasts."""
        try:
            await self._take_webhook_away()
        except ForeignWebhook as error:
            self.trouble = f"updates go to a webhook at {error.host}, which is not ours"
            log.error("updates go to a webhook that is not ours: does another program use this token?", host=error.host)  # noqa: TRY400 (no fault of ours)
        except TelegramError as error:
            log.warning("deleting the webhook failed", reason=error.message)

    async def _drain(self) -> None:
        if self._recording is not None:
            await self._recording
        await self._intake.drain()
        if self._next:
            try:
                await self._bot.fetch_updates(self._next, seconds=0, limit=1)
            except TelegramError as error:
                # Not acknowledged: they come again and are known as processed.
                log.info("last acknowledgement failed", reason=error.message)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
