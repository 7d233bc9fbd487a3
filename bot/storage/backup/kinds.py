"""Kinds of backup files, and what can be wrong with one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class BackupTrouble(Exception):
    """A backup that cannot be made or restored; `key` names a message, `values` fill it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"{key} {values}")
        self.key = key
        self.values = values


class BackupKind(StrEnum):
    """By the end of the file's name."""

    SQLITE = ".db"
    SERVER = ".dump"
    PORTABLE = ".jsonl.gz"


_FIRST_BYTES = {BackupKind.SQLITE: b"SQLite format 3\0", BackupKind.SERVER: b"PGDMP", BackupKind.PORTABLE: b"\x1f\x8b"}


def kind_by_name(file: Path) -> BackupKind:
    """What to write; raises `BackupTrouble` where the name does not say."""
    for kind in BackupKind:
        if file.name.endswith(kind):
            return kind
    raise BackupTrouble("name", file=file.name)


def kind_by_content(file: Path) -> BackupKind:
    """What a file holds; raises `BackupTrouble` where it is none of them, `OSError` where it cannot be read."""
    with file.open("rb") as opened:
        begin = opened.read(16)
    for kind, first in _FIRST_BYTES.items():
        if begin.startswith(first):
            return kind
    raise BackupTrouble("unknown", file=file.name)
