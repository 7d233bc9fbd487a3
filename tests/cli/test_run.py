"""`panwascam run` as a process: it serves, waits for Telegram, refuses what cannot work, and stops when told."""

from __future__ import annotations

import os
import signal
import socket
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import SystemClock
from bot.simulator import Simulator
from tests.cli.shell import REPOSITORY, newer, started
from tests.cluster.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.cli.shell import Command


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    simulator = Simulator(SystemClock())
    await simulator.start()
    yield simulator
    await simulator.stop()


def settings(sim: Simulator, **others: str) -> dict[str, str]:
    return {"BOT_TOKEN": sim.token, "BOT_API_URL": sim.url, "HTTP_PORT": "0", **others}


async def stopped(command: Command, number: signal.Signals) -> None:
    command.process.send_signal(number)
    code = await command.ends()
    assert (code, "Traceback" in command.heard) == (0, False), command.heard


async def test_it_serves_stops_in_good_order_and_goes_on_where_it_stopped(sim: Simulator, tmp_path: Path) -> None:
    budi = sim.person("Budi")
    for greetings, number in enumerate((signal.SIGTERM, signal.SIGINT), 1):
        async with started("run", cwd=tmp_path, **settings(sim)) as command:
            budi.send("/start")
            await until(lambda: len(budi.messages) == greetings)  # noqa: B023 (waited for here)
            await stopped(command, number)
            # Who reads the log sees how it runs, and that it went.
            begin, *_, end = command.heard.splitlines()
            for said in (
                "starting",
                "database=sqlite+aiosqlite:///panwascam.db",
                "health=http://127.0.0.1:",
                "version=",
                "offices='35.05 Bawaslu Kabupaten Blitar'",
                "updates=polling",
            ):
                assert said in begin
            assert f"signal={number.name}" in command.heard
            assert "stopped" in end
        # What was done is acknowledged: nothing comes again.
        assert sim.updates.pending == 0
    assert all("Dengan membagikan nomor" in message.text for message in budi.messages)


async def test_a_wrong_token_is_said_at_once(sim: Simulator, tmp_path: Path) -> None:
    # From a file, as somebody who goes live has them.
    lines = [f"{name}={value}\n" for name, value in settings(sim, BOT_TOKEN="123456:SALAH").items()]
    (tmp_path / ".env").write_text("".join(lines))
    async with started("run", cwd=tmp_path) as command:
        assert await command.ends() == 1
    assert "Telegram menolak BOT_TOKEN. Salin ulang token dari @BotFather." in command.heard
    assert "Traceback" not in command.heard
    assert "SALAH" not in command.heard


async def test_telegram_down_at_start_is_waited_for_and_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    sim = Simulator(SystemClock())
    budi = sim.person("Budi")
    budi.send("/start")
    url = f"http://127.0.0.1:{port}"
    async with started("run", cwd=tmp_path, **settings(sim, BOT_API_URL=url)) as command:
        await command.says("Telegram cannot be reached")
        assert "again_in" in command.heard
        await sim.start(port)
        try:
            await until(lambda: "Dengan membagikan nomor" in budi.screen)
            await stopped(command, signal.SIGTERM)
        finally:
            await sim.stop()
    assert sim.token not in command.heard


async def test_something_else_than_a_bot_api_is_said_at_once(tmp_path: Path) -> None:
    async def handle(_: web.Request) -> web.Response:
        return web.Response(text="<h1>Masuk ke jaringan hotel</h1>", content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    async with TestServer(app) as portal:
        url, host = str(portal.make_url("/")), f"{portal.host}:{portal.port}"
        async with started("run", cwd=tmp_path, BOT_TOKEN="123456:RAHASIA", BOT_API_URL=url, HTTP_PORT="0") as command:
            assert await command.ends() == 1
    start, said = command.heard.splitlines()
    assert "starting" in start
    assert said.startswith(f"Yang menjawab di {host} bukan Bot API Telegram. Periksa BOT_API_URL")


async def test_it_can_be_stopped_while_it_waits_for_telegram(sim: Simulator, tmp_path: Path) -> None:
    await sim.stop()
    async with started("run", cwd=tmp_path, **settings(sim)) as command:
        await command.says("Telegram cannot be reached")
        await stopped(command, signal.SIGTERM)
    assert "Unclosed" not in command.heard


async def test_a_database_newer_than_the_program_is_refused_and_nobody_is_written_to(
    sim: Simulator, sqlite_database: str, tmp_path: Path
) -> None:
    async with started("run", cwd=tmp_path, **settings(sim, DATABASE_URL=newer(sqlite_database))) as command:
        assert await command.ends() == 1
    assert "lebih baru daripada program ini; perbarui panwascam-bot" in command.heard
    assert "Traceback" not in command.heard
    assert sim.calls() == []


async def test_a_webhook_whose_port_is_taken_is_refused_and_the_port_is_named(sim: Simulator, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        others = {"WEBHOOK_URL": "https://bot.example.go.id", "HTTP_PORT": port}
        async with started("run", cwd=tmp_path, **{**settings(sim), **others}) as command:
            assert await command.ends() == 1
    said = " ".join(command.heard.split())
    assert f"Alamat 127.0.0.1:{port} tidak dapat dipakai untuk webhook: Address already in use." in said
    assert "HTTP_PORT" in said
    assert "DATABASE_URL" not in said
    assert "Traceback" not in said
    assert sim.calls() == []


async def test_a_copy_leaves_the_webhook_of_another_in_place_unless_it_is_told_to_take_over(
    sim: Simulator, tmp_path: Path
) -> None:
    hook = "https://bot.example.go.id/telegram/rahasia"
    sim.methods.webhook = {"url": hook, "max_connections": "40"}
    budi = sim.person("Budi")
    async with started("run", cwd=tmp_path, **settings(sim)) as command:
        assert await command.ends() == 1
    said = " ".join(command.heard.split())
    assert "dipakai lewat webhook di bot.example.go.id" in said
    assert "panwascam run --take-over" in said
    assert "rahasia" not in said
    assert "Traceback" not in said
    assert sim.methods.webhook["url"] == hook
    assert sim.calls() == []
    async with started("run", "--take-over", cwd=tmp_path, **settings(sim)) as command:
        budi.send("/start")
        await until(lambda: budi.messages)
        await stopped(command, signal.SIGTERM)
    assert not sim.methods.webhook


async def test_its_threads_hand_over_after_half_a_millisecond(sim: Simulator, tmp_path: Path) -> None:
    # Python's own five milliseconds would be asked for at each of the twenty changes of thread of a press.
    at_the_end = "import atexit, sys\natexit.register(lambda: print('turns of', sys.getswitchinterval(), flush=True))\n"
    (tmp_path / "sitecustomize.py").write_text(at_the_end)
    path = f"{tmp_path}{os.pathsep}{REPOSITORY}"
    async with started("run", cwd=tmp_path, PYTHONPATH=path, **settings(sim)) as command:
        await command.says("updates=polling")
        await stopped(command, signal.SIGTERM)
        assert "turns of 0.0005\n" in command.heard
