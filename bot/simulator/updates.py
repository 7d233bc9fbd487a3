"""The queue of updates: numbered, acknowledged by offset, and holding a virtual clock until the bot has taken them."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from bot.simulator.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import Clock


# An offset so far beyond the queue is "in the future" (td's TQueue::get): the server answers it from the queue's head
# (telegram-bot-api's Client::do_get_updates).
_FUTURE = 10
# Kinds that a bot gets only if it asks for them by name.
_ONLY_IF_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class UpdateQueue:
    """One bot's updates.

    A virtual clock stands still from the moment an update is queued until the bot, having been given it, polls again:
    by then its handlers run and hold the clock themselves. While no bot listens (`offline`), nothing is held.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        # Of the next update: what the server calls the queue's tail.
        self._next = 100_001
        self._pending: dict[int, dict[str, Any]] = {}
        self._fresh: set[int] = set()
        self._given: set[int] = set()
        self._arrived = asyncio.Event()
        self._hold = ExitStack()
        self._holding = False
        self._listens = asyncio.Event()
        self._poller: asyncio.Future[None] | None = None
        # How often a bot went away.
        self._gone = 0
        self._allowed: frozenset[str] = frozenset()
        self.delivered = 0
        # Told of every update that is queued.
        self.on_put: list[Callable[[dict[str, Any]], None]] = []
        # The latest update that was queued.
        self.last: dict[str, Any] = {}

    @property
    def next_number(self) -> int:
        """The number of the next update."""
        return self._next

    @property
    def pending(self) -> int:
        """Updates not acknowledged yet."""
        return len(self._pending)

    @property
    def pending_updates(self) -> list[dict[str, Any]]:
        """Unacknowledged updates, oldest first."""
        return list(self._pending.values())

    def waits(self, update_id: int) -> bool:
        """Whether an update is still to be taken."""
        return update_id in self._pending

    def put(self, kind: str, content: dict[str, Any]) -> int:
        """Queue an update, unless the bot did not ask for its kind; returns its id."""
        update_id, self._next = self._next, self._next + 1
        if kind in self._allowed or (not self._allowed and kind not in _ONLY_IF_ASKED):
            self.last = {"update_id": update_id, kind: content}
            self.put_again(self.last)
        return update_id

    def put_anything(self, content: dict[str, Any]) -> int:
        """Queue what Telegram never sends; only its number is right."""
        update_id, self._next = self._next, self._next + 1
        self.put_again({**content, "update_id": update_id})
        return update_id

    def renumber(self, first: int) -> None:
        """Go on at another number, as Telegram does at random after a week without updates.

        See https://core.telegram.org/bots/api#update; what waited has been dropped after a day.
        """
        self.forget()
        self._next = first

    def allow(self, kinds: list[str] | None) -> None:
        """Which kinds the bot wants from now on: none named means the usual ones, None as before."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    def forget(self, keep: int = 0) -> None:
        """Drop all that waits but the latest `keep`."""
        waiting = sorted(self._pending)
        if len(waiting) > keep:
            self.acknowledge(waiting[len(waiting) - keep - 1] + 1)

    def put_again(self, update: dict[str, Any]) -> None:
        """Queue an update (again), as Telegram does with one that was not acknowledged."""
        self._pending[update["update_id"]] = update
        self._fresh.add(update["update_id"])
        self._arrived.set()
        self._update_hold()
        for listener in self.on_put:
            listener(update)

    def listening(self) -> None:
        """A bot takes updates."""
        self._listens.set()
        self._update_hold()

    def offline(self) -> None:
        """No bot is connected: hold nothing until one polls again."""
        self._listens.clear()
        # What was given to whoever has gone is still to be taken, and what their connection still waits for is not given.
        self._fresh.update(self._pending)
        self._given.clear()
        self._gone += 1
        self._update_hold()

    async def online(self) -> None:
        """Wait for a bot to poll."""
        await self._listens.wait()

    def acknowledge(self, offset: int) -> None:
        """Confirm everything below `offset`."""
        for update_id in [known for known in self._pending if known < offset]:
            del self._pending[update_id]
            self._fresh.discard(update_id)
            self._given.discard(update_id)

    def done(self, update_id: int) -> None:
        """Confirm one update."""
        self.delivered += 1
        self._pending.pop(update_id, None)
        self._fresh.discard(update_id)
        self._update_hold()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        """getUpdates: at once where something is pending, else when it comes or after `timeout` real seconds."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poller = mine
        if offset > self._next + _FUTURE:
            # Acknowledges nothing, and gets what there is.
            offset = 0
        if offset < 0:
            self.forget(keep=-offset)
        else:
            self.acknowledge(offset)
        self._listens.set()
        self._fresh -= self._given
        self._given.clear()
        self._update_hold()
        gone = self._gone
        if not self._pending and timeout > 0:
            await self._wait(mine, timeout)
        if mine.done():
            raise ApiError(
                409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
            )
        mine.set_result(None)
        if gone != self._gone:
            return []
        batch = [update for update in self._pending.values() if update["update_id"] >= offset][:limit]
        self._given.update(update["update_id"] for update in batch)
        self.delivered += len(batch)
        return batch

    async def _wait(self, mine: asyncio.Future[None], timeout: float) -> None:
        self._arrived.clear()
        arrived: asyncio.Future[Any] = asyncio.ensure_future(self._arrived.wait())
        events: set[asyncio.Future[Any]] = {arrived, mine}
        try:
            await asyncio.wait(events, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrived.cancel()

    def _update_hold(self) -> None:
        wanted = self._listens.is_set() and bool(self._fresh)
        if wanted and not self._holding:
            self._hold.enter_context(self._clock.hold())
        elif not wanted and self._holding:
            self._hold.close()
        self._holding = wanted
