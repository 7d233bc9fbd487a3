"""Wires the parts together: the one place that knows them all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, Defaults

from bot.clock import Clock, SystemClock
from bot.delivery.limits import PacingLimits
from bot.delivery.pacing import Pacer
from bot.delivery.replies import Replies
from bot.delivery.token import Token
from bot.documents.reading import FileReader
from bot.documents.worker import Typesetter
from bot.handlers.all_routes import all_routes
from bot.handlers.routing import App, Router, Routes
from bot.leading.leader import TRY_EVERY, Bell, Seat, seat_for
from bot.leading.term import Term
from bot.monitoring.events import Event
from bot.monitoring.meters import Meters
from bot.services.context import Context
from bot.services.duty.form_directory import read_forms
from bot.services.groups.troubles import met_refusal
from bot.services.office.backups import shelf_of
from bot.storage.database import Database
from bot.storage.migrate import upgrade
from bot.storage.outage import is_away
from bot.telegram.reading import Receiver
from bot.telegram.transport import AiohttpRequest, NotBotApi
from bot.updates.intake import Intake, finishes_with
from bot.updates.poller import Poller
from bot.updates.registering import Registration, leave_webhook
from bot.updates.webhook import Webhook
from bot.views.text import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.config.settings import Settings
    from bot.delivery.dispatcher import Dispatcher
    from bot.delivery.ledger import Landed
    from bot.domain.ledger import Owes
    from bot.jobs.jobs import Jobs

_FIRST_WAIT = 2.0
_LONGEST_WAIT = 60.0
# Docker and systemd kill what has not gone 10 seconds after they asked it to.
_DRAIN_PATIENCE = 8.0
# A preview makes Telegram fetch what an address shows, and hides a short message under a large card.
_AS_WRITTEN = Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True))


@dataclass(slots=True)
class Panwascam:
    """The running bot. `start`, then `stop` (drains) or `kill` (as if the machine lost power).

    `serving` lasts as long as the bot does; it ends by itself only where going on makes no sense, and raises why.
    """

    settings: Settings
    clock: Clock
    db: Database
    ctx: Context
    app: App
    routes: Routes
    intake: Intake
    pacer: Pacer
    replies: Replies
    meters: Meters
    typesetter: Typesetter
    webhook: Webhook | None = None
    seat: Seat = field(init=False)
    bell: Bell = field(init=False)
    leaders_bell: Bell = field(init=False)
    token: Token = field(init=False)
    term: Term | None = None
    serving: asyncio.Task[None] | None = None
    # Whether this process has come to know if it leads.
    _asked: asyncio.Event = field(default_factory=asyncio.Event)
    # What was sent in a term that ended with the database away: the next one writes it.
    unwritten: Sequence[Landed] = ()

    def __post_init__(self) -> None:
        token = self.settings.bot_token.get_secret_value()
        self.seat = seat_for(self.db, token, self._heard, self.replies.edited_elsewhere, self._heard_of_crossing)
        self.bell, self.leaders_bell = Bell(self.db, token), Bell(self.db, token, of_leader=True)
        self.token = Token(self.bot, self.clock)

    @property
    def bot(self) -> Receiver:
        return self.app.bot  # type: ignore[no-any-return]

    @property
    def dispatcher(self) -> Dispatcher | None:
        """The sender; None where another process sends, or none yet."""
        return self.term.dispatcher if self.term is not None else None

    @property
    def jobs(self) -> Jobs | None:
        """The scheduled jobs, where this process leads."""
        return self.term.jobs if self.term is not None else None

    @property
    def poller(self) -> Poller | None:
        """What fetches updates, where this process leads and no webhook brings them."""
        updates = self.term.updates if self.term is not None else None
        return updates if isinstance(updates, Poller) else None

    @property
    def registration(self) -> Registration | None:
        """What keeps the webhook, where this process leads and updates come that way."""
        updates = self.term.updates if self.term is not None else None
        return updates if isinstance(updates, Registration) else None

    async def start(self) -> None:
        """Migrate, greet Telegram (waiting for it where it is away), then serve: as the leader, or beside it.

        Returns once it is known which, and what a term has to catch up on goes on: nobody's press waits for that.
        """
        try:
            # Before anything is touched: a second process on one SQLite file is refused.
            await self.seat.take()
            await upgrade(self.db)
            await self._reach_telegram()
            self.db.on_owed.append(self._ring_leader)
            self.replies.on_edit.append(self._tell_leader)
            self.replies.on_crossed.append(self._tell_followers)
            if self.webhook is not None:
                await self.webhook.open()
            self.serving = asyncio.create_task(self._serve())
            await self._known(self.serving)
        except asyncio.CancelledError:
            # Told to stop while starting: people may have been served already.
            await self.stop()
            raise
        except BaseException:
            await self.kill()
            raise

    async def stop(self) -> None:
        """Finish what was begun, acknowledge it, close; what is not finished in time stays owed."""
        try:
            async with asyncio.timeout(_DRAIN_PATIENCE):
                await self._finish()
        except TimeoutError:
            Event.STOPPED_UNFINISHED.emit()
            await self.kill()
        else:
            await self._close()
        Event.STOPPED.emit()

    async def kill(self) -> None:
        """Stop in mid-air: nothing is drained, settled or acknowledged. For tests and the replay."""
        await self._stop_serving()
        if self.webhook is not None:
            await self.webhook.kill()
        term, self.term = self.term, None
        if term is not None:
            await term.kill()
        await self.replies.kill()
        await self._close()

    async def _known(self, serving: asyncio.Task[None]) -> None:
        """Return when it is known whether this process leads; raises what ended serving before that."""
        known = asyncio.ensure_future(self._asked.wait())
        try:
            await asyncio.wait({known, serving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            known.cancel()
        if serving.done():
            await serving

    async def _serve(self) -> None:
        """Lead while the seat is ours; otherwise try to take it."""
        while True:
            try:
                if await self.seat.take():
                    await self._lead()
                    await self._end_term()
            except Exception as error:
                if not is_away(error):
                    raise
                Event.NO_TERM.emit(reason=str(error) or type(error).__name__)
                await self._end_term()
            self._asked.set()
            await asyncio.sleep(TRY_EVERY)

    async def _lead(self) -> None:
        """A term, until the seat is lost: it is watched from the first moment, for a term may begin slowly.

        Raises what else keeps the term from going on.
        """
        how = "webhook" if self.webhook is not None else "polling"
        Event.LEADING.emit(bot=f"@{self.bot.username}", updates=how, database=self.db.dialect)
        self.pacer.lead(leads=True)
        term = self.term = self._new_term()
        losing = asyncio.create_task(self.seat.lost())
        over = asyncio.create_task(term.run(self._asked.set))
        try:
            await asyncio.wait({losing, over}, return_when=asyncio.FIRST_COMPLETED)
            if over.done():
                await over
        finally:
            losing.cancel()
            over.cancel()

    def _new_term(self) -> Term:
        updates: Registration | Poller
        if self.webhook is not None:
            updates = Registration(self.bot, self.webhook, self.token, self.ctx)
        else:
            updates = Poller(self.bot, self.intake, self.token, self._leave_webhook)
        tick = timedelta(seconds=self.settings.safety_tick_seconds)
        shelf = shelf_of(self.settings)
        return Term(
            self.ctx,
            self.bot,
            self.token,
            updates,
            self.meters,
            tick=tick,
            shelf=shelf,
            photos_dir=self.settings.photos_folder,
            unwritten=self.unwritten,
            shown=self.replies,
        )

    async def _end_term(self) -> None:
        """Begin no more sends: from now on another process may."""
        term, self.term = self.term, None
        if term is not None:
            Event.LEADING_NO_LONGER.emit()
            self.pacer.lead(leads=False)
            self.unwritten = await term.resign()
        await self.seat.leave()

    async def _finish(self) -> None:
        await self._stop_serving()
        term = [self.term.stop()] if self.term is not None else []
        taking = [self.webhook.close()] if self.webhook is not None else []
        await asyncio.gather(*term, *taking)
        await self.replies.drain()

    async def _stop_serving(self) -> None:
        if self.serving is not None and not self.serving.done():
            self.serving.cancel()
            await asyncio.gather(self.serving, return_exceptions=True)
        if self._ring_leader in self.db.on_owed:
            self.db.on_owed.remove(self._ring_leader)
            self.replies.on_edit.remove(self._tell_leader)
            self.replies.on_crossed.remove(self._tell_followers)
        await self.bell.still()
        await self.leaders_bell.still()

    async def _close(self) -> None:
        await self.token.close()
        await self.app.shutdown()
        await self.bot.hang_up()
        await self.typesetter.close()
        await self.seat.leave()
        await self.db.close()

    def _ring_leader(self, owed: frozenset[Owes]) -> None:
        if self.term is None and self.db.dialect == "postgresql":
            self.bell.ring(owed)

    def _tell_leader(self, chat_id: int, message_id: int) -> None:
        if self.term is None and self.db.dialect == "postgresql":
            self.bell.changes(chat_id, message_id)

    def _tell_followers(self, chat_id: int, message_id: int) -> None:
        if self.term is not None and self.db.dialect == "postgresql":
            self.leaders_bell.changes(chat_id, message_id)

    def _heard_of_crossing(self, chat_id: int, message_id: int) -> None:
        if self.term is None:
            self.replies.show_again(chat_id, message_id)

    def _heard(self, owed: frozenset[Owes]) -> None:
        if self.term is not None and self.term.jobs is not None:
            self.term.jobs.ring(owed)

    async def _leave_webhook(self) -> None:
        await leave_webhook(self.bot, self.ctx, take_over=self.settings.take_over_webhook)

    async def _reach_telegram(self) -> None:
        wait = _FIRST_WAIT
        while True:
            try:
                await self.app.initialize()
                if self.webhook is None:
                    await self._leave_webhook()
            except (InvalidToken, NotBotApi):
                raise
            except (NetworkError, TelegramError) as error:
                host = urlsplit(self.settings.bot_api_url).netloc
                Event.TELEGRAM_UNREACHABLE.emit(host=host, reason=error.message, again_in=wait)
                await self.clock.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
            else:
                return


def connect(settings: Settings, clock: Clock | None = None) -> Context:
    """The database and the clock alone, for shell commands; nothing is opened yet."""
    clock = clock or SystemClock()
    db = Database(settings.database_url, clock, sqlite_synchronous=settings.sqlite_synchronous)
    hold = timedelta(seconds=settings.hold_seconds)
    forms = read_forms(settings.forms_dir)
    return Context(db, clock, ZoneInfo(settings.bot_timezone), hold, forms, settings.photos_folder, settings.reached_at)


def build(settings: Settings, clock: Clock | None = None, *, limits: PacingLimits | None = None) -> Panwascam:
    """Build the bot from settings; nothing is opened or sent yet."""
    texts()
    ctx = connect(settings, clock)
    for problem in ctx.forms.problems:
        Event.FORM_LEFT_OUT.emit(reason=problem)
    db, clock = ctx.db, ctx.clock
    api = settings.bot_api_url.rstrip("/")
    pacer = Pacer(clock, limits or PacingLimits.of(settings))
    bot = Receiver(
        settings.bot_token.get_secret_value(),
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=AiohttpRequest(clock=clock),
        get_updates_request=AiohttpRequest(pool_size=2),
        rate_limiter=pacer,
        defaults=_AS_WRITTEN,
    )
    app: App = Application.builder().bot(bot).updater(None).build()
    routes = all_routes()
    # Before the router: its error handler is to be asked first.
    intake = Intake(app, db, clock, settings.max_concurrent_updates, pushed=bool(settings.webhook_url))
    typesetter = Typesetter()
    replies = Replies(clock, partial(met_refusal, ctx))
    replies.on_standing.append(finishes_with)
    router = Router(ctx, bot, routes, typesetter, FileReader(), replies)
    router.attach(app)
    intake.on_flood.append(router.say_too_many)
    router.on_dropped.append(intake.count_dropped)
    intake.on_merged.append(router.answer_merged)
    intake.on_set_aside.append(router.say_set_aside)
    meters = Meters(clock, db)
    meters.watch_intake(intake)
    webhook = Webhook(bot, intake, settings) if settings.webhook_url else None
    return Panwascam(settings, clock, db, ctx, app, routes, intake, pacer, replies, meters, typesetter, webhook)
