"""Server-sent events: what happens, to every page that is open (https://html.spec.whatwg.org/#server-sent-events)."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aiohttp import web

# A page that is so far behind is let go: it comes back by itself and reads everything anew.
_FARTHEST_BEHIND = 5_000
# Seconds: a proxy or a phone closes what is silent for longer.
_SIGN_OF_LIFE = 15.0


class Feed:
    """Gives each event to every listener, in order."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[bytes | None]] = set()

    @property
    def listeners(self) -> int:
        """How many pages are open."""
        return len(self._listeners)

    def publish(self, event: str, data: Any) -> None:
        """Tell all pages; costs nothing where none is open."""
        if not self._listeners:
            return
        line = f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()
        for queue in list(self._listeners):
            if queue.qsize() >= _FARTHEST_BEHIND:
                self._listeners.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(line)

    async def serve(self, response: web.StreamResponse) -> None:
        """Write events until the page goes away or the feed ends."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            with suppress(ConnectionError):
                await response.write(b"retry: 1000\n\n")
                while (line := await _next(queue)) is not None:
                    await response.write(line)
        finally:
            self._listeners.discard(queue)

    def end(self) -> None:
        """Let every page go."""
        for queue in self._listeners:
            queue.put_nowait(None)


async def _next(queue: asyncio.Queue[bytes | None]) -> bytes | None:
    try:
        async with asyncio.timeout(_SIGN_OF_LIFE):
            first = await queue.get()
    except TimeoutError:
        return b": still here\n\n"
    lines = [first]
    # What has gathered meanwhile goes in one piece.
    while lines[-1] is not None and not queue.empty():
        lines.append(queue.get_nowait())
    whole = b"".join(line for line in lines if line is not None)
    return whole or None
