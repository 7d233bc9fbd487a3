"""One limiter before every call: people first, bulk with what is left, and never faster than Telegram allows.

Limits: Bots FAQ, "My bot is hitting limits" (https://core.telegram.org/bots/faq): 30 messages a second overall,
one a second in a chat (short bursts pass), 20 a minute in a group.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.delivery.buckets import Window
from bot.delivery.flood import FloodLessons
from bot.domain.ledger import Priority

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from contextlib import AbstractContextManager

    from bot.clock import Clock, Timer

    Result = bool | dict[str, Any] | list[dict[str, Any]]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PacingLimits:
    """Telegram's limits, and how far to stay below them."""

    overall_per_second: int = 30
    private_per_second: float = 1.0
    # So many may follow at once in a private chat, within the time they would take one by one.
    private_burst: int = 5
    group_per_minute: int = 20
    # Every span is stretched by this part, for clocks that run differently.
    margin: float = 0.01
    # Seconds after which a call still without an answer is taken to have been counted.
    lag: float = 1.0

    def overall(self) -> Window:
        return self._window(self.overall_per_second, 1.0)

    def chat(self, chat: int | str) -> Window:
        """The limit of one chat; names (`@...`) are of groups and channels, and so are negative ids."""
        if isinstance(chat, str) or chat < 0:
            return self._window(self.group_per_minute, 60.0)
        return self._window(self.private_burst, self.private_burst / self.private_per_second)

    def _window(self, most: int, span: float) -> Window:
        return Window(most, span * (1 + self.margin), self.lag)


# A reply that drew so many 429s is given up: its sender is told. Bulk is kept until it passes.
_MOST_TRIES = 4
_SWEEP_EVERY = 500


@dataclass(order=True, slots=True)
class _Waiting:
    """One call in line."""

    priority: int
    order: int
    turn: asyncio.Future[_Slot] = field(compare=False)


@dataclass(slots=True)
class _Slot:
    """The leave to call now: what it took of each window, and the hold that keeps a virtual clock still meanwhile."""

    chat: _Chat
    of_overall: float
    of_chat: float
    hold: AbstractContextManager[None]


@dataclass(slots=True)
class _Chat:
    window: Window
    paused_until: float = 0.0
    # When it will next be looked at, while it must rest.
    rests_until: float | None = None
    line: list[_Waiting] = field(default_factory=list)

    def first(self) -> _Waiting | None:
        """The call to go next; those whose callers gave up are dropped."""
        while self.line and self.line[0].turn.done():
            heapq.heappop(self.line)
        return self.line[0] if self.line else None

    def idle(self, now: float) -> bool:
        return not self.line and self.paused_until <= now and self.window.idle(now)


