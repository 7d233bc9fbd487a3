"""The directory of nightly backups: their names, which is the newest, which are too many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.storage.backup.files import PART
from bot.storage.backup.kinds import BackupKind

if TYPE_CHECKING:
    from pathlib import Path

_TIME = "%Y%m%d-%H%M%S"
_NAME = re.compile(rf"panwascam-(\d{{8}}-\d{{6}})(?:{'|'.join(re.escape(kind) for kind in BackupKind)})")


@dataclass(frozen=True, slots=True)
class Shelved:
    """A backup in the directory."""

    file: Path
    made_at: datetime
    size: int


def name(now: datetime, kind: BackupKind) -> str:
    """A file name that tells the time in UTC: names in order are times in order."""
    return f"panwascam-{now.astimezone(UTC).strftime(_TIME)}{kind}"


def shelved(directory: Path) -> list[Shelved]:
    """The backups there, newest first; other files are nobody's business. Raises `OSError`."""
    found = []
    for file in directory.iterdir():
        match = _NAME.fullmatch(file.name)
        if match is not None and file.is_file():
            made_at = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
            found.append(Shelved(file, made_at, file.stat().st_size))
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def newest(directory: Path) -> Shelved | None:
    """The last one; None where there is none or the directory cannot be read."""
    try:
        return next(iter(shelved(directory)), None)
    except OSError:
        return None


def rotate(directory: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep`, and what a crash left unfinished; returns what was removed."""
    unfinished = [file for file in directory.iterdir() if PART in file.name and _NAME.match(file.name)]
    removed = [*(one.file for one in shelved(directory)[keep:]), *unfinished]
    for file in removed:
        file.unlink(missing_ok=True)
    return removed
