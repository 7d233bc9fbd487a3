"""The least of HTTP/1.1 that a Bot API needs, straight on asyncio's protocols: the server must not be what is measured."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD_END = b"\r\n\r\n"
_LENGTH = b"content-length:"
_REASONS = {
    200: "OK",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
}


class Call:
    """One request that came in; `reply` answers it, now or later."""

    __slots__ = ("_transport", "body", "content_type", "path")

    def __init__(self, path: str, content_type: bytes, body: bytes, transport: asyncio.Transport) -> None:
        self.path = path
        self.content_type = content_type
        self.body = body
        self._transport = transport

    def reply(self, body: bytes, status: int = 200) -> None:
        """Answer with JSON; whoever has hung up gets nothing."""
        if self._transport.is_closing():
            return
        self._transport.write(
            b"HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            % (status, _REASONS.get(status, "Error").encode(), len(body), body)
        )

    def parameters(self) -> dict[str, Any]:
        """What the call was given, whichever way the library sends it."""
        _, _, query = self.path.partition("?")
        given: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
        if not self.body:
            return given
        if b"json" in self.content_type:
            return {**given, **json.loads(self.body)}
        if b"multipart" in self.content_type:
            return {**given, **_multipart(self.content_type, self.body)}
        return {**given, **dict(parse_qsl(self.body.decode(), keep_blank_values=True))}


class ServerWire(asyncio.Protocol):
    """One connection of a client: takes requests apart and hands them to `handle`."""

    def __init__(self, handle: Callable[[Call], None]) -> None:
        self._handle = handle
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        while (taken := take_message(self._buffer)) is not None:
            first, head, body, self._buffer = taken
            path = first.split(b" ", 2)[1].decode()
            self._handle(Call(path, _header(head, b"content-type:"), body, self._transport))


class ClientWire(asyncio.Protocol):
    """One kept connection to a webhook; carries one request at a time."""

    def __init__(self) -> None:
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    @classmethod
    async def connect(cls, url: str) -> ClientWire:
        """Open a connection to the host of `url`."""
        parts = urlsplit(url)
        _, wire = await asyncio.get_running_loop().create_connection(cls, parts.hostname, parts.port or 80)
        return wire

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def post(self, head: bytes, body: bytes) -> asyncio.Future[tuple[int, bytes]]:
        """Send a request (`head` from `request_head`); resolves to status and body."""
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(b"%sContent-Length: %d\r\n\r\n%s" % (head, len(body), body))
        return self._answer

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        taken = take_message(self._buffer)
        if taken is not None and self._answer is not None:
            first, _, body, self._buffer = taken
            answer, self._answer = self._answer, None
            answer.set_result((int(first.split(b" ", 2)[1]), body))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError())

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()


def request_head(url: str, secret: str) -> bytes:
    """The constant part of a webhook's requests."""
    parts = urlsplit(url)
    token = f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n" if secret else ""
    return (
        f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n{token}"
    ).encode()


def take_message(buffer: bytes) -> tuple[bytes, bytes, bytes, bytes] | None:
    """The first whole message of `buffer`: its first line, its headers, its body, and what follows it."""
    end = buffer.find(_HEAD_END)
    if end < 0:
        return None
    first, _, head = buffer[:end].partition(b"\r\n")
    length = int(_header(head, _LENGTH) or 0)
    start = end + len(_HEAD_END)
    if len(buffer) < start + length:
        return None
    return first, head, buffer[start : start + length], buffer[start + length :]


def _header(head: bytes, name: bytes) -> bytes:
    at = head.lower().find(name)
    if at < 0:
        return b""
    end = head.find(b"\r\n", at)
    return head[at + len(name) : end if end >= 0 else len(head)].strip()


def _multipart(content_type: bytes, body: bytes) -> dict[str, str]:
    boundary = b"--" + content_type.partition(b"boundary=")[2].strip(b'"')
    fields = {}
    for part in body.split(boundary)[1:-1]:
        head, _, value = part.partition(_HEAD_END)
        name = head.partition(b'name="')[2].partition(b'"')[0]
        # A file is looked at by nobody.
        fields[name.decode()] = value.removesuffix(b"\r\n").decode(errors="replace")
    return fields
