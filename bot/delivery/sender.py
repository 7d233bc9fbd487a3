"""Sends one composed message and says what became of it."""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from telegram.error import BadRequest, TelegramError

from bot.delivery.errands import Errand
from bot.delivery.outcomes import EDIT, NotNeeded, Outcome, Refused, Same, Sent, Vanished, judge, judge_each
from bot.monitoring.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from telegram import Message as SentMessage
    from telegram.ext import ExtBot

    from bot.clock import Clock
    from bot.delivery.messages import Claimed, Message, ShownMessages

# A row that would wait for longer, for its chat or for all, goes back to the ledger: it is composed anew when its turn comes.
_LASTS = 5.0


class Sender:
    """The bot's mass sends; `paid` uses paid broadcasts (https://core.telegram.org/bots/api#paid-broadcasts)."""

    def __init__(self, bot: ExtBot[Any], clock: Clock, shown: ShownMessages, *, paid: bool) -> None:
        self._bot = bot
        self._shown = shown
        self._clock = clock
        self._paid = paid
        # Spreads retries; no decision of the field hangs on it.
        self._jitter: Callable[[], float] = random.random

    def errand(self, rows: Sequence[Claimed]) -> Errand:
        """What the limiter must know of the rows of a message: as urgent as the first, of use as long as the last."""
        urgency, until = min(row.urgency for row in rows), max(row.useless_at for row in rows)
        return Errand(urgency, until, paid=self._paid, lasts=_LASTS)

    async def send(
        self, rows: Sequence[Claimed], message: Message | None, errand: Errand, composed_at: datetime
    ) -> list[Outcome]:
        """Send, when the limiter lets it, and what that makes of each row; never raises but for cancellation.

        Runs in a task of its own.
        """
        row = rows[0]
        structlog.contextvars.bind_contextvars(delivery=row.id, purpose=row.purpose)
        if message is None:
            return [NotNeeded("tidak diperlukan lagi")] * len(rows)
        try:
            if message.edits is not None:
                errand.overtaken = partial(self._shown.edited_since, row.chat_id, message.edits, composed_at)
                with self._shown.crossing(row.chat_id, message.edits, errand):
                    if await self._goes_on(row, message, message.edits, errand):
                        return [Sent(message.edits)] * len(rows)
                errand.overtaken = None
            if message.alone:
                return [NotNeeded("pesannya tidak ada lagi")] * len(rows)
            sent = await self._sent(row.chat_id, message, errand)
        except TelegramError as error:
            outcomes = judge_each(error, [row.attempts for row in rows], self._clock.now(), self._jitter)
            Event.NOT_DELIVERED.emit(outcome=type(outcomes[0]).__name__, reason=error.message)
            return outcomes
        except Exception as error:  # noqa: BLE001 (logged with its traceback)
            Event.DELIVERY_BROKE.emit(exc_info=True)
            return [Refused(f"{type(error).__name__}: {error}")] * len(rows)
        Event.DELIVERED.emit(message=sent.message_id)
        return [Sent(sent.message_id)] * len(rows)

    async def _sent(self, chat_id: int, message: Message, errand: Errand) -> SentMessage:
        how: dict[str, Any] = {
            "message_thread_id": message.topic,
            "disable_notification": message.silent or None,
            "allow_paid_broadcast": self._paid or None,
            "rate_limit_args": errand,
        }
        if message.photo is not None:
            return await self._bot.send_photo(chat_id, message.photo, **how)
        if message.place is not None:
            latitude, longitude = message.place
            return await self._bot.send_location(chat_id, latitude, longitude, **how)
        return await self._bot.send_message(chat_id, message.text, reply_markup=message.keyboard, **how)

    async def _goes_on(self, row: Claimed, message: Message, message_id: int, errand: Errand) -> bool:
        """Whether the message now says it; one that was deleted, or is too old to change, does not."""
        try:
            await self._bot.edit_message_text(
                message.text,
                chat_id=row.chat_id,
                message_id=message_id,
                reply_markup=message.keyboard,  # type: ignore[arg-type]
                rate_limit_args=errand,
            )
        except BadRequest as error:
            match judge(error, 1, self._clock.now(), self._jitter, EDIT):
                case Same():
                    return True
                case Vanished():
                    return False
            raise
        return True
