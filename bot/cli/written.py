"""Files that commands write: whole or not at all, and never over one that is there without being told to."""

from pathlib import Path
from typing import Annotated

import typer

ForceOption = Annotated[bool, typer.Option("--force", help="Timpa berkas yang sudah ada.")]


def write_file(file: Path, content: bytes, *, force: bool) -> None:
    """Write what somebody asked for; refuses a name that is taken, raises `OSError`."""
    refuse_taken(file, force=force)
    if _is_stream(file):
        file.write_bytes(content)
        return
    from bot.storage.backup.files import appearing

    with appearing(file) as part:
        part.write_bytes(content)


def refuse_taken(file: Path, *, force: bool) -> None:
    """Before the work: a file that is there may hold what somebody has filled in."""
    from bot.cli.refused import CommandRefused
    from bot.views.text import plain

    if not file.parent.is_dir():
        raise CommandRefused(plain("shell-no-folder", folder=str(file.parent), file=str(file)))
    if file.is_dir():
        raise CommandRefused(plain("shell-is-folder", file=str(file)))
    if file.is_file() and not force and not _is_stream(file):
        raise CommandRefused(plain("shell-file-there", file=str(file)))


def _is_stream(file: Path) -> bool:
    """A pipe, a device, /dev/stdout wherever that leads: nothing can be renamed to it, and nothing is lost in it."""
    return file.parent == Path("/dev") or (file.exists() and not file.is_file())
