"""Migrations on both databases: up from nothing, in step with the models, and never down to an older program."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from bot.clock import SystemClock
from bot.storage import migrate
from bot.storage.database import Database
from bot.storage.migrate import REVISIONS, NewerDatabase, Schema, check, upgrade
from bot.storage.models import Base

if TYPE_CHECKING:
    from sqlalchemy import Connection


async def tables(db: Database) -> set[str]:
    async with db.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def run(db: Database, *statements: str) -> None:
    async with db.engine.execution_options(writer=True).begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def test_migrations_bring_an_empty_database_up(empty: Database) -> None:
    before = await check(empty)
    assert before.current is None
    assert not before.up_to_date
    after = await upgrade(empty)
    assert after == Schema(before.head, before.head) == await check(empty)
    assert await tables(empty) == {*Base.metadata.tables, "alembic_version"}


def test_the_file_names_tell_the_revisions_in_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    history = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert list(REVISIONS) == history[::-1]


async def test_models_and_migrations_agree(empty: Database) -> None:
    def _differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, Base.metadata))

    await upgrade(empty)
    async with empty.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_a_second_upgrade_changes_nothing(empty: Database) -> None:
    first = await upgrade(empty)
    await run(empty, "INSERT INTO offices (code, name, timezone) VALUES ('35.05', 'Blitar', 'Asia/Jakarta')")
    assert await upgrade(empty) == first
    async with empty.engine.connect() as connection:
        assert (await connection.execute(text("SELECT code FROM offices"))).scalars().all() == ["35.05"]


async def test_upgrades_that_start_together_follow_one_another(empty_url: str) -> None:
    replicas = [Database(empty_url, SystemClock()) for _ in range(4)]
    try:
        schemas = await asyncio.gather(*(upgrade(db) for db in replicas))
    finally:
        for db in replicas:
            await db.close()
    assert len(set(schemas)) == 1
    assert schemas[0].up_to_date


async def test_a_database_newer_than_the_program_is_refused_and_left_alone(empty: Database) -> None:
    await upgrade(empty)
    await run(empty, "UPDATE alembic_version SET version_num = '9999'", "DROP TABLE dialogues")
    for look in (upgrade, check):
        with pytest.raises(NewerDatabase, match=r"9999 yang lebih baru .* perbarui panwascam-bot"):
            await look(empty)
    assert "dialogues" not in await tables(empty)


async def test_tables_without_a_revision_are_not_ours_to_touch(empty: Database) -> None:
    # A file belongs to one program; a server's database may hold an extension's tables, but none named as ours.
    await run(empty, "CREATE TABLE deliveries (id INTEGER PRIMARY KEY)")
    with pytest.raises(migrate.NotOurDatabase):
        await upgrade(empty)
    assert await tables(empty) == {"deliveries"}
    await run(empty, "DROP TABLE deliveries")
    await run(empty, "CREATE TABLE spatial_ref_sys (id INTEGER PRIMARY KEY)")
    if empty.dialect == "postgresql":
        assert (await upgrade(empty)).up_to_date
        return
    with pytest.raises(migrate.NotOurDatabase):
        await upgrade(empty)


async def test_a_migration_that_fails_leaves_nothing_behind(empty: Database) -> None:
    # What has the name of the last table of the first migration is in the way.
    await run(empty, "CREATE VIEW duty_reports AS SELECT 1 AS id")
    with pytest.raises(Exception, match="already exists"):
        await upgrade(empty)
    assert await tables(empty) - {"alembic_version"} == set()
    await run(empty, "DROP VIEW duty_reports")
    assert (await upgrade(empty)).up_to_date


async def test_instants_that_sqlite_had_written_its_own_way_are_written_as_all_others(tmp_path: Path) -> None:
    file = tmp_path / "before.db"
    db = Database(f"sqlite+aiosqlite:///{file}", SystemClock())
    async with db.engine.execution_options(writer=True).begin() as connection:
        await connection.run_sync(migrate.bring, "0004")
    answered = [
        ("2023-10-12 02:00:30+00:00", "2023-10-12 02:00:29.000007+00:00", None),
        ("2023-10-12 02:00:31.000000", None, "2023-10-12 02:00:28+00:00"),
    ]
    with closing(sqlite3.connect(file)) as raw, raw:
        for number, instants in enumerate(answered):
            raw.execute(
                "INSERT INTO invitations (session_id, person_id, created_at, excuse_text, check_in_how, answered_at,"
                " first_answered_at, seat_since) VALUES (1, ?, '2023-10-01 00:00:00.000000', '', '', ?, ?, ?)",
                (number, *instants),
            )
    await upgrade(db)
    async with db.read() as session:
        found = await session.execute(text("SELECT answered_at, first_answered_at, seat_since FROM invitations"))
        assert [tuple(row) for row in found] == [
            ("2023-10-12 02:00:30.000000", "2023-10-12 02:00:29.000007", None),
            ("2023-10-12 02:00:31.000000", None, "2023-10-12 02:00:28.000000"),
        ]
    await db.close()


async def test_a_plan_from_before_plans_had_years_is_in_force_with_its_titles_shortened(empty: Database) -> None:
    async with empty.engine.execution_options(writer=True).begin() as connection:
        await connection.run_sync(migrate.bring, "0005")
    await run(
        empty,
        "INSERT INTO offices (code, name, timezone) VALUES ('63.10', 'Bawaslu Kabupaten Tanah Bumbu', 'Asia/Makassar')",
        "INSERT INTO activities (office_id, code, division, title, kind, audience, place, aims, outputs, note,"
        " period_text, precision, plan_year, ordinal) VALUES (1, 'SDMO-01', 'SDMO', 'Rencana Kegiatan Rapat Koordinasi"
        " Kehumasan oleh Bawaslu Kabupaten Tanah Bumbu', 'RAKOR', '', '', '', '', '', '', 'UNSTATED', 2023, 1)",
    )
    await upgrade(empty)
    async with empty.engine.connect() as connection:
        found = await connection.execute(text("SELECT in_force, short_title FROM activities"))
        assert [(bool(meant), short) for meant, short in found] == [(True, "Rapat Koordinasi Kehumasan")]
        assert (await connection.execute(text("SELECT address FROM offices"))).scalars().all() == [""]
