"""A term of leadership: everything that only one process of a bot may do, from taking the seat to leaving it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import structlog

from bot.composing.composer import Composer
from bot.delivery.cards import Cards
from bot.delivery.dispatcher import Dispatcher
from bot.handlers.menus import set_menus
from bot.jobs.jobs import Jobs
from bot.services.group_trouble import tell_refusal
from bot.services.planning import office_zones

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from telegram.ext import ExtBot

    from bot.delivery.ledger import Landed
    from bot.delivery.token import Token
    from bot.monitoring.meters import Meters
    from bot.poller import Poller
    from bot.services.backups import Shelf
    from bot.services.context import Context
    from bot.webhook import Registration

log = structlog.get_logger(__name__)

# Seconds of the machine, for a connection that hangs; the dispatcher's own patience is shorter.
_RESIGN_WITHIN = 8.0


class Term:
    """Sends, runs the scheduled jobs, and sees to it that updates come: by polling itself, or by Telegram's webhook."""

    def __init__(
        self,
        ctx: Context,
        bot: ExtBot[int],
        token: Token,
        updates: Poller | Registration,
        meters: Meters,
        *,
        tick: timedelta,
        shelf: Shelf | None,
        unwritten: Sequence[Landed],
    ) -> None:
        self._ctx = ctx
        self._bot = bot
        self._token = token
        self.updates = updates
        self._meters = meters
        self._tick = tick
        self._shelf = shelf
        composer = Composer(ctx.db, ctx.clock, bot.username)
        self.dispatcher = Dispatcher(ctx.db, bot, composer, ctx.clock, token, unwritten, tell_refusal)
        self._cards = Cards(ctx.db, bot, composer, ctx.clock, token)
        self.jobs: Jobs | None = None
        # Ends when updates can no longer be had: raises why.
        self.updating: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Serve at once; then owe again what was in flight, do what fell due meanwhile, and set the menus."""
        zones = [ZoneInfo(name) for name in await office_zones(self._ctx)] or [self._ctx.zone]
        self.jobs = Jobs(
            self._ctx, self.dispatcher, self._cards, safety_tick=self._tick, zones=zones, shelf=self._shelf
        )
        self._meters.watch_dispatcher(self.dispatcher)
        self._meters.watch_scheduler(self.jobs.scheduler)
        # People first: planning and menus take their time, and nobody's press hangs on them.
        self.updating = asyncio.create_task(self.updates.run())
        self._token.on_accepted.append(self._sending_goes_on)
        await self.jobs.start()
        await set_menus(self._bot, self._ctx)

    async def stop(self) -> None:
        """Finish what was begun and acknowledge it."""
        self._forget_token()
        if self.updating is None:
            # Stopped in the middle of starting: nothing has been taken or sent.
            await self.kill()
            return
        await asyncio.gather(self._stop_updates(self.updating), self._stop_jobs())

    async def resign(self) -> Sequence[Landed]:
        """The seat is lost: begin nothing, wait for what is on the wire; returns what came back and is not written."""
        await self._kill_updates()
        try:
            async with asyncio.timeout(_RESIGN_WITHIN):
                await self._stop_jobs()
        except TimeoutError:
            log.warning("ledger does not answer: what came back is kept for the next term")
        await self.kill()
        return self.dispatcher.unwritten

    async def kill(self) -> None:
        """Stop in mid-air: nothing is drained, settled or acknowledged."""
        self._forget_token()
        if self.jobs is not None:
            await self.jobs.kill()
        await self._kill_updates()

    async def _kill_updates(self) -> None:
        if self.updating is not None and not self.updating.done():
            await self.updates.kill()
            self.updating.cancel()
            await asyncio.gather(self.updating, return_exceptions=True)

    def _sending_goes_on(self) -> None:
        if self.jobs is not None:
            self.jobs.ring(frozenset({"deliveries", "cards"}))

    def _forget_token(self) -> None:
        if self._sending_goes_on in self._token.on_accepted:
            self._token.on_accepted.remove(self._sending_goes_on)

    async def _stop_updates(self, updating: asyncio.Task[None]) -> None:
        self.updates.stop()
        await updating

    async def _stop_jobs(self) -> None:
        if self.jobs is not None:
            await self.jobs.stop()
