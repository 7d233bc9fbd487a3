"""Updates from what Telegram sent: of a press only the objects that handlers read, and none of what cannot be read.

python-telegram-bot makes a whole `Message` of the one under a pressed button, a hundred attributes of which we read two; that
was a third of what a press took outside the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import structlog
from telegram import CallbackQuery, Chat, InaccessibleMessage, Update, User
from telegram.ext import ExtBot

if TYPE_CHECKING:
    from bot.transport import AiohttpRequest

log = structlog.get_logger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


class Receiver(ExtBot[int]):
    """A bot that also gives updates as Telegram wrote them."""

    __slots__ = ()

    async def hang_up(self) -> None:
        """Close its connections, also where Telegram has never answered (`shutdown` would leave them open then)."""
        for request in self._request:
            await request.shutdown()

    async def fetch_updates(
        self, offset: int | None, *, seconds: int, limit: int | None = None
    ) -> list[dict[str, Any]]:
        """As `get_updates`, a long poll of so many seconds (https://core.telegram.org/bots/api#getupdates); not parsed."""
        fetched: list[dict[str, Any]] = await self._post(
            "getUpdates",
            {"offset": offset, "timeout": seconds, "limit": limit, "allowed_updates": ALLOWED_UPDATES},
            read_timeout=(self._request[0].read_timeout or 0) + seconds,
        )
        return fetched

    async def next_answer(self) -> None:
        """Return when Telegram next answers another call than that for updates."""
        await cast("AiohttpRequest", self.request).next_answer()


def read_update(data: Any, bot: ExtBot[int]) -> Update | None:
    """The update, or None (logged) for what this version cannot read: coming again would not help it.

    The message under a pressed button becomes an `InaccessibleMessage`: where it stands, and as Telegram wrote them (in
    `api_kwargs`) its text and buttons, when it was sent (0: no longer known), and in which topic of a forum.
    """
    try:
        query = data.get("callback_query")
        if query is None or "message" not in query:
            return Update.de_json(data, bot)
        return Update(data["update_id"], callback_query=_press(query, bot))
    except (ValueError, KeyError, TypeError, AttributeError):
        log.exception("update not understood")
        return None


def _press(query: dict[str, Any], bot: ExtBot[int]) -> CallbackQuery:
    message = query["message"]
    chat = Chat.de_json(message["chat"], bot)
    topic = message.get("message_thread_id") if message.get("is_topic_message") else None
    pressed = CallbackQuery(
        query["id"],
        User.de_json(query["from"], bot),
        query.get("chat_instance", ""),
        message=InaccessibleMessage(
            chat,
            message["message_id"],
            api_kwargs={
                "text": message.get("text"),
                "reply_markup": message.get("reply_markup"),
                "message_thread_id": topic,
                "date": message.get("date", 0),
            },
        ),
        data=query.get("data"),
    )
    pressed.set_bot(bot)
    return pressed
