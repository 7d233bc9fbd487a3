"""Files that are whole or not there: written beside their place, synced, then renamed; readable by their owner alone."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PART = ".part"


@contextmanager
def appearing(file: Path) -> Iterator[Path]:
    """Where to write; once the block ends the file is at its place, and if it raises there is nothing."""
    part = file.with_name(file.name + PART)
    # Phone numbers are in there.
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        yield part
        sync(part)
        part.replace(file)
        sync(file.parent)
    finally:
        part.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the disk keep a file, or the names in a directory."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
