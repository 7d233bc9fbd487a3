"""The transport against a real HTTP server: answers, errors, time-outs, uploads, and no token in any text."""

from __future__ import annotations

import asyncio
import json
import socket
import traceback
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot, InputFile, InputMediaDocument
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.transport import AiohttpRequest, NotBotApi, NotSent
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOKEN = "12345:SeCrEt-ToKeN"


@asynccontextmanager
async def api(handler: Handler, **options: Any) -> AsyncIterator[Bot]:
    """A bot whose every call is answered by `handler`."""
    app = web.Application(client_max_size=2**24)
    app.router.add_route("*", "/{path:.*}", handler)
    async with TestServer(app) as server, AiohttpRequest(**options) as request:
        base = str(server.make_url("/"))
        yield Bot(TOKEN, base_url=f"{base}bot", base_file_url=f"{base}file/bot", request=request)


def answer(result: Any, status: int = 200, **fields: Any) -> web.Response:
    return web.json_response({"ok": status == 200, "result": result, **fields}, status=status)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def whole_text(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)) + repr(error) + repr(error.__context__) + repr(error.__cause__)


async def test_parameters_arrive_and_the_result_comes_back() -> None:
    seen: list[tuple[str, str, dict[str, str]]] = []

    async def handle(request: web.Request) -> web.Response:
        sent = await request.json() if request.can_read_body else {}
        seen.append((request.method, request.path, sent))
        return answer(True)

    async with api(handle) as bot:
        assert await bot.do_api_request("set_it", {"text": "Rapat & kopi = 50% ☕", "n": [1, {"a": "b"}]}) is True
        assert await bot.do_api_request("get_it") is True
    assert seen == [
        ("POST", f"/bot{TOKEN}/setIt", {"text": "Rapat & kopi = 50% ☕", "n": '[1, {"a": "b"}]'}),
        ("POST", f"/bot{TOKEN}/getIt", {}),
    ]


async def test_nothing_is_made_of_what_a_message_of_our_own_echoes() -> None:
    async def handle(request: web.Request) -> web.Response:
        message = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "Rapat"}
        return answer(message | ({"edit_date": 2} if "/editMessageText" in request.path else {}))

    async with api(handle) as bot:
        sent = await bot.send_message(7, "Rapat")
        assert (sent.message_id, sent.chat.id, sent.text) == (5, 7, None)
        assert await bot.edit_message_text("Rapat", 7, 5) is True


async def test_connections_are_kept_alive() -> None:
    peers = set()

    async def handle(request: web.Request) -> web.Response:
        assert request.transport is not None
        peers.add(request.transport.get_extra_info("peername"))
        return answer(True)

    async with api(handle) as bot:
        for _ in range(5):
            await bot.do_api_request("ping")
    assert len(peers) == 1


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, {"description": "Bad Request: chat not found"}, BadRequest),
        (403, {"description": "Forbidden: bot was blocked by the user"}, Forbidden),
        (429, {"description": "Too Many Requests", "parameters": {"retry_after": 7}}, RetryAfter),
        (500, {"description": "Internal Server Error"}, NetworkError),
    ],
)
async def test_errors_of_the_bot_api_are_those_of_the_library(
    status: int, body: dict[str, Any], error: type[TelegramError]
) -> None:
    async def handle(_: web.Request) -> web.Response:
        return answer(None, status, **body)

    async with api(handle) as bot:
        with pytest.raises(error) as raised:
            await bot.do_api_request("ping")
    assert type(raised.value) is error


async def test_the_page_of_a_gateway_does_not_give_the_token_away() -> None:
    async def handle(request: web.Request) -> web.Response:
        return web.Response(status=502, text=f"<html>cannot reach {request.path}</html>")

    async with api(handle) as bot:
        with pytest.raises(NetworkError, match=r"^Bad Gateway \(502\)$"):
            await bot.do_api_request("ping")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, "<html>Masuk</html>"),
        (200, "{}"),
        (200, '{"status": "up"}'),
        (200, "[]"),
        (200, ""),
        (200, '{"ok": true}'),
        (302, ""),
        (401, "Unauthorized"),
        (403, "<html>forbidden</html>"),
        # As a web server without such a page has it; Telegram's own 404, of a token that is none, is an object.
        (404, "<html>not found</html>"),
        (404, '{"detail": "Not Found"}'),
        (405, ""),
        (501, "<html>not implemented</html>"),
    ],
)
async def test_what_is_no_bot_api_is_told_from_one_that_refuses(status: int, body: str) -> None:
    async def handle(_: web.Request) -> web.Response:
        return web.Response(status=status, text=body)

    async with api(handle) as bot:
        with pytest.raises(NotBotApi):
            await bot.do_api_request("ping")


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 521])
async def test_a_gateways_passing_trouble_is_waited_out(status: int) -> None:
    async def handle(_: web.Request) -> web.Response:
        return web.Response(status=status, text="<html>later</html>")

    async with api(handle) as bot:
        with pytest.raises(TelegramError) as raised:
            await bot.do_api_request("ping")
    assert not isinstance(raised.value, NotBotApi | InvalidToken)


async def test_a_redirect_is_not_followed() -> None:
    paths = []

    async def handle(request: web.Request) -> web.Response:
        paths.append(request.path)
        raise web.HTTPFound("/elsewhere")

    async with api(handle) as bot:
        with pytest.raises(NetworkError):
            await bot.do_api_request("ping")
    assert paths == [f"/bot{TOKEN}/ping"]


