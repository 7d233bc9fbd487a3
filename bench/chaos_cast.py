"""Who plays in the chaos run: the local Bot API in its own process, and `panwascam run`, killed and started again."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from aiohttp import ClientError, ClientSession, ClientTimeout
from processes import ROOT, free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

_STARTS_WITHIN = 600.0


class Undone(Exception):
    """The simulator would not do what was ordered; the text says why."""


class Telegram:
    """The simulator's process (`bot.simulator.standalone`) and its orders."""

    def __init__(self, url: str, session: ClientSession, process: asyncio.subprocess.Process) -> None:
        self.url = url
        self._session = session
        self._process = process

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Self]:
        """Run one for the length of a block."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.simulator.standalone",
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            env=_environment({}),
        )
        assert process.stdout is not None
        url = (await process.stdout.readline()).decode().strip()
        async with ClientSession(timeout=ClientTimeout(total=600)) as session:
            try:
                yield cls(url, session, process)
            finally:
                process.kill()
                await process.wait()

    async def order(self, name: str, **order: Any) -> dict[str, Any]:
        """Raises `Undone` where the simulator cannot."""
        async with self._session.post(f"{self.url}/_/{name}", json=order) as response:
            answer: dict[str, Any] = await response.json()
            if response.status != 200:
                raise Undone(answer["error"])
            return answer


class Balancer:
    """What stands between Telegram and the replicas: each connection goes to one that listens, at random."""

    def __init__(self, bots: list[Bot], chance: random.Random) -> None:
        self._bots = bots
        self._chance = chance
        self._pipes: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        """Listen for the length of a block, at the URL given."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()
            for pipe in self._pipes:
                pipe.cancel()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for bot in self._chance.sample(self._bots, len(self._bots)):
            try:
                upstream = await asyncio.open_connection("127.0.0.1", bot.port)
            except OSError:
                continue
            for source, sink in ((reader, upstream[1]), (upstream[0], writer)):
                pipe = asyncio.create_task(_pour(source, sink))
                self._pipes.add(pipe)
                pipe.add_done_callback(self._pipes.discard)
            return
        writer.close()


async def _pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
    sink.close()


@dataclass(slots=True)
class Bot:
    """One replica: its process lives and dies, its settings stay."""

    settings: dict[str, str]
    log: Path
    # Seconds from SIGTERM to its end.
    drains_within: float
    port: int = field(default_factory=free_port)
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the process; does not wait until it is ready."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "run",
                cwd=self.log.parent,
                stdout=log,
                stderr=log,
                env=_environment({**self.settings, "HTTP_PORT": str(self.port)}),
            )

    async def ready(self, session: ClientSession) -> None:
        """Wait until it says that it is well."""
        until = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < until:
            if self.process is None or self.process.returncode is not None:
                raise RuntimeError(f"the bot ended by itself; see {self.log}:\n{self._last_words()}")
            try:
                async with session.get(f"http://127.0.0.1:{self.port}/healthz") as response:
                    if response.status == 200:
                        return
            except (ClientError, OSError):
                pass
            await asyncio.sleep(0.03)
        raise TimeoutError(f"the bot is not ready after {_STARTS_WITHIN:.0f} s; see {self.log}:\n{self._last_words()}")

    async def kill(self) -> None:
        """As when the machine loses power."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    async def terminate(self) -> float:
        """Ask it to end; returns the seconds it took. One that takes too long is killed."""
        assert self.process is not None
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self.process.wait(), self.drains_within + 5)
        except TimeoutError:
            await self.kill()
        return time.monotonic() - begun

    @property
    def code(self) -> int | None:
        """What it ended with."""
        return None if self.process is None else self.process.returncode

    def _last_words(self) -> str:
        return self.log.read_text(errors="replace")[-2000:]


def _environment(own: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **own}
