"""A term of leadership: everything that only one process of a bot may do, from taking the seat to leaving it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from bot.composing.composer import Composer
from bot.delivery.cards import Cards
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.older import OlderMessages
from bot.jobs.jobs import Jobs
from bot.leading.menus import Menus
from bot.leading.photos import Photos
from bot.leading.tags import Tags
from bot.monitoring.events import Event
from bot.services.groups.troubles import tell_refusal
from bot.services.owing.nightly import office_zones

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import timedelta
    from pathlib import Path

    from telegram.ext import ExtBot

    from bot.delivery.ledger import Landed
    from bot.delivery.messages import ShownMessages
    from bot.delivery.token import Token
    from bot.jobs.scheduler import ClockScheduler
    from bot.services.context import Context
    from bot.services.office.backups import Shelf
    from bot.updates.poller import Poller
    from bot.updates.registering import Registration

# Seconds of the machine, for a connection that hangs; the dispatcher's own patience is shorter.
_RESIGN_WITHIN = 8.0


class Watcher(Protocol):
    """Whoever counts what a term does; the term knows no more of it."""

    def watch_dispatcher(self, dispatcher: Dispatcher) -> None:
        """Count what becomes of deliveries."""

    def watch_scheduler(self, scheduler: ClockScheduler) -> None:
        """Count runs of jobs."""


class Term:
    """Sends, runs the scheduled jobs, and sees to it that updates come: by polling itself, or by Telegram's webhook."""

    def __init__(  # noqa: PLR0913 (the parts of a process that a term works with)
        self,
        ctx: Context,
        bot: ExtBot[int],
        token: Token,
        updates: Poller | Registration,
        watcher: Watcher,
        *,
        tick: timedelta,
        shelf: Shelf | None,
        photos_dir: Path | None,
        unwritten: Sequence[Landed],
        shown: ShownMessages,
    ) -> None:
        self._ctx = ctx
        self._bot = bot
        self._token = token
        self.updates = updates
        self._watcher = watcher
        self._tick = tick
        self._shelf = shelf
        composer = Composer(ctx.db, ctx.clock, bot.username)
        self.dispatcher = Dispatcher(ctx.db, bot, composer, ctx.clock, token, shown, unwritten, tell_refusal)
        self._cards = Cards(ctx.db, bot, composer, ctx.clock, token)
        self._older = OlderMessages(ctx.db, bot, composer, ctx.clock, token, shown)
        self._menus = Menus(bot, ctx, token)
        self._tags = Tags(bot, ctx)
        self._photos = Photos(bot, ctx, photos_dir)
        self.jobs: Jobs | None = None
        self._updating: asyncio.Task[None] | None = None
        self._arming: asyncio.Task[None] | None = None

    async def run(self, armed: Callable[[], None]) -> None:
        """Serve at once, and arm the jobs beside that (`armed` is told); raises what keeps it from going on."""
        self._token.on_accepted.append(self._sending_goes_on)
        # People first: nobody's press hangs on what a term has to catch up on.
        self._updating = asyncio.create_task(self.updates.run())
        self._arming = asyncio.create_task(self._arm())
        self._arming.add_done_callback(lambda _arming: armed())
        parts = {self._updating, self._arming}
        done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_EXCEPTION)
        for part in done:
            await part

    async def _arm(self) -> None:
        zones = await office_zones(self._ctx) or [self._ctx.zone]
        jobs = self.jobs = Jobs(
            self._ctx,
            self.dispatcher,
            self._cards,
            self._older,
            others={"menus": self._menus.run, "tags": self._tags.run, "photos": self._photos.run},
            safety_tick=self._tick,
            zones=zones,
            shelf=self._shelf,
        )
        self._watcher.watch_dispatcher(self.dispatcher)
        self._watcher.watch_scheduler(jobs.scheduler)
        await jobs.start()

    @property
    def under_way(self) -> bool:
        """Whether anything of it still runs: polling, a job, a send."""
        parts = [part for part in (self._updating, self._arming) if part is not None and not part.done()]
        return bool(parts or self.dispatcher.in_flight or (self.jobs is not None and self.jobs.under_way))

    async def stop(self) -> None:
        """Finish what was begun and acknowledge it."""
        self._forget_token()
        await self._stop_arming()
        await asyncio.gather(self._stop_updates(), self._stop_jobs())

    async def resign(self) -> Sequence[Landed]:
        """The seat is lost: begin nothing, wait for what is on the wire; returns what came back and is not written."""
        if self.jobs is not None:
            self.jobs.hold()
        await self._kill_updates()
        await self._stop_arming()
        try:
            async with asyncio.timeout(_RESIGN_WITHIN):
                await self._stop_jobs()
        except TimeoutError:
            Event.LEDGER_KEPT_FOR_NEXT_TERM.emit()
        await self.kill()
        return self.dispatcher.unwritten

    async def kill(self) -> None:
        """Stop in mid-air: nothing is drained, settled or acknowledged."""
        self._forget_token()
        await self._stop_arming()
        if self.jobs is not None:
            await self.jobs.kill()
        await self._kill_updates()

    async def _stop_arming(self) -> None:
        if self._arming is not None:
            self._arming.cancel()
            await asyncio.gather(self._arming, return_exceptions=True)

    async def _kill_updates(self) -> None:
        if self._updating is not None and not self._updating.done():
            await self.updates.kill()
            self._updating.cancel()
            await asyncio.gather(self._updating, return_exceptions=True)

    def _sending_goes_on(self) -> None:
        if self.jobs is not None:
            self.jobs.ring(frozenset({"deliveries", "cards"}))

    def _forget_token(self) -> None:
        if self._sending_goes_on in self._token.on_accepted:
            self._token.on_accepted.remove(self._sending_goes_on)

    async def _stop_updates(self) -> None:
        if self._updating is not None:
            self.updates.stop()
            await self._updating

    async def _stop_jobs(self) -> None:
        if self.jobs is not None:
            await self.jobs.stop()
