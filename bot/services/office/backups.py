"""The nightly backup: one more on the shelf, the oldest off it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.monitoring.events import Event
from bot.storage.backup import shelf
from bot.storage.backup.make import Made, best_kind, make

if TYPE_CHECKING:
    from bot.config.settings import Settings
    from bot.services.context import Context

# A little less than a day: the night's backup is not skipped because yesterday's took its time.
_DAILY = timedelta(hours=23)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where backups go, and how many stay."""

    directory: Path
    keep: int


def shelf_of(settings: Settings) -> Shelf | None:
    """Where nightly backups go; None where none are wanted."""
    return Shelf(Path(settings.backup_dir), settings.backup_keep) if settings.backup_dir else None


async def back_up(ctx: Context, on: Shelf) -> Made:
    """Make a backup, then remove those that are too many. Raises `BackupTrouble`, `OSError`; then none is removed."""
    now = ctx.clock.now()
    # Phone numbers are in there.
    on.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ctx.clock.hold():
        made = await make(ctx.db, on.directory / shelf.name(now, await best_kind(ctx.db)), now)
    removed = shelf.rotate(on.directory, on.keep)
    Event.BACKED_UP.emit(file=made.file.name, size=made.size, removed=len(removed))
    return made


def is_due(ctx: Context, on: Shelf) -> bool:
    """Whether the last backup is a day old, or there is none: the bot was not running when it was time."""
    last = shelf.newest(on.directory)
    return last is None or ctx.clock.now() - last.made_at >= _DAILY
