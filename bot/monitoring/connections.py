"""The listening socket: connections are bounded in number, and in how long they take to say what they want."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

from bot.monitoring.events import Event

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler
    from aiohttp.web_protocol import RequestHandler

# Seconds until a connection must have made its first request; Telegram's and a proxy's do at once.
_FIRST_REQUEST_WITHIN = 10.0
# Telegram keeps 100 at most; a process may have 1,024 files open, on some machines 256.
_MOST_OPEN = 200


class Guests:
    """Who is connected: whoever has made a request may stay, whoever has not makes room for others, or goes after a while."""

    def __init__(self) -> None:
        # Those that have made no request yet, oldest first, and when each is closed.
        self._silent: dict[RequestHandler, asyncio.TimerHandle] = {}
        self._known: set[RequestHandler] = set()
        self._told = False

    @web.middleware
    async def know(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """For the application: this one has made a request."""
        guest = request.protocol
        if guest not in self._known:
            self._known.add(guest)
            self._no_longer_silent(guest)
        try:
            response = await handler(request)
        except web.HTTPException as refused:
            refused.force_close()
            raise
        if response.status == web.HTTPForbidden.status_code:
            # Who does not know the secret would stay open without end, beside as many more as like.
            response.force_close()
        return response

    def enter(self, guest: RequestHandler) -> RequestHandler:
        """One more; the one that has been silent for longest goes where there are too many."""
        self._forget_gone()
        while self._silent and len(self._silent) + len(self._known) >= _MOST_OPEN:
            if not self._told:
                self._told = True
                Event.TOO_MANY_CONNECTIONS.emit(open=_MOST_OPEN)
            self._close(next(iter(self._silent)))
        timer = asyncio.get_running_loop().call_later(_FIRST_REQUEST_WITHIN, self._close, guest)
        self._silent[guest] = timer
        return guest

    def _forget_gone(self) -> None:
        """Those that went by themselves; one that has just come has no transport yet either."""
        self._known = {guest for guest in self._known if guest.transport is not None}
        just = asyncio.get_running_loop().time() + _FIRST_REQUEST_WITHIN - 1
        for guest, timer in list(self._silent.items()):
            if guest.transport is None and timer.when() < just:
                self._no_longer_silent(guest)

    def _close(self, guest: RequestHandler) -> None:
        self._no_longer_silent(guest)
        if guest.transport is not None:
            guest.transport.abort()

    def _no_longer_silent(self, guest: RequestHandler) -> None:
        timer = self._silent.pop(guest, None)
        if timer is not None:
            timer.cancel()


class ConnectionGate(web.TCPSite):
    """A site that lets in `guests`."""

    def __init__(self, runner: web.AppRunner, host: str, port: int, guests: Guests) -> None:
        super().__init__(runner, host, port)
        self._guests = guests

    async def start(self) -> None:
        """Listen."""
        await web.BaseSite.start(self)
        server = self._runner.server
        if server is None:
            raise RuntimeError("the runner is not set up")
        self._server = await asyncio.get_running_loop().create_server(
            lambda: self._guests.enter(server()), self._host, self._port, backlog=self._backlog
        )
