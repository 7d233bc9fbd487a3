"""Brings a backup back: checked first, all or nothing, and what was there before is kept."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from bot.storage import migrate
from bot.storage.backup import portable, server_tools, shelf, sqlite_copy
from bot.storage.backup.files import appearing
from bot.storage.backup.kinds import BackupKind, BackupTrouble, kind_by_content
from bot.storage.backup.make import best_kind, make, opened_file
from bot.storage.database import sqlite_file
from bot.storage.models import Base

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.storage.database import Database

# A database that was only seeded (its office, its kecamatan) holds nothing that could be missed.
# An office that was entered by hand, with its kecamatan, is in the trail alone; one that comes with the program is not.
_TRAIL = "audit_entries"
_DATA = ("people", "activities", "sessions", "deliveries", "duty_shifts", "chats", _TRAIL)
_BEFORE = "sebelum-"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and where the data that it replaced is kept (None: there was none)."""

    kind: BackupKind
    revision: str
    kept: Path | None


async def restore(db: Database, file: Path, now: datetime, *, force: bool = False) -> Restored:
    """Fill the database from a backup; with `force` also one that holds data. No bot may run.

    Raises `BackupTrouble` or `OSError`; then everything is as it was.
    """
    kind = kind_by_content(file)
    if db.dialect == "sqlite":
        return await asyncio.to_thread(_restore_file, _target(db), file, kind, now, force=force)
    return await _restore_server(db, file, kind, now, force=force)


def _restore_file(target: Path, file: Path, kind: BackupKind, now: datetime, *, force: bool) -> Restored:
    if kind is BackupKind.SERVER:
        raise BackupTrouble("needs-server")
    revision = sqlite_copy.verify(file) if kind is BackupKind.SQLITE else portable.verify(file).revision
    _refuse_newer(revision)
    held = _held_by_file(target)
    if held and not force:
        raise BackupTrouble("not-empty", held=held)
    with appearing(target) as part:
        if kind is BackupKind.SQLITE:
            shutil.copyfile(file, part)
        with opened_file(part) as connection:
            if kind is BackupKind.PORTABLE:
                migrate.bring(connection, revision)
                portable.load(connection, file)
            migrate.bring(connection)
        sqlite_copy.verify(part)
        kept = _set_aside(target, now) if held else None
        # They belong to what was there before.
        for journal in ("-wal", "-shm"):
            Path(f"{target}{journal}").unlink(missing_ok=True)
    return Restored(kind, migrate.REVISIONS[-1], kept)


def _set_aside(target: Path, now: datetime) -> Path:
    """A copy of the database as it is now, beside it."""
    kept = target.with_name(_BEFORE + shelf.name(now, BackupKind.SQLITE))
    with appearing(kept) as part:
        try:
            sqlite_copy.copy(target, part)
        except sqlite3.DatabaseError:
            # Damaged, or no database at all: kept byte by byte.
            shutil.copyfile(target, part)
    return kept


def _held_by_file(target: Path) -> str:
    """What a file holds, in words; empty where nothing could be missed."""
    if not target.exists():
        return ""
    try:
        with closing(sqlite3.connect(f"file:{target}?mode=ro", uri=True)) as opened:
            tables = {row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            counts = {
                name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 (a table of ours)
                for name in _DATA
                if name in tables
            }
    except sqlite3.DatabaseError as error:
        # Damaged: perhaps why it is to be replaced, but not without being asked.
        return str(error)
    return _in_words(counts)


async def _restore_server(db: Database, file: Path, kind: BackupKind, now: datetime, *, force: bool) -> Restored:
    if kind is BackupKind.SQLITE:
        raise BackupTrouble("needs-sqlite", suffix=BackupKind.PORTABLE)
    if kind is BackupKind.SERVER:
        revision = await server_tools.verify(file)
    else:
        revision = (await asyncio.to_thread(portable.verify, file)).revision
    _refuse_newer(revision)
    async with db.engine.connect() as connection:
        await _refuse_company(connection)
        held = await connection.run_sync(_held_by_server)
    await migrate.check(db)
    if held and not force:
        raise BackupTrouble("not-empty", held=held)
    kept = None
    if held:
        kept = (await make(db, _beside(file, _BEFORE + shelf.name(now, await best_kind(db))), now)).file
    if kind is BackupKind.PORTABLE:
        async with db.engine.begin() as connection:
            await connection.run_sync(_refill, file, revision)
    else:
        async with db.engine.begin() as connection:
            await connection.run_sync(_empty)
        await server_tools.restore(db.url, file)
        await migrate.upgrade(db)
    return Restored(kind, migrate.REVISIONS[-1], kept)


def _refill(connection: Connection, file: Path, revision: str) -> None:
    _empty(connection)
    migrate.bring(connection, revision)
    portable.load(connection, file)
    migrate.bring(connection)


def _empty(connection: Connection) -> None:
    for name in _ours(connection):
        connection.execute(text(f'DROP TABLE "{name}" CASCADE'))


def _held_by_server(connection: Connection) -> str:
    counts = {
        name: int(connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one())  # noqa: S608 (a table of ours)
        for name in _ours(connection)
        if name in _DATA
    }
    return _in_words(counts)


def _ours(connection: Connection) -> list[str]:
    return sorted({*Base.metadata.tables, "alembic_version"} & set(inspect(connection).get_table_names()))


async def _refuse_company(connection: AsyncConnection) -> None:
    """A bot, or anybody else, at the same database."""
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    count = (await connection.execute(others)).scalar_one()
    if count:
        raise BackupTrouble("in-use", count=count)


def _refuse_newer(revision: str) -> None:
    if revision not in migrate.REVISIONS:
        raise BackupTrouble("newer", revision=revision)


def _beside(file: Path, name: str) -> Path:
    return file.absolute().with_name(name)


def _in_words(counts: dict[str, int]) -> str:
    found = {name: count for name, count in counts.items() if count and name != _TRAIL} or counts
    return ", ".join(f"{name} {count}" for name, count in found.items() if count)


def _target(db: Database) -> Path:
    file = sqlite_file(db.url)
    if file is None:
        raise BackupTrouble("nothing")
    return file