class Pacer(BaseRateLimiter[int]):
    """python-telegram-bot's rate limiter; the `Priority` travels in `rate_limit_args` (none: a reply).

    Each chat has its line. `_ready` holds lines that may have a call to make, by that call's rank; one whose chat
    must rest moves to `_resting` until then, and so never stands in another's way.
    """

    def __init__(self, clock: Clock, limits: PacingLimits | None = None) -> None:
        self._clock = clock
        self._limits = limits or PacingLimits()
        self._overall = self._limits.overall()
        self._lessons = FloodLessons(self._limits.overall_per_second)
        self._chats: dict[int | str, _Chat] = {}
        # Two entries of a line may be equal but for the tie-breaker in third and second place.
        self._ready: list[tuple[int, int, int, _Chat]] = []
        self._resting: list[tuple[float, int, _Chat]] = []
        self._tie = itertools.count()
        self._order = itertools.count()
        self._timer: Timer | None = None
        self._timer_at = 0.0
        self._granted = 0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Wake nobody any more."""
        self._rest_timer()

    @property
    def queued(self) -> int:
        """How many calls wait for their turn."""
        return sum(not waiting.turn.done() for chat in self._chats.values() for waiting in chat.line)

    @property
    def floods(self) -> int:
        """How many 429s were drawn."""
        return self._lessons.floods

    @property
    def overall_per_second(self) -> int:
        """The overall rate in force: the limit, or less after 429s."""
        return self._lessons.rate(self._clock.monotonic())

    @property
    def chats_remembered(self) -> int:
        """How many chats have a limit in memory."""
        return len(self._chats)

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
        chat_id = limited_chat(endpoint, data)
        if chat_id is None:
            return await callback(*args, **kwargs)
        priority = Priority.REPLY if rate_limit_args is None else rate_limit_args
        # Kept over repeats: a call put off by a 429 does not fall behind later ones of its chat.
        order = next(self._order)
        for attempt in itertools.count(1):
            slot = await self._turn(chat_id, priority, order)
            # No other task runs from here to the callback's first wait, which takes its own hold.
            slot.hold.__exit__(None, None, None)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                self._flooded(chat_id, slot.chat, _seconds(error))
                if attempt >= _MOST_TRIES and priority < Priority.URGENT:
                    raise
            finally:
                self._answered(slot)
        raise AssertionError("counting has no end")

    async def _turn(self, chat_id: int | str, priority: int, order: int) -> _Slot:
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = _Chat(self._limits.chat(chat_id))
        waiting = _Waiting(priority, order, asyncio.get_running_loop().create_future())
        heapq.heappush(chat.line, waiting)
        self._offer(chat)
        self._pump()
        try:
            return await waiting.turn
        except asyncio.CancelledError:
            if waiting.turn.done() and not waiting.turn.cancelled():
                waiting.turn.result().hold.__exit__(None, None, None)
            raise

    def _offer(self, chat: _Chat) -> None:
        first = chat.first()
        if first is not None:
            heapq.heappush(self._ready, (first.priority, first.order, next(self._tie), chat))

    def _pump(self) -> None:
        """Give turns to whoever may go now, highest first."""
        now = self._clock.monotonic()
        self._overall.most = self._lessons.rate(now)
        self._wake(now)
        overall_free = self._overall.free_at(now)
        while self._ready and overall_free <= now:
            _, order, _, chat = heapq.heappop(self._ready)
            first = chat.first()
            if first is None or first.order != order:
                continue  # It went already, or a higher one came: that one has its own entry.
            free = self._free_at(chat, first, now)
            if free > now:
                self._rest(chat, free)
                continue
            heapq.heappop(chat.line)
            first.turn.set_result(self._grant(chat, now))
            self._offer(chat)
            overall_free = self._overall.free_at(now)
        self._set_timer(now, overall_free)

    def _rest(self, chat: _Chat, until: float) -> None:
        if chat.rests_until is None or until < chat.rests_until:
            chat.rests_until = until
            heapq.heappush(self._resting, (until, next(self._tie), chat))

    def _wake(self, now: float) -> None:
        while self._resting and self._resting[0][0] <= now:
            until, _, chat = heapq.heappop(self._resting)
            if chat.rests_until == until:
                chat.rests_until = None
                self._offer(chat)

    def _free_at(self, chat: _Chat, waiting: _Waiting, now: float) -> float:
        bulk = self._lessons.bulk_paused_until if waiting.priority >= Priority.BULK else now
        return max(chat.window.free_at(now), chat.paused_until, bulk)

    def _grant(self, chat: _Chat, now: float) -> _Slot:
        self._granted += 1
        if self._granted % _SWEEP_EVERY == 0:
            self._chats = {key: kept for key, kept in self._chats.items() if kept is chat or not kept.idle(now)}
        hold = self._clock.hold()
        hold.__enter__()
        return _Slot(chat, self._overall.take(now), chat.window.take(now), hold)

    def _answered(self, slot: _Slot) -> None:
        now = self._clock.monotonic()
        self._overall.answered(slot.of_overall, now)
        slot.chat.window.answered(slot.of_chat, now)
        # Its place falls free sooner than its line was told.
        self._offer(slot.chat)
        self._pump()

    def _set_timer(self, now: float, overall_free: float) -> None:
        """Ring when the next call may go."""
        if self._ready:
            at = overall_free
        elif self._resting:
            at = max(self._resting[0][0], overall_free)
        else:
            self._rest_timer()
            return
        if self._timer is not None:
            if self._timer_at == at:
                return
            self._timer.cancel()
        self._timer_at = at
        # Not sooner than the clock can tell from now.
        wait = timedelta(seconds=max(at - now, 1e-4), microseconds=1)
        self._timer = self._clock.call_at(self._clock.now() + wait, self._ring)

    def _ring(self) -> None:
        self._timer = None
        self._pump()

    def _rest_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _flooded(self, chat_id: int | str, chat: _Chat, seconds: float) -> None:
        now = self._clock.monotonic()
        chat.paused_until = max(chat.paused_until, now + seconds)
        overall = self._lessons.learn(chat_id, now, seconds)
        log.warning("flood limit", chat=chat_id, retry_after=seconds, overall=overall, rate=self._lessons.rate(now))


_LIMITED = ("send", "edit", "copy", "forward")


def limited_chat(endpoint: str, data: dict[str, Any]) -> int | str | None:
    """The chat that a limited call writes to; None for calls that Telegram's message limits do not concern."""
    if not endpoint.startswith(_LIMITED) or endpoint == "sendChatAction":
        return None
    chat_id = data.get("chat_id")
    if isinstance(chat_id, str):
        return int(chat_id) if chat_id.removeprefix("-").isdecimal() else chat_id
    return chat_id if isinstance(chat_id, int) else None


def _seconds(error: RetryAfter) -> float:
    # The public attribute warns until its type changes; the class itself keeps a timedelta.
    return error._retry_after.total_seconds()  # noqa: SLF001
