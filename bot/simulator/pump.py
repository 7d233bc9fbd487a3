"""The webhook's side of Telegram: posts updates as telegram-bot-api does, and runs the call that a response carries."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector

from bot.simulator.errors import ApiError

if TYPE_CHECKING:
    from bot.simulator.methods import Methods
    from bot.simulator.updates import UpdateQueue

Lane = tuple[str, int]

_PATIENCE = 60.0
# Telegram's own waits grow from a second; a test need not see them.
_FIRST_WAIT = 0.05
_LONGEST_WAIT = 1.0


class Pump:
    """Delivers to one URL: up to `max_connections` posts at once, the updates of one sender or chat in order.

    One that is not taken with 2xx comes again. While the bot takes none, a virtual clock is not held.
    """

    def __init__(self, updates: UpdateQueue, methods: Methods) -> None:
        self._updates = updates
        self._methods = methods
        self.webhook = dict(methods.webhook)
        self._url = self.webhook["url"]
        self._headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret"]}
        most = int(self.webhook["max_connections"])
        self._slots = asyncio.Semaphore(most)
        self._lanes: dict[Lane, deque[dict[str, Any]]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._session = ClientSession(
            connector=TCPConnector(limit=most),
            cookie_jar=DummyCookieJar(),
            timeout=ClientTimeout(total=_PATIENCE),
        )
        updates.on_put.append(self._offer)
        for update in updates.pending_updates:
            self._offer(update)

    async def stop(self) -> None:
        """Deliver no more."""
        self._updates.on_put.remove(self._offer)
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        await self._session.close()

    def _offer(self, update: dict[str, Any]) -> None:
        lane = _lane(update)
        waiting = self._lanes.get(lane)
        if waiting is not None:
            waiting.append(update)
            return
        self._lanes[lane] = deque([update])
        worker = asyncio.create_task(self._work(lane))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, lane: Lane) -> None:
        waiting = self._lanes[lane]
        wait = _FIRST_WAIT
        while waiting:
            async with self._slots:
                # It may have been dropped meanwhile.
                taken = not self._updates.waits(waiting[0]["update_id"]) or await self._deliver(waiting[0])
            if taken:
                waiting.popleft()
                wait = _FIRST_WAIT
            else:
                self._updates.offline()
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
        del self._lanes[lane]

    async def _deliver(self, update: dict[str, Any]) -> bool:
        try:
            async with self._session.post(self._url, json=update, headers=self._headers) as response:
                body = await response.read()
                if response.status >= 300:
                    # The next try may reach another replica.
                    response.close()
                    return self._refused(f"Wrong response from the webhook: {response.status} {response.reason}")
        except (ClientError, OSError, TimeoutError):
            return self._refused("Connection refused")
        if body.startswith(b"{") and (call := json.loads(body)).get("method"):
            # Nobody is told what becomes of it.
            with suppress(ApiError):
                await self._methods.call(call.pop("method"), {key: as_parameter(value) for key, value in call.items()})
        self._updates.listening()
        self._updates.done(update["update_id"])
        return True

    def _refused(self, reason: str) -> bool:
        self._methods.webhook_error = (self._methods.clock.now(), reason)
        return False


def as_parameter(value: Any) -> Any:
    """A JSON value as a form would hold it."""
    return json.dumps(value) if isinstance(value, dict | list | bool) else str(value)


def _lane(update: dict[str, Any]) -> Lane:
    kind, content = next((key, value) for key, value in update.items() if key != "update_id")
    owner = content.get("chat") or content["from"]
    return kind, owner["id"]
