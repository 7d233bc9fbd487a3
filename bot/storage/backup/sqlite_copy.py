"""A copy of an SQLite file that is in use, by SQLite's backup API; and whether such a copy is whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from bot.storage.backup.kinds import BackupTrouble

if TYPE_CHECKING:
    from pathlib import Path


def copy(source: Path, target: Path) -> None:
    """Copy what is committed by now, in one reading transaction: writers go on meanwhile."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        # The copy is one file: its own journal would stand beside it.
        new.execute("PRAGMA journal_mode=DELETE")


def verify(file: Path) -> str:
    """The copy's schema revision; raises `BackupTrouble` where it is damaged or not one of ours."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as opened:
            said = [row[0] for row in opened.execute("PRAGMA integrity_check(3)")]
            dangling = opened.execute("PRAGMA foreign_key_check").fetchmany(3)
            revision = opened.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupTrouble("damaged", file=file.name, reason=str(error)) from None
    if said != ["ok"] or dangling:
        raise BackupTrouble("damaged", file=file.name, reason="; ".join([*said, *(str(row) for row in dangling)])[:200])
    if revision is None:
        raise BackupTrouble("damaged", file=file.name, reason="tanpa skema")
    return str(revision[0])
