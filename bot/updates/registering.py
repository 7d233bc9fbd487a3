"""Where Telegram posts updates: the leader tells it so, and looks every few minutes whether that still holds.

https://core.telegram.org/bots/api#setwebhook, #getwebhookinfo. A webhook belongs to the token, not to a program: a second
program with the same token can take it away, and only looking shows it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError

from bot.monitoring.events import Event
from bot.services.office import told_telegram
from bot.telegram.reading import ALLOWED_UPDATES

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import WebhookInfo
    from telegram.ext import ExtBot

    from bot.delivery.token import Token
    from bot.services.context import Context
    from bot.updates.webhook import Webhook

_FIRST_WAIT = 2.0
_LONGEST_WAIT = 60.0
LOOK_EVERY = timedelta(minutes=3)
# Telegram keeps the last error for ever: an old one with nothing waiting is history.
ERROR_IS_NEWS = timedelta(minutes=10)
# "Wrong response from the webhook: 403 Forbidden".
_TURNED_AWAY = ": 403"
_NAME = "webhook"


class ForeignWebhook(RuntimeError):
    """Updates of this token go to a webhook that was not set with this database."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(
            f"Token ini sedang dipakai lewat webhook di {host}, yang tidak dipasang dengan basis data ini: bot itu akan "
            "berhenti menjawab bila webhook dihapus. Untuk mencoba-coba, buat bot lain di @BotFather. Bila bot itu memang "
            "harus digantikan, hentikan dulu, lalu jalankan sekali: panwascam run --take-over"
        )


@dataclass(frozen=True, slots=True)
class Posting:
    """How Telegram gets on with posting, as of the last look."""

    pending: int
    error_at: datetime | None = None
    error: str = ""

    def fails(self, now: datetime) -> bool:
        """Whether what went wrong is still true, or may be."""
        return self.error_at is not None and (now - self.error_at < ERROR_IS_NEWS or self.pending > 0)


class Registration:
    """Tells Telegram where to post, until it has understood; then looks, and tells it again, until it is stopped."""

    def __init__(self, bot: ExtBot[int], webhook: Webhook, token: Token, ctx: Context) -> None:
        self._bot = bot
        self._webhook = webhook
        self._token = token
        self._ctx = ctx
        self._stopping = asyncio.Event()
        # Why Telegram does not post here.
        self.trouble = "webhook not set"
        self.posting: Posting | None = None
        self._set_at: datetime | None = None
        # How often somebody else had taken it away.
        self.lost = 0

    async def run(self) -> None:
        """Register and look, waiting out network trouble, refusals, and the time in which the token is not accepted."""
        wait = _FIRST_WAIT
        await self._own_is_remembered()
        while not self._stopping.is_set():
            try:
                await self._keep()
            except InvalidToken as error:
                self.trouble = self.trouble and f"webhook not set: {error.message}"
                self._token.refuse(error.message)
                await self._token.until_works(self._stopping)
            except TelegramError as error:
                self.trouble = self.trouble and f"webhook not set: {error.message}"
                Event.WEBHOOK_NOT_KEPT.emit(reason=error.message, again_in=wait)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), wait)
                wait = min(wait * 2, _LONGEST_WAIT)
            else:
                wait = _FIRST_WAIT
                await self._rest()

    def stop(self) -> None:
        """Let `run` return; Telegram goes on posting, for the next leader or the next start."""
        self._stopping.set()

    async def kill(self) -> None:
        """As `stop`: a registration has nothing in mid-air."""
        self.stop()

    async def _own_is_remembered(self) -> None:
        # Before it is set: what is set and not remembered would later be taken for somebody else's.
        await told_telegram.remember(self._ctx, self._bot.id, _NAME, told_telegram.fingerprint(self._webhook.url))

    async def _keep(self) -> None:
        if self.trouble:
            await self._set()
            return
        info = await self._bot.get_webhook_info()
        self.posting = Posting(info.pending_update_count, info.last_error_date, info.last_error_message or "")
        wrong = _differs(info, self._webhook.url) or self._refuses(self.posting)
        if wrong:
            self.lost += 1
            self.trouble = f"webhook {wrong}"
            Event.WEBHOOK_LOST.emit(found=wrong)
            await self._set()
        elif self.posting.fails(self._ctx.clock.now()):
            posting = self.posting
            Event.TELEGRAM_CANNOT_POST.emit(reason=posting.error, pending=posting.pending)

    async def _set(self) -> None:
        self._set_at = self._ctx.clock.now()
        await self._webhook.register()
        self.trouble = ""

    def _refuses(self, posting: Posting) -> str:
        """Whether what Telegram posts has been turned away since we told it our secret: only another secret explains that.

        `getWebhookInfo` shows no secret; what our door answers stands in its last error.
        """
        news = posting.error_at is not None and self._set_at is not None and posting.error_at > self._set_at
        return "is posted to with another secret" if news and _TURNED_AWAY in posting.error else ""

    async def _rest(self) -> None:
        """Until it is time to look, or to stop."""
        look = asyncio.Event()
        timer = self._ctx.clock.call_at(self._ctx.clock.now() + LOOK_EVERY, look.set)
        waits = [asyncio.ensure_future(event.wait()) for event in (look, self._stopping)]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            timer.cancel()
            for one in waits:
                one.cancel()


async def leave_webhook(bot: ExtBot[int], ctx: Context, *, take_over: bool) -> None:
    """Before polling: delete the webhook that was set with this database; what waits for it comes to us then.

    Raises `ForeignWebhook` for another, unless told to take over.
    """
    info = await bot.get_webhook_info()
    if not info.url:
        return
    own = (await told_telegram.known(ctx, bot.id, _NAME)).get(_NAME) == told_telegram.fingerprint(info.url)
    if not own and not take_over:
        raise ForeignWebhook(_host(info.url))
    Event.WEBHOOK_DELETED.emit(host=_host(info.url))
    await bot.delete_webhook()
    await told_telegram.forget(ctx, bot.id, _NAME)


def _differs(info: WebhookInfo, url: str) -> str:
    """In what the webhook that Telegram has is not ours; never the path, which is as good as a password."""
    if not info.url:
        return "is gone"
    if info.url != url:
        return f"is at {_host(info.url)}"
    if info.allowed_updates and set(info.allowed_updates) != set(ALLOWED_UPDATES):
        return "asks for other updates"
    return ""


def _host(url: str) -> str:
    return urlsplit(url).hostname or url
