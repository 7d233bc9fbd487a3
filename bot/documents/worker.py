"""Papers are made in a process of their own, one after the other, so that they cost the bot neither time nor memory.

The compiler does let other threads run while it works, but it remembers what it has set and gives nothing back: 260 MiB
after some lists of 66, 860 after five of 660. A process can be ended: after so much work, after a while without any,
and where it hangs.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.documents.processes import start
from bot.documents.typesetting import Order, order_for
from bot.documents.typesetting_process import LENGTH_BYTES, PAPER
from bot.monitoring.events import Event

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from bot.documents.typesetting import Printable

# About eight attendance lists of 66, at which the process has grown from 60 to 220 MiB.
_RETIRES_AFTER_CHARACTERS = 60_000
_RESTS_AFTER_SECONDS = 120.0
_ENDS_WITHIN_SECONDS = 5.0


class PaperFailed(RuntimeError):
    """No paper came: a fault in the template, a process that died, or time ran out; the message says which."""


class Typesetter:
    """Makes papers off the event loop. The process starts with the first paper; `close` ends it."""

    def __init__(self, *, timeout_seconds: float = 60.0) -> None:
        self._timeout = timeout_seconds
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._seen = 0
        self._rest: asyncio.TimerHandle | None = None
        self._resting: asyncio.Task[None] | None = None

    @property
    def process_id(self) -> int | None:
        """Of the process that waits for papers; None where there is none."""
        return self._process.pid if self._process is not None else None

    async def make(self, paper: Printable) -> bytes:
        """The paper as PDF, the picture as PNG, the workbook as XLSX; whoever comes while another is made waits. Raises `PaperFailed`."""
        # The words of a large workbook take a moment.
        order = await asyncio.to_thread(order_for, paper)
        async with self._turn:
            self._stay_awake()
            try:
                # A process that died while it waited is found out only now.
                reply = await self._ask(order, again=self._process is not None)
            except BaseException:
                # Its reply would be taken for the next one's.
                self._kill()
                raise
            await self._retire_when_full(order)
            self._rest = asyncio.get_running_loop().call_later(_RESTS_AFTER_SECONDS, self._go_to_rest)
        return reply

    async def close(self) -> None:
        """End the process, after the paper being made."""
        async with self._turn:
            self._stay_awake()
            await self._end()
        if self._resting is not None:
            await self._resting

    async def _ask(self, order: Order, *, again: bool) -> bytes:
        try:
            async with asyncio.timeout(self._timeout):
                return await self._exchange(order)
        except TimeoutError:
            raise PaperFailed(f"{order.template}: not made within {self._timeout:g} s") from None
        except (BrokenPipeError, ConnectionResetError, asyncio.IncompleteReadError):
            self._kill()
            if not again:
                raise PaperFailed(f"{order.template}: the process died") from None
        Event.TYPESETTER_DIED.emit()
        return await self._ask(order, again=False)

    async def _exchange(self, order: Order) -> bytes:
        process = self._process = self._process or await start("bot.documents.typesetting_process")
        orders, replies = _pipes(process)
        asked = json.dumps(asdict(order), ensure_ascii=False).encode()
        orders.write(len(asked).to_bytes(LENGTH_BYTES) + asked)
        await orders.drain()
        head = await replies.readexactly(1 + LENGTH_BYTES)
        content = await replies.readexactly(int.from_bytes(head[1:]))
        if head[0] != PAPER:
            raise PaperFailed(f"{order.template}: {content.decode()}")
        return content

    async def _retire_when_full(self, order: Order) -> None:
        self._seen += len(order.data)
        if self._seen > _RETIRES_AFTER_CHARACTERS:
            await self._end()

    def _stay_awake(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    def _go_to_rest(self) -> None:
        self._resting = asyncio.create_task(self._end())

    def _kill(self) -> None:
        process, self._process, self._seen = self._process, None, 0
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()

    async def _end(self) -> None:
        process, self._process, self._seen = self._process, None, 0
        if process is None:
            return
        _pipes(process)[0].close()
        try:
            async with asyncio.timeout(_ENDS_WITHIN_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def _pipes(process: Process) -> tuple[asyncio.StreamWriter, asyncio.StreamReader]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the typesetting process has pipes")
    return process.stdin, process.stdout
