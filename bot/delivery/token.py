"""A refused token stops sending and asking, loudly; Telegram is asked about it, ever more slowly, until it works again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog
from telegram.error import InvalidToken, TelegramError

from bot.monitoring.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram.ext import ExtBot

    from bot.clock import Clock

_FIRST_WAIT = 30.0
_LONGEST_WAIT = 300.0


class Token:
    """Whether Telegram accepts the token, as far as this process knows: one answer for the sender and for updates."""

    def __init__(self, bot: ExtBot[Any], clock: Clock) -> None:
        self._bot = bot
        self._clock = clock
        self._asking: asyncio.Task[None] | None = None
        # Telegram's words; empty while it works.
        self.refused = ""
        self._works = asyncio.Event()
        self._works.set()
        # Told when a refused token is accepted again.
        self.on_accepted: list[Callable[[], None]] = []

    def refuse(self, error: str) -> bool:
        """Telegram refused it; says whether that is news."""
        if self.refused:
            return False
        self.refused = error or "refused"
        self._works.clear()
        Event.TOKEN_REFUSED.emit(reason=error)
        self._asking = asyncio.create_task(self._ask())
        return True

    async def until_works(self, stopping: asyncio.Event) -> None:
        """Return when it is accepted, or when whoever waits for that is to stop."""
        waits = [asyncio.ensure_future(event.wait()) for event in (self._works, stopping)]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def close(self) -> None:
        """Ask no more."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    async def _ask(self) -> None:
        # Whoever met the refusal is not who asks.
        structlog.contextvars.clear_contextvars()
        wait = _FIRST_WAIT
        while True:
            await self._clock.sleep(wait)
            if await self._is_accepted():
                break
            wait = min(wait * 2, _LONGEST_WAIT)
            Event.TOKEN_STILL_REFUSED.emit(again_in=wait)
        Event.TOKEN_ACCEPTED.emit()
        self.refused = ""
        self._works.set()
        for listener in self.on_accepted:
            listener()

    async def _is_accepted(self) -> bool:
        """Ask who we are; whatever is not a refusal counts as yes: sending will find out."""
        try:
            await self._bot.get_me()
        except InvalidToken:
            return False
        except TelegramError as error:
            Event.TOKEN_NOT_ASKED.emit(reason=error.message)
        return True
