"""What waits for its turn: each chat's line of calls, and the classes of calls that share a gate."""

from __future__ import annotations

import asyncio
import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from bot.delivery.buckets import Window
    from bot.delivery.errands import Errand


@dataclass(order=True, slots=True)
class Waiting:
    """One call in line."""

    priority: int
    order: int
    errand: Errand = field(compare=False)
    turn: asyncio.Future[Slot] = field(compare=False)
    # From then on what it says is to be read anew.
    stale_at: float = field(compare=False)


@dataclass(slots=True)
class Slot:
    """The leave to call now: what it took of each window, and the hold that keeps a virtual clock still meanwhile."""

    chat: ChatLine
    errand: Errand
    begun_at: float
    of_overall: float
    of_chat: float
    hold: AbstractContextManager[None]


@dataclass(slots=True)
class ChatLine:
    """The line of one chat, and when it may be written to."""

    window: Window
    paused_until: float = 0.0
    # When it will next be looked at, while it must rest.
    rests_until: float | None = None
    line: list[Waiting] = field(default_factory=list)

    def first(self) -> Waiting | None:
        """The call to go next; those whose callers gave up are dropped."""
        while self.line and self.line[0].turn.done():
            heapq.heappop(self.line)
        return self.line[0] if self.line else None

    def free_at(self, now: float) -> float:
        return max(self.window.free_at(now), self.paused_until)

    def idle(self, now: float) -> bool:
        return not self.line and self.paused_until <= now and self.window.idle(now)


class Class:
    """Calls that wait for the same gate: chats whose next call is of this class, by rank."""

    def __init__(self, gate: Callable[[float], float]) -> None:
        # When the next call of this class may go, as far as all chats together are concerned.
        self.gate = gate
        # Two entries may be equal but for the tie-breaker in third place.
        self.ready: list[tuple[int, int, int, ChatLine]] = []