async def test_no_answer_in_time_is_unknown_not_unsent() -> None:
    async def handle(_: web.Request) -> web.Response:
        await asyncio.sleep(0.5)
        return answer(True)

    async with api(handle, read_timeout=0.05) as bot:
        with pytest.raises(TimedOut) as raised:
            await bot.do_api_request("ping")
        assert await bot.do_api_request("ping", read_timeout=PATIENCE) is True
        assert await bot.do_api_request("ping", read_timeout=None) is True
    assert not isinstance(raised.value, NotSent)
    assert TOKEN not in whole_text(raised.value)


async def test_a_full_pool_times_out_with_its_own_words() -> None:
    taken, release = asyncio.Event(), asyncio.Event()

    async def handle(_: web.Request) -> web.Response:
        taken.set()
        await release.wait()
        return answer(True)

    async with api(handle, pool_size=1) as bot:
        first = asyncio.create_task(bot.do_api_request("ping"))
        await taken.wait()
        with pytest.raises(TimedOut, match="Pool timeout"):
            await bot.do_api_request("ping", pool_timeout=0.01)
        release.set()
        assert await first is True
        assert await bot.do_api_request("ping") is True


async def test_a_refused_connection_was_certainly_not_sent() -> None:
    async with AiohttpRequest() as request:
        bot = Bot(TOKEN, base_url=f"http://127.0.0.1:{free_port()}/bot", request=request)
        with pytest.raises(NotSent) as raised:
            await bot.do_api_request("ping")
    assert "refused" in raised.value.message
    assert TOKEN not in whole_text(raised.value)


async def test_an_unknown_host_was_certainly_not_sent() -> None:
    async with AiohttpRequest(connect_timeout=3) as request:
        bot = Bot(TOKEN, base_url="http://nowhere.invalid/bot", request=request)
        with pytest.raises(NotSent) as raised:
            await bot.do_api_request("ping")
    assert TOKEN not in whole_text(raised.value)


async def test_a_url_that_is_none_does_not_give_the_token_away() -> None:
    async with AiohttpRequest() as request:
        bot = Bot(TOKEN, base_url="http://[half/bot", request=request)
        with pytest.raises(NetworkError) as raised:
            await bot.do_api_request("ping")
    assert TOKEN not in whole_text(raised.value)


@pytest.mark.parametrize("begun", [False, True])
async def test_a_connection_lost_after_sending_is_unknown(begun: bool) -> None:
    async def handle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        if begun:
            await response.prepare(request)
            await response.write(b'{"ok"')
        assert request.transport is not None
        request.transport.abort()
        return response

    async with api(handle) as bot:
        with pytest.raises(NetworkError) as raised:
            await bot.do_api_request("ping")
    assert type(raised.value) is NetworkError
    assert TOKEN not in whole_text(raised.value)


async def test_files_are_uploaded_as_multipart() -> None:
    large = bytes(range(256)) * 8192
    seen: dict[str, Any] = {}

    async def handle(request: web.Request) -> web.Response:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                seen[name] = (value.filename, value.content_type, value.file.read())
            else:
                seen[name] = value
        return answer(True)

    async with api(handle) as bot:
        await bot.do_api_request(
            "take_file", {"chat_id": 7, "caption": "Rekap", "document": InputFile(large, filename="rekap.xlsx")}
        )
    assert seen == {
        "chat_id": "7",
        "caption": "Rekap",
        "document": ("rekap.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", large),
    }


async def test_a_group_of_files_and_an_open_file_are_uploaded(tmp_path: Any) -> None:
    path = tmp_path / "b.txt"
    path.write_text("dua")
    seen: dict[str, Any] = {}

    async def handle(request: web.Request) -> web.Response:
        for name, value in (await request.post()).items():
            seen[name] = value.file.read() if isinstance(value, web.FileField) else value
        return answer(True)

    async with api(handle) as bot:
        with path.open("rb") as opened:
            media = [
                InputMediaDocument(b"satu", filename="a.txt"),
                InputMediaDocument(InputFile(opened, attach=True, read_file_handle=False)),
            ]
            await bot.do_api_request("take_files", {"chat_id": 7, "media": media})
    described = json.loads(seen.pop("media"))
    names = [one["media"].removeprefix("attach://") for one in described]
    assert seen == {"chat_id": "7", names[0]: b"satu", names[1]: b"dua"}


async def test_an_upload_may_take_longer_than_an_answer() -> None:
    async def handle(request: web.Request) -> web.Response:
        await request.post()
        await asyncio.sleep(0.2)
        return answer(True)

    file = InputFile(b"x", filename="x.txt")
    async with api(handle, read_timeout=0.05, media_write_timeout=PATIENCE) as bot:
        assert await bot.do_api_request("take_file", {"document": file}) is True


async def test_files_are_downloaded() -> None:
    async def handle(request: web.Request) -> web.Response:
        return web.Response(body=f"{request.method} {request.path}".encode())

    async with api(handle) as bot:
        url = f"{bot.base_file_url}/documents/1.csv"
        assert await bot.request.retrieve(url) == f"GET /file/bot{TOKEN}/documents/1.csv".encode()


async def test_opening_and_closing_twice_is_harmless() -> None:
    request = AiohttpRequest(read_timeout=9)
    assert request.read_timeout == 9
    await request.shutdown()
    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(RuntimeError, match="not initialized"):
        await request.do_request("http://127.0.0.1/", "GET")
    await request.initialize()
    await request.shutdown()
