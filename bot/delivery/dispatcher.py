"""Sends what the ledger owes: claims due rows, has them composed, sends them paced, settles what became of each."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import structlog
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.delivery import ledger
from bot.delivery.outcomes import Halt, NotNeeded, Outcome, Refused, Sent, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove
    from telegram.ext import ExtBot

    from bot.clock import Clock
    from bot.domain.ledger import Purpose
    from bot.storage.database import Database
    from bot.storage.models import Delivery

    Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove

log = structlog.get_logger(__name__)

# About two seconds of Telegram's overall limit: small enough that an urgent row need not wait long.
BATCH = 60


@dataclass(frozen=True, slots=True)
class Message:
    """A composed message. `is_card` asks for it to be kept as a live card of its session."""

    text: str
    keyboard: Keyboard | None = None
    is_card: bool = False


class Composer(Protocol):
    """Turns ledger rows into messages from the database as it is now; None where there is nothing left to say."""

    async def compose(self, rows: Sequence[Delivery]) -> dict[int, Message | None]: ...


class Dispatcher:
    """One sender for one bot token. `run` drains what is due; `halted` tells that the token was refused."""

    def __init__(self, db: Database, bot: ExtBot[int], composer: Composer, clock: Clock) -> None:
        self._db = db
        self._bot = bot
        self._composer = composer
        self._clock = clock
        self._draining = asyncio.Lock()
        self._stopping = False
        # Spreads retries; no decision of the field hangs on it.
        self._jitter: Callable[[], float] = random.random
        self.halted = ""
        self.last_run: datetime | None = None
        # Told after each commit what became of a delivery: its purpose and the outcome's name, or "Expired".
        self.on_settled: list[Callable[[Purpose, str], None]] = []

    async def recover(self) -> int:
        """Owe again what the last process had in flight."""
        return await ledger.recover(self._db, self._clock.now())

    async def run(self) -> datetime | None:
        """Send everything due; returns when the next row falls due (None: nothing is pending, or sending is halted)."""
        async with self._draining:
            while not (self._stopping or self.halted):
                due = await ledger.next_due(self._db)
                self.last_run = self._clock.now()
                if due is None or due > self.last_run:
                    return due
                claimed = await ledger.claim(self._db, self.last_run, BATCH)
                self._tell((purpose, "Expired") for purpose in claimed.expired)
                await self._send(claimed.rows)
        return None

    async def stop(self) -> None:
        """Take no more rows; returns once those in flight are settled."""
        self._stopping = True
        async with self._draining:
            pass

    async def _send(self, rows: Sequence[Delivery]) -> None:
        composed_at = self._clock.now()
        messages = await self._composer.compose(rows)
        waiting: list[tuple[Delivery, Outcome, datetime | None]] = []
        settled = asyncio.Event()
        pending = {asyncio.create_task(self._send_one(row, messages.get(row.id))): row for row in rows}

        def _note(task: asyncio.Task[Outcome]) -> None:
            row = pending.pop(task)
            if not task.cancelled():
                message = messages.get(row.id)
                waiting.append((row, task.result(), composed_at if message is not None and message.is_card else None))
            settled.set()

        for task in list(pending):
            task.add_done_callback(_note)
        try:
            # Settled as they come, many in one commit: a crash repeats at most what was in flight.
            while pending or waiting:
                await settled.wait()
                settled.clear()
                batch, waiting[:] = list(waiting), []
                if batch:
                    await ledger.settle(self._db, batch, self._clock.now())
                    self._tell((row.purpose, type(outcome).__name__) for row, outcome, _ in batch)
        finally:
            for task in list(pending):
                task.cancel()

    def _tell(self, settled: Iterable[tuple[Purpose, str]]) -> None:
        for purpose, outcome in settled:
            for listener in self.on_settled:
                listener(purpose, outcome)

    async def _send_one(self, row: Delivery, message: Message | None) -> Outcome:
        structlog.contextvars.bind_contextvars(delivery=row.id, purpose=row.purpose)
        if message is None:
            return NotNeeded("tidak diperlukan lagi")
        try:
            sent = await self._bot.send_message(
                row.chat_id,
                message.text,
                parse_mode=ParseMode.HTML,
                reply_markup=message.keyboard,
                rate_limit_args=row.urgency,
            )
        except TelegramError as error:
            outcome = judge(error, row.attempts + 1, self._jitter)
            log.warning("delivery not sent", outcome=type(outcome).__name__, reason=error.message)
            if isinstance(outcome, Halt):
                self.halted = outcome.error
            return outcome
        except Exception as error:
            log.exception("delivery broke")
            return Refused(f"{type(error).__name__}: {error}")
        log.debug("delivered", message=sent.message_id)
        return Sent(sent.message_id)
