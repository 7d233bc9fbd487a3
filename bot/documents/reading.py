"""Files that people send are read in a process of its own (`bot.documents.reader`), one after the other.

Whatever is in them, it costs the bot neither memory nor time: the process may use so much and no more, and is ended with
the turn that asked for it.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from bot.documents.bounds import MAX_BYTES
from bot.documents.processes import start
from bot.documents.tables import Table, UnreadableTable
from bot.domain.importing.columns import LeftOut, Reading, Row
from bot.monitoring.events import Event

if TYPE_CHECKING:
    from asyncio.subprocess import Process

# Longer than the process's own limit of CPU time: a machine may have other work.
_GIVEN_UP_AFTER_SECONDS = 60.0


class FileReader:
    """Reads import files off the event loop, one at a time: on a small machine two would be too many."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self.process_id: int | None = None

    async def read(self, content: bytes, kind: str | None = None) -> tuple[str, Table]:
        """The kind of import and the table; raises `UnreadableTable` naming what is wrong."""
        if len(content) > MAX_BYTES:
            raise UnreadableTable("import-too-big", size=len(content) // 1024 // 1024)
        async with self._turn:
            lines = (await self._answer(content, kind or "")).splitlines()
        if not lines or lines[-1].startswith(b'{"key":'):
            raise _unreadable(lines)
        head = json.loads(lines[0])
        rows: list[Row] = []
        for line in lines[1:]:
            # Hundreds of rows a time: others get their turn meanwhile.
            await asyncio.sleep(0)
            rows += [Row(*row) for row in json.loads(line)]
        if len(rows) < head["rows"]:
            raise _unreadable([])
        left_out = tuple(LeftOut(**one) for one in head["left_out"])
        return head["kind"], Table(tuple(head["columns"]), tuple(rows), Reading(tuple(head["sheets"]), left_out))

    async def _answer(self, content: bytes, kind: str) -> bytes:
        process = await start("bot.documents.reader")
        self.process_id = process.pid
        try:
            async with asyncio.timeout(_GIVEN_UP_AFTER_SECONDS):
                said, _ = await process.communicate(kind.encode() + b"\n" + content)
        except TimeoutError:
            said = b""
        finally:
            _end(process)
            self.process_id = None
        if process.returncode:
            Event.FILE_NOT_READ.emit(returncode=process.returncode, size=len(content))
            return b""
        return said


def _end(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()


def _unreadable(lines: list[bytes]) -> UnreadableTable:
    """Why a file was not read: as the process says, or that it wanted more than it may have."""
    said: dict[str, Any] = json.loads(lines[-1]) if lines else {"key": "import-file-heavy", "values": {}}
    return UnreadableTable(said["key"], **said["values"])
