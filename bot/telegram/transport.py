"""python-telegram-bot over aiohttp: a keep-alive pool, timeouts and errors mapped as `telegram.request` documents."""

from __future__ import annotations

import asyncio
import io
import json
import os
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram.payloads import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram._utils.types import ODVInput

    from bot.clock import Clock

_DEFAULT = BaseRequest.DEFAULT_NONE
# Of the forms that Telegram takes the cheapest to make (https://core.telegram.org/bots/api#making-requests).
_JSON = {"Content-Type": "application/json"}
# From here on a status says nothing of Telegram.
_GATEWAY = 500
# Passing troubles of what stands before a Bot API, whose pages say nothing of what stands behind.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, *range(520, 531)})
# Methods are called by it, files are fetched otherwise.
_CALL = "POST"
_NO_SLOT = "Pool timeout: All connections in the connection pool are occupied. Request was *not* sent to Telegram."


class NotSent(NetworkError):
    """The request certainly never reached Telegram (refused, unknown host): repeating it cannot double it."""


class NotBotApi(NetworkError):
    """What answered is no Bot API: a portal, a proxy without its server, another program."""


class NoSlot(NotSent, TimedOut):
    """No connection of the pool fell free in time."""


@dataclass(slots=True)
class Carried:
    """A call that need not be made: it travels back in the response to Telegram's own request.

    Its result stays unknown, so only the answer to a press is taken: nobody waits for what becomes of that.
    """

    call: dict[str, Any] | None = None
    open: bool = True

    def close(self) -> None:
        """Take none from now on."""
        self.open = False

    def takes(self, url: str, request_data: RequestData | None) -> bool:
        """Keep the call to `url` if it may travel here."""
        method = url.rpartition("/")[2]
        if method != _CARRIED_METHOD or not self.open or self.call is not None or request_data is None:
            return False
        self.call = {"method": method, **request_data.parameters}
        return True


_CARRIED_METHOD = "answerCallbackQuery"
_DONE = (200, b'{"ok":true,"result":true}')
_carried: ContextVar[Carried] = ContextVar("carried")


@contextmanager
def carrying(carried: Carried) -> Iterator[None]:
    """Let the tasks begun in this block leave a call in `carried`."""
    token = _carried.set(carried)
    try:
        yield
    finally:
        _carried.reset(token)


# What comes back of a message that we have just written ourselves: the bulk of it, and nobody reads it.
_ECHOED = ("text", "entities", "caption", "caption_entities", "reply_markup", "from", "reply_to_message")


