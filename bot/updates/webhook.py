"""Updates by webhook: Telegram posts each one, it is done or kept before it is acknowledged, a press is answered on the way.

Any replica takes updates; the leader alone tells Telegram where to post (https://core.telegram.org/bots/api#setwebhook).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Update
from telegram.error import TelegramError

from bot.monitoring.events import Event
from bot.telegram.payloads import read_json
from bot.telegram.reading import ALLOWED_UPDATES, read_update
from bot.telegram.transport import Carried, carrying
from bot.updates.intake import NotDone
from bot.updates.work import Handling

if TYPE_CHECKING:
    from telegram.ext import ExtBot

    from bot.config.settings import Settings
    from bot.updates.intake import Intake

# An update holds one message; Telegram's are far smaller.
BODY_LIMIT = 1024 * 1024
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a header's name)
# Seconds for all of it to come.
_BODY_WITHIN = 20.0
# A press whose handler takes longer than this is answered by a call of its own: the phone shows a spinner till then.
_ANSWER_PATIENCE = 1.0


class Webhook:
    """`receive` is the handler of the route at `paths`, `url` is where Telegram is to post."""

    def __init__(self, bot: ExtBot[int], intake: Intake, settings: Settings) -> None:
        self._bot = bot
        self._intake = intake
        token = settings.bot_token.get_secret_value()
        self._secret = settings.webhook_secret.get_secret_value() or _derived(token, "secret")
        self.path = f"/telegram/{_derived(token, 'path')[:32]}"
        self.url = settings.webhook_url.rstrip("/") + self.path
        self._most = settings.webhook_max_connections
        self._accepting = False
        self._carried: dict[int, Carried] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """Where to listen: a proxy may pass the path on whole or without what stands before it in the public URL."""
        return tuple(dict.fromkeys((self.path, urlsplit(self.url).path)))

    async def open(self) -> None:
        """Take updates from now on."""
        await self._intake.open()
        self._accepting = True

    async def close(self) -> None:
        """Refuse new ones, and return when those taken are done: the refused come again, here or elsewhere."""
        self._accepting = False
        await self._intake.drain()

    async def kill(self) -> None:
        """Drop everything in mid-air."""
        self._accepting = False
        await self._intake.kill()

    async def register(self) -> None:
        """Tell Telegram where to post."""
        await self._bot.set_webhook(
            self.url, secret_token=self._secret, max_connections=self._most, allowed_updates=ALLOWED_UPDATES
        )

    async def receive(self, request: web.Request) -> web.Response:
        """200 once the update is done (with a call for Telegram to make, where there is one) or kept, 503 to have it again."""
        given = request.headers.get(_SECRET_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.Response(status=403)
        if not self._accepting:
            return web.Response(status=503)
        try:
            async with asyncio.timeout(_BODY_WITHIN):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        read = self._read(body)
        if read is None:
            return web.Response()
        try:
            call = await self._do(*read)
        except NotDone:
            return web.Response(status=503)
        return web.Response() if call is None else web.json_response(call)

    def _read(self, body: bytes) -> tuple[Update, dict[str, Any]] | None:
        try:
            data = read_json(body)
        except ValueError as error:
            Event.POST_NOT_UNDERSTOOD.emit(size=len(body), reason=str(error))
            return None
        update = read_update(data, self._bot)
        return None if update is None else (update, data)

    async def _do(self, update: Update, body: dict[str, Any]) -> dict[str, Any] | None:
        """Have it done, or kept; returns the call that travels in the response. Raises `NotDone`."""
        # One that comes again while it is still worked on shares its answer: the first response reached nobody.
        carried = self._carried.setdefault(update.update_id, Carried())
        with carrying(carried):
            task = self._intake.start(update, body)
        try:
            await asyncio.wait({task}, timeout=_ANSWER_PATIENCE)
            if not task.done():
                kept = await self._intake.keep([update.update_id])
                # It may have been finished meanwhile.
                if kept and not task.done():
                    return carried.call
                if not task.done():
                    await self._send_apart(carried)
                await asyncio.wait({task})
        finally:
            self._carried.pop(update.update_id, None)
            carried.close()
        if task.cancelled():
            raise NotDone
        if task.result() is not Handling.NOW and update.callback_query is not None:
            # Its effect stands, or is not to be: only the press may still wait.
            return {"method": "answerCallbackQuery", "callback_query_id": update.callback_query.id}
        return carried.call

    async def _send_apart(self, carried: Carried) -> None:
        carried.close()
        call, carried.call = carried.call, None
        if call is None:
            return
        try:
            await self._bot.answer_callback_query(**{key: value for key, value in call.items() if key != "method"})
        except TelegramError as error:
            Event.PRESS_NOT_ANSWERED.emit(reason=error.message)


def _derived(token: str, purpose: str) -> str:
    """The same on every replica, and of no use for finding the token."""
    return hmac.new(token.encode(), f"panwascam webhook {purpose}".encode(), hashlib.sha256).hexdigest()
