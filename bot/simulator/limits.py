"""Telegram's flood limits, judged on the injected clock."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from bot.simulator.errors import ApiError


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages (sends and edits) that pass: overall a second, in one private chat (with a burst), in a group a minute."""

    overall_per_second: int = 30
    chat_per_second: float = 1.0
    chat_burst: int = 5
    group_per_minute: int = 20
    # Of its own, for messages sent with `allow_paid_broadcast`.
    paid_per_second: int = 1000

    @staticmethod
    def telegram() -> Limits:
        """The documented limits."""
        return Limits()


@dataclass(slots=True)
class FloodGate:
    """Counts what passed; a call beyond a limit is refused with the wait that would have let it pass."""

    limits: Limits | None
    refused: int = 0
    _overall: deque[float] = field(default_factory=deque)
    _paid: deque[float] = field(default_factory=deque)
    _chats: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def check(self, chat_id: int, now: float, *, paid: bool = False) -> None:
        """Count a message at `now`; raises 429 where it comes too fast."""
        limits = self.limits
        if limits is None:
            return
        chat = self._chats[chat_id]
        if chat_id < 0:
            wait = _excess(chat, limits.group_per_minute, 60.0, now)
        else:
            wait = _excess(chat, limits.chat_burst, limits.chat_burst / limits.chat_per_second, now)
        overall, per_second = self._overall, limits.overall_per_second
        if paid:
            overall, per_second = self._paid, limits.paid_per_second
        wait = max(wait, _excess(overall, per_second, 1.0, now))
        if wait > 0:
            self.refused += 1
            seconds = max(1, math.ceil(wait))
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        chat.append(now)
        overall.append(now)


def _excess(events: deque[float], most: int, span: float, now: float) -> float:
    while events and events[0] <= now - span:
        events.popleft()
    return events[0] + span - now if len(events) >= most else 0.0