class AiohttpRequest(BaseRequest):
    """One connection pool. Error texts never carry the URL: it holds the token.

    With a `clock`, a virtual one stands still while a call is under way; leave it out for long polls, which wait.
    """

    def __init__(
        self,
        *,
        pool_size: int = 64,
        connect_timeout: float | None = 5.0,
        read_timeout: float | None = 15.0,
        pool_timeout: float | None = 5.0,
        media_write_timeout: float | None = 60.0,
        proxy: str | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._pool_timeout = pool_timeout
        self._media_write_timeout = media_write_timeout
        self._proxy = proxy
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None
        # aiohttp counts the wait for a free connection as connecting; counted here it can be told apart.
        self._slots = asyncio.Semaphore(pool_size)
        # Whoever waits for Telegram to answer again.
        self._missed: asyncio.Future[None] | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool; harmless when open."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, ttl_dns_cache=60, keepalive_timeout=30),
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None),
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close the pool; harmless when closed."""
        if self._session is not None and not self._session.closed:
            await self._session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the library does it, without what a sent message echoes, before it makes objects of it."""
        try:
            data = read_json(payload)
        except ValueError as error:
            raise TelegramError(f"Invalid server response: {error}") from None
        if not isinstance(data, dict):
            raise TelegramError("Invalid server response: not an object")
        if data.get("ok") is True and "result" not in data:
            raise NotBotApi("answered without a result, so not by a Bot API")
        result = data.get("result")
        if isinstance(result, dict) and "edit_date" in result:
            # Of an edit nobody reads anything; the library takes this answer as it comes for inline messages.
            data["result"] = True
        elif isinstance(result, dict) and "message_id" in result:
            for echoed in _ECHOED:
                result.pop(echoed, None)
        return data

    async def next_answer(self) -> None:
        """Return when the Bot API next answers any call here, whatever it says; a gateway's 502 is no answer of its."""
        if self._missed is None:
            self._missed = asyncio.get_running_loop().create_future()
        await asyncio.wait({self._missed})

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = _DEFAULT,
        write_timeout: ODVInput[float] = _DEFAULT,
        connect_timeout: ODVInput[float] = _DEFAULT,
        pool_timeout: ODVInput[float] = _DEFAULT,
    ) -> tuple[int, bytes]:
        """Send one request; returns the status and the body. Raises `TimedOut`, `NotSent` or `NetworkError`."""
        carried = _carried.get(None)
        if carried is not None and carried.takes(url, request_data):
            return _DONE
        session = self._session
        if session is None or session.closed:
            raise RuntimeError("this AiohttpRequest is not initialized")
        reading = _given(read_timeout, self._read_timeout)
        if request_data is not None and request_data.contains_files:
            # aiohttp's timer for an answer runs while the body is still being written.
            reading = _sum(reading, _given(write_timeout, self._media_write_timeout))
        timeout = _timeout(_given(connect_timeout, self._connect_timeout), reading)
        with nullcontext() if self._clock is None else self._clock.hold():
            await self._slot(_given(pool_timeout, self._pool_timeout))
            try:
                answer = await _send(session, url, method, request_data, timeout)
            finally:
                self._slots.release()
        if isinstance(answer, Exception):
            raise answer
        if method == _CALL and not _is_of_bot_api(*answer):
            raise NotBotApi(f"answered with {answer[0]}, but not by a Bot API")
        if self._missed is not None and answer[0] < _GATEWAY:
            self._missed.set_result(None)
            self._missed = None
        return answer

    async def _slot(self, timeout: float | None) -> None:
        if not self._slots.locked():
            await self._slots.acquire()
            return
        try:
            await asyncio.wait_for(self._slots.acquire(), timeout)
        except TimeoutError:
            raise NoSlot(_NO_SLOT) from None


@lru_cache(maxsize=64)
def _timeout(connect: float | None, reading: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_read=reading)


async def _send(
    session: aiohttp.ClientSession,
    url: str,
    method: str,
    request_data: RequestData | None,
    timeout: aiohttp.ClientTimeout,
) -> tuple[int, bytes] | TelegramError:
    """The answer, or the error to raise: raised elsewhere it does not drag aiohttp's along, which knows the URL."""
    body, headers = _body(request_data)
    try:
        # A redirect would carry the token to another host.
        async with session.request(
            method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
        ) as response:
            return response.status, _without_echo(response.status, await response.read())
    except aiohttp.ConnectionTimeoutError:
        return NotSent("connecting timed out")
    except TimeoutError:
        return TimedOut()
    except aiohttp.ClientConnectorError as error:
        number = getattr(error, "errno", None)
        return NotSent(
            f"aiohttp.{type(error).__name__}: {os.strerror(number) if number and number > 0 else 'cannot connect'}"
        )
    except (aiohttp.ClientError, OSError, ValueError) as error:
        return NetworkError(f"aiohttp.{type(error).__name__}")


def _body(request_data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str] | None]:
    if request_data is None:
        return None, None
    if not request_data.contains_files:
        # Asked for once: each time it encodes every value anew.
        parameters = request_data.json_parameters
        return (json.dumps(parameters).encode(), _JSON) if parameters else (None, None)
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in request_data.multipart_data.items():
        # Wrapped, so that a large file is written in chunks.
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=filename, content_type=mime)
    return form, None


def _is_of_bot_api(status: int, body: bytes) -> bool:
    """Every answer is an object that says `ok` (https://core.telegram.org/bots/api#making-requests)."""
    return status in _PASSING or b'"ok"' in body


def _without_echo(status: int, body: bytes) -> bytes:
    """The body; but the error page of a gateway, which may quote the URL, becomes an empty object."""
    return body if status < 300 or body.lstrip()[:1] == b"{" else b"{}"


def _given(value: ODVInput[float], default: float | None) -> float | None:
    return default if isinstance(value, DefaultValue) else value


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first + second
