"""Whoever connects and says nothing, or says it slowly, takes nothing from those who ask."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp

from bot.monitoring import connections
from tests.cluster.test_webhook import hooked_up
from tests.cluster.waiting import until
from tests.patience import PATIENCE

if TYPE_CHECKING:
    import pytest

    from tests.office import Office

_SLOW = b"POST /telegram/x HTTP/1.1\r\nHost: x\r\nX-Slow: "


async def _is_well(session: aiohttp.ClientSession, office: Office) -> bool:
    async with session.get(f"http://127.0.0.1:{office.settings.http_port}/healthz") as response:
        return response.status == 200


async def test_hundreds_of_slow_connections_keep_nobody_out(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_MOST_OPEN", 30)
    ketua = await office.chair_of()
    async with hooked_up(office), aiohttp.ClientSession() as session:
        port = office.settings.http_port
        slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(100)]
        for _, writer in slow:
            writer.write(_SLOW)
        assert await _is_well(session, office)
        assert "Ketua Panwascam" in await office.say(ketua, "/profil")
        await until(lambda: sum(reader.at_eof() or reader.exception() is not None for reader, _ in slow) >= 70)
        for _, writer in slow:
            writer.transport.abort()


async def test_who_says_nothing_for_a_while_is_let_go(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_FIRST_REQUEST_WITHIN", 0.05)
    async with hooked_up(office), aiohttp.ClientSession() as session:
        reader, writer = await asyncio.open_connection("127.0.0.1", office.settings.http_port)
        writer.write(_SLOW)
        await until(lambda: reader.at_eof() or reader.exception() is not None)
        writer.transport.abort()
        # A connection that has made a request stays open for the next.
        for _ in range(2):
            assert await _is_well(session, office)


async def test_who_asks_for_what_is_not_theirs_does_not_stay(office: Office) -> None:
    async with hooked_up(office) as hooked:
        for path in ("/telegram/x", hooked.webhook.path):
            reader, writer = await asyncio.open_connection("127.0.0.1", office.settings.http_port)
            writer.write(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{{}}".encode())
            said = await asyncio.wait_for(reader.read(), PATIENCE)
            assert said.split()[1] in {b"403", b"404"}
            writer.close()
