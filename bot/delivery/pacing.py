"""One limiter before every call: people first, mass sends with what is left, and never faster than Telegram allows."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import math
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.clock import surely_after
from bot.delivery.buckets import Quickest
from bot.delivery.errands import Busy, Errand, Overtaken, TooLate, errand_of, limited_chat
from bot.delivery.flood import FloodLessons
from bot.delivery.limits import PacingLimits
from bot.delivery.lines import ChatLine, Class, Slot, Waiting
from bot.domain.ledger import Priority
from bot.monitoring.events import Event
from bot.telegram.waiting import asked_wait

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.clock import Clock, Timer

    Result = bool | dict[str, Any] | list[dict[str, Any]]

# A reply that drew so many 429s is given up: its sender is told. What the ledger owes is kept there until it passes.
_MOST_TRIES = 4
_SWEEP_EVERY = 500


class Pacer(BaseRateLimiter[Any]):
    """python-telegram-bot's rate limiter; an `Errand` or a `Priority` travels in `rate_limit_args` (none: a reply).

    Each chat has its line. A class's `ready` holds chats that may have a call to make; one that must rest moves to
    `_resting` until then, and so never stands in another's way. Classes are served in order of priority.
    """

    def __init__(self, clock: Clock, limits: PacingLimits | None = None) -> None:
        self._clock = clock
        self.limits = limits or PacingLimits()
        # Until somebody says that this process leads.
        self._share = self.limits.share(leads=False)
        self._overall = self._share.overall()
        self._paid = self.limits.paid_broadcast()
        self._spread = self.limits.spread()
        self._lessons = FloodLessons(self._share.overall_per_second)
        self._quickest = Quickest()
        self._chats: dict[int | str, ChatLine] = {}
        self._people = Class(self._overall.free_at)
        self._urgent = Class(self._mass_gate)
        self._bulk = Class(lambda now: max(self._mass_gate(now), self.bulk_paused_until))
        self._resting: list[tuple[float, int, ChatLine]] = []
        self._tie = itertools.count()
        self._order = itertools.count()
        self._timer: Timer | None = None
        self._timer_at = 0.0
        self._granted = 0
        self._mass_under_way = 0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Wake nobody any more."""
        self._rest_timer()

    def lead(self, *, leads: bool) -> None:
        """Telegram's limits are of the bot: this process leads from now on, or no longer, and uses its share of them."""
        share = self.limits.share(leads=leads)
        if share == self._share:
            return
        self._share, now = share, self._clock.monotonic()
        self._lessons.resize(share.overall_per_second)
        self._overall.resize(share.overall_per_second, now)
        for chat_id, chat in self._chats.items():
            chat.window.resize(share.chat(chat_id).most, now)
        self._pump()

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
    def bulk_paused_until(self) -> float:
        """Until when (monotonic seconds) what is not urgent rests in all chats, after 429s of several."""
        return self._lessons.bulk_paused_until

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
        rate_limit_args: Errand | int | None,
    ) -> Result:
        """Run the call when its turn comes; a 429 pauses what it concerns and the call is repeated.

        Raises `Busy` where it would wait for longer than the errand has patience or lasts, `TooLate` and `Overtaken`.
        """
        chat_id = limited_chat(endpoint, data)
        if chat_id is None:
            return await callback(*args, **kwargs)
        return await self._paced(partial(callback, *args, **kwargs), chat_id, errand_of(rate_limit_args))

    async def _paced(
        self, call: Callable[[], Coroutine[Any, Any, Result]], chat_id: int | str, errand: Errand
    ) -> Result:
        # Kept over repeats: a call put off by a 429 does not fall behind later ones of its chat, and grows old.
        order = next(self._order)
        stale_at = self._clock.monotonic() + errand.lasts
        for attempt in itertools.count(1):
            slot = await self._turn(chat_id, errand, order, stale_at)
            # No other task runs from here to the call's first wait, which takes its own hold.
            slot.hold.__exit__(None, None, None)
            try:
                return await call()
            except RetryAfter as error:
                errand.begun = False
                self._flooded(chat_id, slot.chat, asked_wait(error).total_seconds(), errand)
                if attempt >= _MOST_TRIES and errand.priority < Priority.URGENT:
                    raise
            finally:
                self._answered(slot)
        raise AssertionError("counting has no end")

    async def _turn(self, chat_id: int | str, errand: Errand, order: int, stale_at: float) -> Slot:
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = ChatLine(self._share.chat(chat_id))
        waiting = Waiting(errand.priority, order, errand, asyncio.get_running_loop().create_future(), stale_at)
        heapq.heappush(chat.line, waiting)
        self._offer(chat)
        self._pump()
        try:
            return await waiting.turn
        except asyncio.CancelledError:
            if waiting.turn.done() and not waiting.turn.cancelled() and waiting.turn.exception() is None:
                self._give_back(waiting.turn.result())
            raise

    def _class_of(self, priority: int) -> Class:
        if priority < Priority.URGENT:
            return self._people
        return self._urgent if priority < Priority.BULK else self._bulk

    def _offer(self, chat: ChatLine) -> None:
        first = chat.first()
        if first is not None:
            ready = self._class_of(first.priority).ready
            heapq.heappush(ready, (first.priority, first.order, next(self._tie), chat))

    def _mass_gate(self, now: float) -> float:
        if self._mass_under_way >= self.limits.mass_in_flight:
            return math.inf  # The next answer opens it.
        overall = self._paid if self.limits.paid else self._overall
        return max(overall.free_at(now), self._spread.free_at(now))

    def _pump(self) -> None:
        """Give turns to whoever may go now, highest first."""
        now = self._clock.monotonic()
        self._overall.most = self._lessons.rate(now)
        if not self.limits.paid:
            self._spread.per_second = self._overall.most
        self._wake(now)
        opens = math.inf
        for calls in (self._people, self._urgent, self._bulk):
            while calls.ready:
                gate = calls.gate(now)
                if gate > now:
                    opens = min(opens, gate)
                    if calls is self._bulk and self.bulk_paused_until > now:
                        self._turn_back(calls, now)
                    break
                _, order, _, chat = heapq.heappop(calls.ready)
                # Otherwise it went already, or a higher one came: that one has its own entry.
                if (first := chat.first()) is not None and first.order == order:
                    self._serve(chat, first, now)
        if self._resting:
            opens = min(opens, self._resting[0][0])
        self._set_timer(now, opens)

    def _serve(self, chat: ChatLine, first: Waiting, now: float) -> None:
        """Let the chat's next call go, rest, or come back undone."""
        errand = first.errand
        free = chat.free_at(now)
        if errand.until is not None and self._clock.now() >= errand.until:
            first.turn.set_exception(TooLate())
        elif errand.overtaken is not None and errand.overtaken():
            first.turn.set_exception(Overtaken())
        elif free - now > errand.patience or free > first.stale_at:
            first.turn.set_exception(Busy(free - now))
        elif free > now:
            self._rest(chat, free)
            return
        else:
            heapq.heappop(chat.line)
            first.turn.set_result(self._grant(chat, errand, now))
        self._offer(chat)

    def _turn_back(self, calls: Class, now: float) -> None:
        """All chats rest: what would not hold any more by the end of that comes back undone."""
        opens = self.bulk_paused_until
        ready, calls.ready = calls.ready, []
        for _, order, _, chat in ready:
            first = chat.first()
            if first is None or first.order != order:
                continue
            # What stands behind it in its chat is no more urgent.
            while first is not None and opens > first.stale_at:
                first.turn.set_exception(Busy(max(opens, chat.free_at(now)) - now))
                first = chat.first()
            self._offer(chat)

    def _rest(self, chat: ChatLine, until: float) -> None:
        if chat.rests_until is None or until < chat.rests_until:
            chat.rests_until = until
            heapq.heappush(self._resting, (until, next(self._tie), chat))

    def _wake(self, now: float) -> None:
        while self._resting and self._resting[0][0] <= now:
            until, _, chat = heapq.heappop(self._resting)
            if chat.rests_until == until:
                chat.rests_until = None
                self._offer(chat)

    def _grant(self, chat: ChatLine, errand: Errand, now: float) -> Slot:
        self._granted += 1
        if self._granted % _SWEEP_EVERY == 0:
            self._chats = {key: kept for key, kept in self._chats.items() if kept is chat or not kept.idle(now)}
        overall = self._overall
        if errand.priority >= Priority.URGENT:
            self._spread.take(now)
            self._mass_under_way += 1
            overall = self._paid if self.limits.paid else overall
        errand.begun = True
        hold = self._clock.hold()
        hold.__enter__()
        return Slot(chat, errand, now, overall.take(now), chat.window.take(now), hold)

    def _answered(self, slot: Slot) -> None:
        now = self._clock.monotonic()
        steady = self._quickest.see(now - slot.begun_at)
        mass = slot.errand.priority >= Priority.URGENT
        self._mass_under_way -= int(mass)
        overall = self._paid if mass and self.limits.paid else self._overall
        overall.answered(slot.of_overall, now, steady)
        slot.chat.window.answered(slot.of_chat, now, steady)
        # Its place falls free sooner than its line was told.
        self._offer(slot.chat)
        self._pump()

    def _give_back(self, slot: Slot) -> None:
        """The turn was given, but its caller is gone."""
        slot.hold.__exit__(None, None, None)
        self._answered(slot)

    def _set_timer(self, now: float, at: float) -> None:
        """Ring at `at`, when the next call may go; `inf`: an answer will come first."""
        if self._timer is not None:
            if self._timer_at == at:
                return
            self._rest_timer()
        if at == math.inf:
            return
        self._timer_at = at
        self._timer = self._clock.call_at(surely_after(self._clock.now(), max(at - now, 1e-4)), self._ring)

    def _ring(self) -> None:
        self._timer = None
        self._pump()

    def _rest_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _flooded(self, chat_id: int | str, chat: ChatLine, seconds: float, errand: Errand) -> None:
        now = self._clock.monotonic()
        chat.paused_until = max(chat.paused_until, now + seconds)
        overall = self._lessons.learn(chat_id, now, seconds, owed=errand.priority >= Priority.URGENT)
        Event.FLOOD_LIMIT.emit(chat=chat_id, retry_after=seconds, overall=overall, rate=self._lessons.rate(now))
