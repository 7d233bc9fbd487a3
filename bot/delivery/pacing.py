"""One limiter before every call: people first, bulk with what is left, and never faster than Telegram allows.

Limits: Bots FAQ, "My bot is hitting limits" (https://core.telegram.org/bots/faq): 30 messages a second overall,
one a second in a chat (short bursts pass), 20 a minute in a group.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import structlog
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.delivery.buckets import Bucket, Window

if TYPE_CHECKING:
    from bot.clock import Clock, Timer

log = structlog.get_logger(__name__)

Result = bool | dict[str, Any] | list[dict[str, Any]]


class Priority(IntEnum):
    """Who goes first."""

    CALLBACK_ANSWER = 0
    REPLY = 1
    CARD_EDIT = 2
    URGENT = 3
    BULK = 4
    DIGEST = 5


@dataclass(frozen=True, slots=True)
class PacingLimits:
    """Telegram's limits; the window is stretched a little, so that clocks that differ by a hair draw no 429."""

    overall: int = 30
    overall_span: float = 1.02
    private_per_second: float = 1.0
    private_burst: int = 3
    group: int = 20
    group_span: float = 60.5


_MOST_RETRIES = 5
# A 429 makes the limiter slower by this factor; each quiet ten seconds give back one message a second.
_SLOWER = 0.8
_RECOVER_EVERY = 10.0
_FEWEST = 5
_SWEEP_EVERY = 500


@dataclass(order=True, slots=True)
class _Waiting:
    priority: int
    order: int
    chat_id: int = field(compare=False)
    turn: asyncio.Future[None] = field(compare=False)


class Pacer(BaseRateLimiter[int]):
    """PTB's rate-limiter seam; the priority travels in `rate_limit_args` (none: a reply)."""

    def __init__(self, clock: Clock, limits: PacingLimits) -> None:
        self._clock = clock
        self._limits = limits
        self._overall = Window(limits.overall, limits.overall_span)
        self._chats: dict[int, Bucket | Window] = {}
        self._paused: dict[int, float] = {}
        self._waiting: list[_Waiting] = []
        self._order = itertools.count()
        self._timer: Timer | None = None
        self._last_429 = 0.0
        self._calls = 0
        self.floods = 0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Forget the timer."""
        if self._timer is not None:
            self._timer.cancel()

    @property
    def queued(self) -> int:
        """How many calls wait for their turn."""
        return len(self._waiting)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Result:
        """Run the call when its turn comes; a 429 pauses what it concerns and the call is repeated."""
        chat_id = _chat_of(endpoint, data)
        if chat_id is None:
            return await callback(*args, **kwargs)
        priority = Priority.REPLY if rate_limit_args is None else rate_limit_args
        for attempt in itertools.count(1):
            await self._wait(priority, chat_id)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                self._flooded(chat_id, _seconds(error))
                if attempt == _MOST_RETRIES:
                    raise
        raise AssertionError("unreachable")

    async def _wait(self, priority: int, chat_id: int) -> None:
        now = self._clock.monotonic()
        self._recover(now)
        if not self._waiting and self._free_at(chat_id, now) <= now and self._overall.free_at(now) <= now:
            self._take(chat_id, now)
            return
        waiting = _Waiting(priority, next(self._order), chat_id, asyncio.get_running_loop().create_future())
        heapq.heappush(self._waiting, waiting)
        self._pump()
        try:
            await waiting.turn
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
                heapq.heapify(self._waiting)
            raise

    def _pump(self) -> None:
        """Give turns to whoever may go now, in order; one whose own chat must wait does not hold up the others."""
        now = self._clock.monotonic()
        next_time = self._overall.free_at(now)
        blocked: list[_Waiting] = []
        blocked_until: float | None = None
        while self._waiting and next_time <= now:
            waiting = heapq.heappop(self._waiting)
            free = self._free_at(waiting.chat_id, now)
            if free > now:
                blocked.append(waiting)
                blocked_until = free if blocked_until is None else min(blocked_until, free)
                continue
            self._take(waiting.chat_id, now)
            if not waiting.turn.done():
                waiting.turn.set_result(None)
            next_time = self._overall.free_at(now)
        for waiting in blocked:
            heapq.heappush(self._waiting, waiting)
        if self._waiting:
            soonest = next_time if next_time > now else blocked_until
            self._wake_at((soonest if soonest is not None else now) - now)

    def _wake_at(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._clock.call_at(self._clock.now() + timedelta(seconds=max(seconds, 0.001)), self._pump)

    def _take(self, chat_id: int, now: float) -> None:
        self._overall.take(now)
        self._chat(chat_id).take(now)
        self._calls += 1
        if self._calls % _SWEEP_EVERY == 0:
            self._chats = {chat: limit for chat, limit in self._chats.items() if not limit.idle(now)}
            self._paused = {chat: until for chat, until in self._paused.items() if until > now}

    def _free_at(self, chat_id: int, now: float) -> float:
        return max(self._chat(chat_id).free_at(now), self._paused.get(chat_id, now))

    def _chat(self, chat_id: int) -> Bucket | Window:
        limit = self._chats.get(chat_id)
        if limit is None:
            limits = self._limits
            if chat_id < 0:
                limit = Window(limits.group, limits.group_span)
            else:
                limit = Bucket(limits.private_per_second, limits.private_burst)
            self._chats[chat_id] = limit
        return limit

    def _flooded(self, chat_id: int, seconds: float) -> None:
        """Pause the chat; a second flood in another chat soon after means the limit overall: slow down."""
        now = self._clock.monotonic()
        self.floods += 1
        others = [until for chat, until in self._paused.items() if chat != chat_id and until > now]
        self._paused[chat_id] = now + seconds
        if others:
            self._overall.most = max(_FEWEST, int(self._overall.most * _SLOWER))
        self._last_429 = now
        log.warning("flood limit", chat=chat_id, retry_after=seconds, overall=self._overall.most)

    def _recover(self, now: float) -> None:
        if self._overall.most < self._limits.overall and now - self._last_429 >= _RECOVER_EVERY:
            self._overall.most += 1
            self._last_429 = now


def _chat_of(endpoint: str, data: dict[str, Any]) -> int | None:
    """The chat that a limited call writes to; None for calls that Telegram's message limits do not concern."""
    if not endpoint.startswith(("send", "edit", "copy", "forward")) or endpoint == "sendChatAction":
        return None
    chat_id = data.get("chat_id")
    return chat_id if isinstance(chat_id, int) else None


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
