"""Wires the parts together: the one place that knows them all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import structlog
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ExtBot

from bot.clock import Clock, SystemClock
from bot.composer import Composer
from bot.delivery.cards import Cards
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.limits import PacingLimits
from bot.delivery.pacing import Pacer
from bot.documents.worker import Typesetter
from bot.handlers.all_routes import all_routes
from bot.handlers.menus import set_menus
from bot.handlers.routing import App, Router, Routes
from bot.intake import Intake
from bot.jobs.jobs import Jobs
from bot.monitoring.meters import Meters
from bot.poller import Poller
from bot.services.backups import Shelf
from bot.services.context import Context
from bot.services.planning import office_zones
from bot.storage.database import Database
from bot.storage.migrate import upgrade
from bot.transport import AiohttpRequest, UpdatesRequest

if TYPE_CHECKING:
    from bot.settings import Settings

log = structlog.get_logger(__name__)

_FIRST_WAIT = 2.0
_LONGEST_WAIT = 60.0


@dataclass(slots=True)
class Panwascam:
    """The running bot. `start`, then `stop` (drains) or `kill` (as if the machine lost power)."""

    settings: Settings
    clock: Clock
    db: Database
    ctx: Context
    app: App
    routes: Routes
    intake: Intake
    pacer: Pacer
    meters: Meters
    typesetter: Typesetter
    dispatcher: Dispatcher | None = None
    jobs: Jobs | None = None
    poller: Poller | None = None
    polling: asyncio.Task[None] | None = None

    @property
    def bot(self) -> ExtBot[int]:
        return self.app.bot  # type: ignore[no-any-return]

    async def start(self) -> None:
        """Migrate, greet Telegram (waiting for it where it is away), catch up, then serve."""
        await upgrade(self.db)
        await self._reach_telegram()
        composer = Composer(self.db, self.clock, self.bot.username)
        self.dispatcher = Dispatcher(self.db, self.bot, composer, self.clock)
        cards = Cards(self.db, self.bot, composer, self.clock)
        zones = [ZoneInfo(name) for name in await office_zones(self.ctx)] or [self.ctx.zone]
        tick = timedelta(seconds=self.settings.safety_tick_seconds)
        shelf = shelf_of(self.settings)
        self.jobs = Jobs(self.ctx, self.dispatcher, cards, safety_tick=tick, zones=zones, shelf=shelf)
        self.meters.watch_dispatcher(self.dispatcher)
        self.meters.watch_scheduler(self.jobs.scheduler)
        await self.jobs.start()
        await set_menus(self.bot, self.ctx)
        self.poller = Poller(self.bot, self.intake, self.clock)
        self.polling = asyncio.create_task(self.poller.run())

    async def stop(self) -> None:
        """Finish what was begun, acknowledge it, close."""
        if self.poller is not None and self.polling is not None:
            self.poller.stop()
            await self.polling
        if self.jobs is not None:
            await self.jobs.stop()
        await self._close()

    async def kill(self) -> None:
        """Stop in mid-air: nothing is drained, settled or acknowledged. For tests and the replay."""
        if self.jobs is not None:
            self.jobs.kill()
        if self.poller is not None and self.polling is not None:
            self.poller.kill()
            self.polling.cancel()
            await asyncio.gather(self.polling, return_exceptions=True)
        await self._close()

    async def _close(self) -> None:
        await self.app.shutdown()
        await self.typesetter.close()
        await self.db.close()

    async def _reach_telegram(self) -> None:
        wait = _FIRST_WAIT
        while True:
            try:
                await self.app.initialize()
            except InvalidToken:
                await self._close()
                raise
            except (NetworkError, TelegramError) as error:
                log.warning("Telegram tidak terjangkau; dicoba lagi", reason=error.message, again_in=wait)
                await self.clock.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
            else:
                return


def connect(settings: Settings, clock: Clock | None = None) -> Context:
    """The database and the clock alone, for shell commands; nothing is opened yet."""
    clock = clock or SystemClock()
    db = Database(settings.database_url, clock, sqlite_synchronous=settings.sqlite_synchronous)
    return Context(db, clock, ZoneInfo(settings.bot_timezone), settings.office_name)


def shelf_of(settings: Settings) -> Shelf | None:
    """Where nightly backups go; None where none are wanted."""
    return Shelf(Path(settings.backup_dir), settings.backup_keep) if settings.backup_dir else None


def build(settings: Settings, clock: Clock | None = None, *, limits: PacingLimits | None = None) -> Panwascam:
    """Build the bot from settings; nothing is opened or sent yet."""
    ctx = connect(settings, clock)
    db, clock = ctx.db, ctx.clock
    api = settings.bot_api_url.rstrip("/")
    pacer = Pacer(clock, limits or PacingLimits.of(settings))
    bot: ExtBot[int] = ExtBot(
        settings.bot_token.get_secret_value(),
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=AiohttpRequest(clock=clock),
        get_updates_request=UpdatesRequest(pool_size=2),
        rate_limiter=pacer,
    )
    app: App = Application.builder().bot(bot).updater(None).build()
    routes = all_routes()
    # Before the router: its error handler is to be asked first.
    intake = Intake(app, db, clock, settings.max_concurrent_updates, retries=True)
    typesetter = Typesetter()
    Router(ctx, bot, routes, typesetter).attach(app)
    meters = Meters(clock, db)
    meters.watch_intake(intake)
    return Panwascam(settings, clock, db, ctx, app, routes, intake, pacer, meters, typesetter)
