"""Fetches the photos of reports: their checksum is remembered, and their bytes kept where the setting says.

Telegram's ids of files are of one token alone, and the files need not stay (https://core.telegram.org/bots/api#getfile).
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from telegram.error import BadRequest, TelegramError

from bot.monitoring.events import Event
from bot.services.duty import photos

if TYPE_CHECKING:
    from datetime import datetime

    from telegram.ext import ExtBot

    from bot.services.context import Context

_AGAIN = timedelta(minutes=10)
# Bytes that photos leave free: where the disk is full, no answer and no report can be stored either.
_LEFT_FREE = 500_000_000


class Photos:
    """`run` fetches what is not fetched yet, and may be repeated; without a directory only checksums are kept."""

    def __init__(self, bot: ExtBot[int], ctx: Context, directory: Path | None, left_free: int = _LEFT_FREE) -> None:
        self._bot = bot
        self._ctx = ctx
        self._directory = directory
        self._left_free = left_free

    async def run(self) -> datetime | None:
        """Returns when to try again, where Telegram or the disk would not."""
        after = 0
        while found := await photos.unfetched(self._ctx, after):
            for photo in found:
                try:
                    await self._fetch(photo)
                except (TelegramError, OSError) as error:
                    Event.PHOTO_WAITS.emit(photo=photo.name, reason=str(error))
                    return self._ctx.clock.now() + _AGAIN
            after = found[-1].id
        return None

    async def _fetch(self, photo: photos.Unfetched) -> None:
        try:
            file = await self._bot.get_file(photo.file_id)
            content = bytes(await file.download_as_bytearray())
        except BadRequest as error:
            # Gone, or of another token: it never comes back.
            Event.PHOTO_LOST.emit(photo=photo.name, reason=error.message)
            await photos.fetched(self._ctx, photo.id, "", "")
            return
        if self._directory is not None:
            await asyncio.to_thread(_write, self._directory / photo.name, content, self._left_free)
        kept_as = photo.name if self._directory is not None else ""
        await photos.fetched(self._ctx, photo.id, hashlib.sha256(content).hexdigest(), kept_as)


def _write(file: Path, content: bytes, left_free: int) -> None:
    """Whole or not at all, and its owner's alone; raises OSError where fewer than `left_free` bytes would be left."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if shutil.disk_usage(file.parent).free - len(content) < left_free:
        raise OSError(errno.ENOSPC, "what is left of the disk is kept for the database")
    beside = file.with_suffix(".part")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    beside.replace(file)
