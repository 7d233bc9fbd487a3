"""PostgreSQL's own `pg_dump` and `pg_restore`, where there are some that know the server."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

from bot.storage.backup.kinds import BackupTrouble

if TYPE_CHECKING:
    from pathlib import Path

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
# PostgreSQL: which revision a dump holds, as its data block says.
_REVISION = re.compile(r"^COPY \S*alembic_version .*?;\n(\w+)$", re.MULTILINE | re.DOTALL)


async def knows(server: int) -> bool:
    """Whether there is a `pg_dump` that can read a server of that major version: never one newer than itself."""
    tool, restorer = await asyncio.gather(_major("pg_dump"), _major("pg_restore"))
    return tool is not None and restorer is not None and min(tool, restorer) >= server


async def dump(url: str, file: Path) -> None:
    """Write a dump; one snapshot, and nobody waits for it. Raises `BackupTrouble`."""
    await _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")


async def verify(file: Path) -> str:
    """A dump's schema revision; raises `BackupTrouble` where it cannot be read to its end or is not one of ours."""
    listing = await _run("pg_restore", None, "--table=alembic_version", "--data-only", "--file=-", str(file))
    found = _REVISION.search(listing)
    if found is None:
        raise BackupTrouble("damaged", file=file.name, reason="tanpa skema")
    await _run("pg_restore", None, f"--file={os.devnull}", str(file))
    return found[1]


async def restore(url: str, file: Path) -> None:
    """Fill an empty database in one transaction. Raises `BackupTrouble`; then it is as empty as before."""
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    await _run("pg_restore", url, *options, str(file))


async def _major(tool: str) -> int | None:
    if shutil.which(tool) is None:
        return None
    found = _VERSION.search(await _run(tool, None, "--version"))
    return int(found[1]) if found else None


async def _run(tool: str, url: str | None, *options: str) -> str:
    """Run a tool and return what it prints; the password travels by the environment, where `ps` does not show it."""
    arguments, environment = ([], dict(os.environ)) if url is None else _connection(url)
    try:
        process = await asyncio.create_subprocess_exec(
            tool,
            *arguments,
            *options,
            env={**environment, "LC_ALL": "C"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except FileNotFoundError:
        raise BackupTrouble("tool", tool=tool) from None
    try:
        out, err = await process.communicate()
    except BaseException:
        process.kill()
        raise
    if process.returncode:
        lines = err.decode(errors="replace").strip().splitlines() or [str(process.returncode)]
        raise BackupTrouble("tool-failed", tool=tool, reason=lines[0])
    return out.decode(errors="replace")


def _connection(url: str) -> tuple[list[str], dict[str, str]]:
    parts = make_url(url)
    # A Unix socket's directory may stand in the query.
    host = parts.query.get("host") or parts.host
    known = {
        "--host": host if isinstance(host, str) else None,
        "--port": str(parts.port) if parts.port else None,
        "--username": parts.username,
        "--dbname": parts.database,
    }
    environment = dict(os.environ)
    if parts.password:
        environment["PGPASSWORD"] = str(parts.password)
    return [f"{name}={value}" for name, value in known.items() if value], environment
