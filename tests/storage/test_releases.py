"""Databases as releases left them, kept for ever: each is brought up to the program, with all that people have said.

`releases/` holds, of each release (named after its schema), an SQLite file and the backup that goes into either kind of database: 95 people of a roster, the
plan of 2023, a meeting that two have answered and one that was cancelled. A new release adds its own; those that are there never change.
"""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.clock import SystemClock
from bot.storage.backup.restore import restore
from bot.storage.database import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Activity, Delivery, Invitation, Person, Session

RELEASES = sorted(Path(__file__).with_name("releases").glob("*.db.gz"))
BACKUPS = sorted(Path(__file__).with_name("releases").glob("*.jsonl.gz"))


def _unpack(packed: Path, file: Path) -> None:
    file.write_bytes(gzip.decompress(packed.read_bytes()))


async def _is_whole(db: Database) -> None:
    counted = {}
    async with db.read() as session:
        for table in (Person, Activity, Session, Invitation):
            counted[table.__tablename__] = (await session.execute(select(func.count()).select_from(table))).scalar_one()
        answered = select(func.count()).where(Invitation.answer.is_not(None))
        said = (await session.execute(answered)).scalar_one()
        owed = (await session.execute(select(func.count()).select_from(Delivery))).scalar_one()
    assert counted == {"people": 95, "activities": 69, "sessions": 2, "invitations": 132}
    assert (said, owed > 2) == (2, True)


@pytest.mark.parametrize("release", RELEASES, ids=lambda file: file.name)
async def test_a_release_is_upgraded_with_its_data(release: Path, tmp_path: Path) -> None:
    file = tmp_path / "panwascam.db"
    _unpack(release, file)
    db = Database(f"sqlite+aiosqlite:///{file}", SystemClock())
    try:
        assert (await upgrade(db)).up_to_date
        await _is_whole(db)
    finally:
        await db.close()


@pytest.mark.parametrize("backup", BACKUPS, ids=lambda file: file.name)
async def test_a_backup_of_a_release_goes_into_either_database(backup: Path, database_url: str) -> None:
    db = Database(database_url, SystemClock())
    try:
        await restore(db, backup, datetime.now(UTC), force=True)
        await _is_whole(db)
    finally:
        await db.close()


def test_no_release_is_without_its_database() -> None:
    assert len(RELEASES) == len(BACKUPS) >= 1
