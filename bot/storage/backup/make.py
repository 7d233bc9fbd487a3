"""Makes a backup of a database that is in use, and reads it back before calling it one."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text

from bot.storage import migrate
from bot.storage.backup import portable, server_tools, sqlite_copy
from bot.storage.backup.files import appearing
from bot.storage.backup.kinds import BackupKind, BackupTrouble, kind_by_name
from bot.storage.database import sqlite_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was read back whole."""

    file: Path
    kind: BackupKind
    revision: str
    size: int


async def best_kind(db: Database) -> BackupKind:
    """The database's own way where there is one, else the portable one."""
    if db.dialect == "sqlite":
        return BackupKind.SQLITE
    return BackupKind.SERVER if await server_tools.knows(await _server_major(db)) else BackupKind.PORTABLE


async def make(db: Database, file: Path, now: datetime) -> Made:
    """Write the backup that the file's name asks for, replacing one of that name. Raises `BackupTrouble`, `OSError`."""
    kind = kind_by_name(file)
    if kind is not BackupKind.PORTABLE and (kind is BackupKind.SQLITE) != (db.dialect == "sqlite"):
        raise BackupTrouble("other-database", kind=kind, suffix=BackupKind.PORTABLE)
    _refuse_own(db, file)
    with appearing(file) as part:
        match kind:
            case BackupKind.SQLITE:
                await asyncio.to_thread(sqlite_copy.copy, sqlite_path(db), part)
                revision = await asyncio.to_thread(sqlite_copy.verify, part)
            case BackupKind.SERVER:
                await server_tools.dump(db.url, part)
                revision = await server_tools.verify(part)
            case BackupKind.PORTABLE:
                await _dump(db, part, now)
                revision = (await asyncio.to_thread(portable.verify, part)).revision
        size = _size(part)
    return Made(file, kind, revision, size)


def _refuse_own(db: Database, file: Path) -> None:
    own = sqlite_file(db.url)
    if own is not None and own.resolve() == file.resolve():
        raise BackupTrouble("is-database", file=file.name)


def sqlite_path(db: Database) -> Path:
    """Where an SQLite database is; raises `BackupTrouble` for one in memory or not yet there."""
    file = sqlite_file(db.url)
    if file is None or not file.exists():
        raise BackupTrouble("nothing")
    return file


def _size(file: Path) -> int:
    return file.stat().st_size


async def _dump(db: Database, part: Path, now: datetime) -> None:
    schema = await migrate.check(db)
    if not schema.up_to_date:
        raise BackupTrouble("schema", current=schema.current or "-", head=schema.head)
    if db.dialect == "sqlite":
        await asyncio.to_thread(_dump_copy, sqlite_path(db), part, schema.head, now)
        return
    async with db.engine.connect() as connection:
        snapshot = await connection.execution_options(isolation_level="REPEATABLE READ")
        await snapshot.run_sync(lambda inner: portable.dump(inner, part, schema.head, now))


def _dump_copy(source: Path, part: Path, revision: str, now: datetime) -> None:
    """From a copy: what is dumped is one snapshot, and nobody waits for it."""
    copy = part.with_name(part.name + BackupKind.SQLITE)
    copy.touch(mode=0o600)
    try:
        sqlite_copy.copy(source, copy)
        with opened_file(copy) as connection:
            portable.dump(connection, part, revision, now)
    finally:
        copy.unlink(missing_ok=True)


@contextmanager
def opened_file(file: Path) -> Iterator[Connection]:
    """A connection to an SQLite file that nobody else uses, in one transaction; lets go of the file afterwards."""
    engine = create_engine(f"sqlite:///{file}", hide_parameters=True)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


async def _server_major(db: Database) -> int:
    async with db.engine.connect() as connection:
        return int((await connection.execute(text("SHOW server_version_num"))).scalar_one()) // 10_000
