"""The `panwascam` command as a process of its own, with no settings but those given."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.patience import PATIENCE
from tests.programs import PYTHON, bare_environment

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

REPOSITORY = Path(__file__).parents[2]


@dataclass(slots=True)
class Command:
    """A running command; `heard` is what it said so far, both streams as they came."""

    process: asyncio.subprocess.Process
    heard: str = ""
    _more: asyncio.Event = field(default_factory=asyncio.Event)
    _reading: asyncio.Task[None] | None = None

    async def says(self, text: str) -> None:
        """Wait until it says `text`."""
        async with asyncio.timeout(PATIENCE):
            while text not in self.heard:
                if self.process.returncode is not None:
                    raise AssertionError(f"ended with {self.process.returncode} and never said {text!r}:\n{self.heard}")
                self._more.clear()
                await self._more.wait()

    async def ends(self) -> int:
        """Wait for its end; the exit code."""
        async with asyncio.timeout(PATIENCE):
            code = await self.process.wait()
            if self._reading is not None:
                await self._reading
        return code

    async def _read(self) -> None:
        stream = self.process.stdout
        if stream is None:
            raise RuntimeError("the output is piped")
        while line := await stream.readline():
            self.heard += line.decode()
            self._more.set()
        self._more.set()


@asynccontextmanager
async def started(*arguments: str, cwd: Path, **environment: str) -> AsyncIterator[Command]:
    """Start a command; killed at the end, should it still run."""
    process = await asyncio.create_subprocess_exec(
        *PYTHON,
        "-m",
        "bot",
        *arguments,
        cwd=cwd,
        env=bare_environment(PYTHONUNBUFFERED="1", **environment),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    command = Command(process)
    command._reading = asyncio.create_task(command._read())
    try:
        yield command
    finally:
        if process.returncode is None:
            process.kill()
        await command.ends()


def newer(url: str) -> str:
    """Mark a SQLite database as one of a later program; returns its URL."""
    with closing(sqlite3.connect(url.partition("///")[2])) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    return url
